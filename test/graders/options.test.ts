import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answer } from '../../src/graders/answer.ts';
import { bleu } from '../../src/graders/bleu.ts';
import { choice } from '../../src/graders/choice.ts';
import { contains } from '../../src/graders/contains.ts';
import { containsAll } from '../../src/graders/contains-all.ts';
import { containsAny } from '../../src/graders/contains-any.ts';
import { cost } from '../../src/graders/cost.ts';
import { custom } from '../../src/graders/custom.ts';
import { endsWith } from '../../src/graders/ends-with.ts';
import { exactMatch } from '../../src/graders/exact-match.ts';
import type { GraderOptions } from '../../src/graders/grader-options.ts';
import { json } from '../../src/graders/json.ts';
import { jsonFields } from '../../src/graders/json-fields.ts';
import { length } from '../../src/graders/length.ts';
import { levenshtein } from '../../src/graders/levenshtein.ts';
import { listF1 } from '../../src/graders/list-f1.ts';
import { numeric } from '../../src/graders/numeric.ts';
import { oneOf } from '../../src/graders/one-of.ts';
import { outputTokens } from '../../src/graders/output-tokens.ts';
import { refusal } from '../../src/graders/refusal.ts';
import { regex } from '../../src/graders/regex.ts';
import { rouge } from '../../src/graders/rouge.ts';
import { startsWith } from '../../src/graders/starts-with.ts';
import { stopReason } from '../../src/graders/stop-reason.ts';
import { tokenF1 } from '../../src/graders/token-f1.ts';
import { toolCalls } from '../../src/graders/tool-calls.ts';
import { wordCount } from '../../src/graders/word-count.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Grader } from '../../src/model/grader.ts';

const FACTORIES: Readonly<Record<string, (options?: GraderOptions) => Grader>> = {
  answer: (options) => answer('word', options) as Grader,
  choice: (options) => choice(options) as Grader,
  contains: (options) => contains({ value: 'a', ...options }),
  containsAll: (options) => containsAll({ values: ['a'], ...options }),
  containsAny: (options) => containsAny({ values: ['a'], ...options }),
  custom: ({ name = 'custom', ...options } = {}) => custom(name, () => 0.5, options),
  endsWith: (options) => endsWith({ value: 'a', ...options }),
  exactMatch: (options) => exactMatch(options) as Grader,
  json: (options) => json(options),
  oneOf: (options) => oneOf(options) as Grader,
  numeric: (options) => numeric(options) as Grader,
  regex: (options) => regex(/a/i, options),
  startsWith: (options) => startsWith({ value: 'a', ...options }),
  cost: (options) => cost({ max: 1, ...options }),
  length: (options) => length({ max: 9, ...options }),
  outputTokens: (options) => outputTokens({ max: 9, ...options }),
  refusal: (options) => refusal('none', options),
  stopReason: (options) => stopReason('end_turn', options),
  wordCount: (options) => wordCount({ max: 9, ...options }),
  bleu: (options) => bleu(options) as Grader,
  levenshtein: (options) => levenshtein(options) as Grader,
  rouge: (options) => rouge(options) as Grader,
  tokenF1: (options) => tokenF1(options) as Grader,
  listF1: (options) => listF1(options) as Grader,
  jsonFields: (options) => jsonFields(options) as Grader,
  toolCalls: (options) => toolCalls(options) as Grader,
};

describe.each(Object.entries(FACTORIES))('%s', (kind, make) => {
  test('takes what all graders take', () => {
    const options = { name: 'own', threshold: 0.5, role: 'metric', weight: 3 } as const;
    expect(make(options)).toMatchObject(options);
    expect(make().name).toBe(kind);
    for (const key of ['threshold', 'role', 'weight']) expect(make()).not.toHaveProperty(key);
  });

  test('refuses what none takes, at definition', () => {
    const wrong: [object, string][] = [
      [{ threshold: 1.1 }, 'outside [0, 1]'],
      [{ threshold: Number.NaN }, 'outside [0, 1]'],
      [{ threshold: '1' }, "'threshold' is a string"],
      [{ role: 'gates' }, "role 'gates' is not known"],
      [{ weight: 0 }, 'weighs nothing'],
      [{ weight: -1 }, 'weighs nothing'],
      [{ weight: Infinity }, 'weighs nothing'],
      [{ wieght: 1 }, "unknown option 'wieght'"],
    ];
    for (const [options, message] of wrong) {
      expect(() => make(options)).toThrow(UserError);
      expect(() => make(options)).toThrow(message);
    }
  });

  test('says what it was made with, as JSON', () => {
    const { settings } = make({ name: 'own', weight: 2 });
    expect(settings).toMatchObject({ kind });
    expect(settings).not.toHaveProperty('name');
    expect(settings).not.toHaveProperty('weight');
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
  });
});

test('settings hold patterns as their source, functions as their text, schemas as JSON Schema', () => {
  expect(regex(/a(b)/gi, { group: 1 }).settings).toEqual({
    kind: 'regex',
    pattern: { regex: '/a(b)/gi' },
    group: 1,
  });
  expect(exactMatch({ trim: false, name: 'x' }).settings).toEqual({ kind: 'exactMatch', trim: false });
  expect(json({ schema: z.object({ a: z.int() }) }).settings).toMatchObject({
    schema: { schema: { properties: { a: { type: 'integer' } } } },
  });
  const short = custom(
    'short',
    ({ output }) =>
      // Line breaks and indents are no difference.
      output.length < 9,
  );
  expect(short.settings).toEqual({
    kind: 'custom',
    grade: { function: expect.stringContaining('output.length < 9') },
  });
});

test('settings differ where graders do, whatever their names', () => {
  const all = [
    exactMatch(),
    exactMatch({ caseSensitive: false }),
    contains({ value: 'a' }),
    contains({ value: 'b' }),
    numeric(),
    numeric({ tolerance: 0.1 }),
    json(),
    json({ schema: { type: 'object' } }),
    json({ schema: { type: 'array' } }),
    regex(/a/),
    regex(/a/i),
    custom('a', () => true),
    custom('a', () => false),
  ].map(({ settings }) => JSON.stringify(settings));
  expect(new Set(all).size).toBe(all.length);
});
