import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataset } from '../../src/core/dataset.ts';
import { defineSuite } from '../../src/core/define-suite.ts';
import { outputFormat } from '../../src/core/output-format.ts';
import { renderParams } from '../../src/core/render-params.ts';
import { matrix } from '../../src/core/variants.ts';
import type { UserError } from '../../src/model/errors.ts';
import { checkSchemas } from '../../src/model/request-rules/schema.ts';
import type { LoadedVariant } from '../../src/model/suite.ts';

const schemaOf = (output: z.ZodType) => outputFormat(output).schema;
const property = (type: z.ZodType) =>
  (schemaOf(z.object({ key: type })) as { properties: { key: unknown } }).properties.key;

function fault(output: unknown): UserError {
  try {
    outputFormat(output as z.ZodType);
  } catch (error) {
    return error as UserError;
  }
  throw new Error('it was accepted');
}

describe('a zod schema, as the API takes it', () => {
  it('is a closed object with its optional keys left out of those required', () => {
    expect(outputFormat(z.object({ label: z.string(), why: z.string().optional() }))).toEqual({
      type: 'json_schema',
      schema: {
        type: 'object',
        properties: { label: { type: 'string' }, why: { type: 'string' } },
        required: ['label'],
        additionalProperties: false,
      },
    });
  });

  it.each([
    ['an enumeration', z.enum(['a', 'b']), { enum: ['a', 'b'] }],
    ['a constant', z.literal(3), { const: 3 }],
    ['a description', z.string().describe('The city'), { type: 'string', description: 'The city' }],
    ['null', z.string().nullable(), { type: ['string', 'null'] }],
    ['a whole number', z.int(), { type: 'integer' }],
    ['a date', z.iso.date(), { type: 'string', format: 'date' }],
    ['a list', z.array(z.boolean()).min(1), { type: 'array', items: { type: 'boolean' }, minItems: 1 }],
    ['what is read, not what is made of it', z.string().transform(Number), { type: 'string' }],
    ['what is coerced', z.coerce.number(), { type: 'number' }],
  ])('%s', (_, type, expected) => {
    expect(property(type)).toEqual(expected);
  });

  it('tells the model of bounds that it is not held to', () => {
    expect(property(z.number().min(0).max(5).describe('Stars'))).toEqual({
      type: 'number',
      description: 'Stars\n\n{minimum: 0, maximum: 5}',
    });
    expect(property(z.array(z.string().max(9)).min(2))).toEqual({
      type: 'array',
      items: { type: 'string', description: '{maxLength: 9}' },
      description: '{minItems: 2}',
    });
    expect(property(z.number().default(3))).toEqual({ type: 'number', description: '{default: 3}' });
    expect(property(z.string().regex(/^a/))).toEqual({ type: 'string', description: '{pattern: "^a"}' });
  });

  it('has anyOf for the oneOf of discriminated unions, each option closed', () => {
    const kind = <T extends string>(name: T) => z.object({ kind: z.literal(name) });
    const closed = (name: string) => ({
      type: 'object',
      properties: { kind: { const: name } },
      required: ['kind'],
      additionalProperties: false,
    });
    expect(property(z.discriminatedUnion('kind', [kind('a'), kind('b')]))).toEqual({
      anyOf: [closed('a'), closed('b')],
    });
  });

  it('keeps shared parts as definitions', () => {
    const place = z.object({ city: z.string().max(9) }).meta({ id: 'Place' });
    expect(schemaOf(z.object({ from: place, to: place }))).toMatchObject({
      properties: { from: { $ref: '#/$defs/Place' }, to: { $ref: '#/$defs/Place' } },
      $defs: {
        Place: { additionalProperties: false, properties: { city: { description: '{maxLength: 9}' } } },
      },
    });
  });

  it('is what the helper of the SDK makes of it, but for patterns that a format repeats', () => {
    const shape = z.object({
      name: z.string().min(1).max(40),
      stars: z.number().gte(1).lt(6).optional(),
      kind: z.enum(['a', 'b']),
      parts: z.array(z.object({ id: z.string().regex(/^x/), price: z.number().nullable() })).max(3),
      either: z.union([z.object({ a: z.string() }), z.object({ b: z.literal('b') })]),
    });
    expect(schemaOf(shape)).toEqual(transformJSONSchema(z.toJSONSchema(shape, { io: 'input' })));
  });
});

