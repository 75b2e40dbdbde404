import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { messageOf, UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import type { Schema } from '../model/suite.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { jsonDifference } from './json-difference.ts';
import { jsonPath } from './json-path.ts';
import { readJson } from './read-json.ts';
import { showJson } from './show-json.ts';
import { verdict } from './verdict.ts';
import { isZodLike, zodViolation } from './zod-violation.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

export interface JsonOptions extends GraderOptions {
  /**
   * Where the JSON is. `fenced` (unless told otherwise): the whole answer, or else its last fenced code
   * block. `whole`: the whole answer, so that a fence fails.
   */
  readonly extract?: 'fenced' | 'whole';
  /** What the value must satisfy: a zod schema (anything with its `safeParse`), or a JSON Schema. */
  readonly schema?: Schema<unknown> | JsonSchema;
}

/**
 * The answer is JSON, satisfies the schema, and equals the expected value: as far as each is asked for.
 *
 * - JSON is what `JSON.parse` reads: a trailing comma, a comment or an answer cut off is none, and the reason
 *   tells the line and column. Any value is JSON, `18` included. Of a key that is there twice the last counts.
 * - The whole answer is read, white space around it aside. If that is no JSON, the last block fenced as
 *   `json` is read, or, where no fence says so, the last block without a language: a model's final word. An
 *   earlier block is never read in its stead. JSON amid prose without a fence fails.
 * - A JSON Schema is draft 2020-12 with the formats of ajv-formats, compiled where the suite is defined. An
 *   unknown keyword or format, or any other fault in it, is a `UserError` there: a model is not blamed for
 *   the schema. The reason names the path of the first violation.
 * - A zod schema only checks: what it transforms or defaults does not change what is compared.
 * - `equals: true` compares with the case's `expected`, a function derives it. Key order means nothing, the
 *   order of items does, numbers are equal by value, null is not a missing key. An expected value of null
 *   or undefined, or one that JSON cannot hold, is a failed score.
 *
 *     json({ schema: z.object({ name: z.string(), age: z.int() }) })
 *     json({ equals: true })
 */
export function json<Input, Expected>(
  options: JsonOptions & { readonly equals: (sample: Sample<Input, Expected>) => unknown },
): Decider<Input, Expected>;
export function json<Input = unknown, Expected = unknown>(
  options?: JsonOptions & { readonly equals?: boolean },
): Decider<Input, Expected>;
export function json(
  options: JsonOptions & { readonly equals?: boolean | ((sample: Sample) => unknown) } = {},
): Decider {
  checkOptions('json', options, {
    extract: 'string',
    schema: 'object boolean',
    equals: 'boolean function',
  });
  const { name = 'json', extract = 'fenced', schema, equals = false } = options;
  if (extract !== 'fenced' && extract !== 'whole') {
    throw new UserError(`json: extract: '${extract}' is not known`, "It takes 'fenced' or 'whole'.");
  }
  const violation = schema === undefined ? undefined : compile(name, schema);

  return makeGrader('json', options, (sample: Sample) => {
    const wanted = typeof equals === 'function' ? equals(sample) : equals ? sample.expected : undefined;
    if (equals !== false && (wanted === null || wanted === undefined)) {
      throw new Error(`${name} has nothing to compare with: expected is ${wanted}`);
    }
    // Whatever was answered: an expected value that JSON cannot hold throws here.
    if (equals !== false) jsonDifference(wanted, wanted);
    const parsed = readJson(sample.output, extract);
    if ('error' in parsed) return verdict(false, parsed.error);
    const broken = violation?.(parsed.value);
    if (broken !== undefined) return verdict(false, broken);
    if (equals === false) return verdict(true, violation ? 'JSON that satisfies the schema' : 'JSON');
    const difference = jsonDifference(parsed.value, wanted);
    if (!difference) return verdict(true, 'JSON equal to expected');
    return verdict(
      false,
      `${jsonPath(difference.path)}: found ${showJson(difference.found)}, wanted ${showJson(difference.wanted)}`,
    );
  });
}

/** From a schema to a function that describes a value's first violation; undefined for a valid value. */
function compile(name: string, schema: Schema<unknown> | JsonSchema): (value: unknown) => string | undefined {
  if (isZodLike(schema)) {
    return (value) => zodViolation(schema, value);
  }
  if (schema === null || Array.isArray(schema)) {
    throw new UserError(`${name}: the schema is no schema`, 'It takes a zod schema or a JSON Schema object.');
  }
  // An instance each, since two schemas may carry the same $id. Strict about what would be ignored silently,
  // not about style.
  const ajv = new Ajv2020({
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowMatchingProperties: true,
    logger: false,
  });
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(schema);
    if ('$async' in validate) throw new Error('$async is not supported');
    return (value) => (validate(value) ? undefined : describe(validate.errors![0]!, value));
  } catch (error) {
    throw new UserError(
      `${name}: the schema does not compile: ${messageOf(error)}`,
      'Schemas are JSON Schema, draft 2020-12, without keywords or formats of their own.',
    );
  }
}

function describe(error: ErrorObject, value: unknown): string {
  const { additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = error.params;
  const detail = additionalProperty ?? unevaluatedProperty ?? allowedValues ?? allowedValue;
  const message = error.message ?? 'does not satisfy the schema';
  return `${jsonPath(pointerPath(error.instancePath, value))}: ${message}${detail === undefined ? '' : `: ${showJson(detail)}`}`;
}

/** A JSON pointer does not tell an item from a key that looks like its number; the value does. */
function pointerPath(pointer: string, value: unknown): (string | number)[] {
  let current = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(current) ? Number(key) : key;
      current = (current as Record<string | number, unknown>)[step];
      return step;
    });
}
