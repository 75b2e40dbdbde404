import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { json } from '../../../src/graders/json.ts';
import { jsonDifference } from '../../../src/graders/json-difference.ts';
import { UserError } from '../../../src/model/errors.ts';
import { jsonErrorIndex } from '../../../src/model/json-error-index.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

const anyJson = fc.jsonValue({ maxDepth: 5 }).filter((value) => value !== null);

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  // fromEntries defines own properties, "__proto__" too.
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reordered(item)]),
  );
}

describe('json', () => {
  test.each(cases)('$why: $output is $verdict', ({ options, output, expected, verdict, reason: wanted }) => {
    const grader = json(options);
    expect(outcome(grader, output, expected)).toBe(verdict);
    if (verdict === 'fail') expect(reason(grader, output, expected)).toBe(wanted);
  });

  test('what was stringified equals itself, fenced or not, pretty or not, in any order of keys', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 2), fc.boolean(), (value, indent, fenced) => {
        const text = JSON.stringify(reordered(value), null, indent);
        const output = fenced ? `Here:\n\`\`\`json\n${text}\n\`\`\`\nDone.` : text;
        expect(outcome(json({ equals: true }), output, JSON.parse(JSON.stringify(value)))).toBe('pass');
      }),
    );
  });

  test('values are equal exactly if their JSON is, up to the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        const sorted = (value: unknown): string =>
          JSON.stringify(value, (_, item) =>
            item !== null && typeof item === 'object' && !Array.isArray(item)
              ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)))
              : item,
          );
        expect(jsonDifference(a, b) === null).toBe(sorted(a) === sorted(b));
        expect(jsonDifference(a, reordered(a))).toBeNull();
      }),
    );
  });

  test('the position of an error is found exactly where JSON.parse finds an error', () => {
    const damage = fc.record({
      at: fc.nat(),
      cut: fc.nat(3),
      insert: fc.constantFrom('', ',', '}', '"', '\\', '\n', '0', '-', ' ', 'e', ':'),
    });
    fc.assert(
      fc.property(fc.json(), damage, (text, { at, cut, insert }) => {
        const index = at % (text.length + 1);
        const damaged = text.slice(0, index) + insert + text.slice(index + cut);
        let valid = true;
        try {
          JSON.parse(damaged);
        } catch {
          valid = false;
        }
        const error = jsonErrorIndex(damaged);
        expect(error === null).toBe(valid);
        if (error !== null) expect(error).toBeLessThanOrEqual(damaged.length);
      }),
      { numRuns: 5000 },
    );
  });

  test('a value nested deeper than the stack is compared all the same', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(outcome(json({ equals: true }), deep, [1])).toBe('fail');
    expect(outcome(json(), deep.slice(0, -1), null)).toBe('fail');
  });

  test('equals may derive the expected value', () => {
    const grader = json({ equals: ({ expected }) => ({ label: expected }) });
    expect(outcome(grader, '{"label": "a"}', 'a')).toBe('pass');
    expect(outcome(grader, '{"label": "b"}', 'a')).toBe('fail');
  });

  test('equals: false compares nothing, whatever is expected', () => {
    expect(outcome(json({ equals: false }), '1', null)).toBe('pass');
  });

  test('a zod schema checks, but does not change what is compared', () => {
    const grader = json({ schema: z.object({ a: z.string().default('x') }), equals: true });
    expect(outcome(grader, '{}', { a: 'x' })).toBe('fail');
    expect(outcome(grader, '{}', {})).toBe('pass');
  });

  test.each([
    [{ type: 'objct' }, 'must be equal to one of the allowed values'],
    [{ type: 'object', example: 1 }, 'unknown keyword: "example"'],
    [{ type: 'string', format: 'dat' }, 'unknown format "dat"'],
    [{ $ref: '#/nowhere' }, "can't resolve reference #/nowhere"],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'draft-07'],
    [{ type: 'string', pattern: '(' }, 'Unterminated group'],
    [{ $async: true, type: 'string' }, '$async'],
  ])('the schema %j is a UserError at definition', (schema, message) => {
    expect(() => json({ schema })).toThrow(UserError);
    expect(() => json({ schema })).toThrow(message);
  });

  test.each([{ schema: [] }, { schema: null }, { schema: 'object' }, { extract: 'last' }, { equal: true }])(
    '%j is a UserError at definition',
    (options) => {
      expect(() => json(options as never)).toThrow(UserError);
    },
  );

  test('two graders may have schemas of the same $id', () => {
    const schema = { $id: 'https://example.com/a', type: 'string' };
    expect([json({ schema }), json({ schema, name: 'again' })]).toHaveLength(2);
  });
});