describe('what the API does not take', () => {
  const Tree: z.ZodType = z.object({ name: z.string(), children: z.array(z.lazy(() => Tree)) });
  const many = (n: number, type: z.ZodType) =>
    z.object({
      inner: z.object(Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i + 1}`, type]))),
    });

  it.each([
    [
      'a record',
      z.object({ a: z.object({ prices: z.record(z.string(), z.number()) }) }),
      'output, "a.prices": a record is not taken: the keys of an object must be named',
    ],
    [
      'a record in a list',
      z.object({ a: z.array(z.record(z.string(), z.string())) }),
      'output, "a[]": a record is not taken: the keys of an object must be named',
    ],
    [
      'an open object',
      z.object({ a: z.looseObject({}) }),
      'output, "a": a record is not taken: the keys of an object must be named',
    ],
    [
      'a catch-all',
      z.object({ a: z.string() }).catchall(z.number()),
      'output: a record is not taken: the keys of an object must be named',
    ],
    ['any value', z.object({ a: z.any() }), 'output, "a": a value of any form is not taken'],
    ['a tuple', z.object({ a: z.tuple([z.string(), z.number()]) }), 'output, "a": a tuple is not taken'],
    [
      'a date object',
      z.object({ when: z.date() }),
      'output, "when": Date cannot be represented in JSON Schema',
    ],
    ['recursion', z.object({ root: Tree }), 'output, "root": Recursive schemas are not supported.'],
    ['recursion of the whole', Tree, 'output, "children[]": Recursive schemas are not supported.'],
    [
      'an external reference',
      z.object({ a: z.string().meta({ $ref: 'https://example.com/a.json' }) }),
      `output, "a": External schema reference 'https://example.com/a.json' is not supported.`,
    ],
    [
      '25 optional keys',
      many(25, z.string().optional()),
      'output, "inner.k25": Schemas contains too many optional parameters (25), which would make grammar compilation inefficient. Reduce the number of optional parameters in your schemas (limit: 24).',
    ],
    [
      '17 unions',
      many(17, z.string().nullable()),
      'output, "inner.k17": Schemas contains too many parameters with union types (17), which would make grammar compilation inefficient. Reduce the number of parameters with union types in your schemas (limit: 16).',
    ],
    ['no schema', { type: 'object' }, 'output is no zod schema'],
  ])('%s', (_, output, message) => {
    expect(fault(output).message).toBe(message);
    expect(fault(output).hint).toBeTruthy();
  });

  it('ends where the limits end', () => {
    expect(() => outputFormat(many(24, z.string().optional()))).not.toThrow();
    expect(() => outputFormat(many(16, z.string().nullable()))).not.toThrow();
  });
});

describe('a variant with an output schema', () => {
  const rows = dataset([{ input: { text: 'Hi' }, expected: 'yes' }]);
  const model = { model: 'claude-haiku-5-5', max_tokens: 64 } as const;
  const graders = [{ name: 'any', grade: () => true }];
  const output = z.object({ label: z.string() });

  it('asks for it, beside the effort that it states', () => {
    const { variants } = defineSuite('s', rows, {
      variants: { a: { ...model, prompt: '{{text}}', output, output_config: { effort: 'low' } } },
      graders,
    });
    const params = renderParams(variants.a as LoadedVariant<{ text: string }>, { text: 'Hi' });
    expect(params).toEqual({
      ...model,
      messages: [{ role: 'user', content: 'Hi' }],
      output_config: { effort: 'low', format: outputFormat(output) },
    });
    expect(checkSchemas({ ...params })).toEqual([]);
  });

  it('may come out of a matrix, and stand in a second suite', () => {
    const variants = matrix(rows, {
      models: { haiku: model },
      prompts: { p: { prompt: '{{text}}', output } },
    });
    const first = defineSuite('first', rows, { variants, graders });
    const second = defineSuite('second', rows, { variants: first.variants, graders });
    expect(second.variants['haiku-p']).toMatchObject({ output_config: { format: outputFormat(output) } });
  });

  it('does not ask for another form beside it', () => {
    const format = { type: 'json_schema', schema: { type: 'object' } } as const;
    expect(() =>
      defineSuite('s', rows, {
        variants: { a: { ...model, prompt: '{{text}}', output, output_config: { format } } },
        graders,
      }),
    ).toThrow('suite "s", variant "a": "output" and "output_config.format" say different things');
  });

  it('is refused where the suite is defined, with suite, variant and place', () => {
    expect(() =>
      defineSuite('s', rows, {
        variants: {
          a: { ...model, prompt: '{{text}}', output: z.object({ a: z.record(z.string(), z.string()) }) },
        },
        graders,
      }),
    ).toThrow('suite "s", variant "a": output, "a": a record is not taken');
  });
});
