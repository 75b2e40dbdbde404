import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonFieldsOptions, jsonFields } from '../../../src/graders/json-fields.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { measure, reason, sample } from '../sample.ts';
import { cases } from './cases.ts';

const grader = jsonFields() as never;
const anyObject = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), {
  minKeys: 1,
  noNullPrototype: true,
});

describe('jsonFields', () => {
  test.each(cases)('$why: $score', ({ options, found, expected, score }) => {
    const scored = measure(jsonFields(options) as never, JSON.stringify(found), expected);
    if (typeof score === 'string') expect(scored).toBe(score);
    else expect(scored).toBeCloseTo(score, 11);
  });

  test('an object equals itself, in any order of keys, and another is in [0, 1]', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (a, b) => {
        const reversed = Object.fromEntries(Object.entries(a).reverse());
        expect(measure(grader, JSON.stringify(reversed), JSON.parse(JSON.stringify(a)))).toBe(1);
        expect(measure(grader, JSON.stringify(a), JSON.parse(JSON.stringify(b)))).not.toBe('throws');
      }),
    );
  });

  test('a set is the same in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 1 })), (items) => {
        const list = JSON.parse(JSON.stringify(items));
        const set = jsonFields({ fields: { a: 'set' } }) as never;
        expect(measure(set, JSON.stringify({ a: [...list].reverse() }), { a: list })).toBe(1);
      }),
    );
  });

  test('the JSON is found as json finds it', () => {
    const fenced = 'Here:\n```json\n{"a": 1}\n```';
    expect(measure(grader, fenced, { a: 1 })).toBe(1);
    expect(measure(jsonFields({ extract: 'whole' }) as never, fenced, { a: 1 })).toBe(0);
    expect(measure(grader, '{"a": 1,}', { a: 1 })).toBe(0);
    expect(measure(grader, '', { a: 1 })).toBe(0);
  });

  test('decides with a threshold only, reached on paper', () => {
    const fields = { a: { weight: 0.1 }, b: { weight: 0.2 }, c: { weight: 0.7 } };
    const graded = sample('{"a": 1, "b": 1, "c": 2}', { a: 1, b: 1, c: 1 });
    expect(scoreOf(jsonFields({ fields }) as never, graded)).toMatchObject({ score: 0.3, pass: null });
    expect(scoreOf(jsonFields({ fields, threshold: 0.3 }) as never, graded)).toMatchObject({ pass: true });
  });

  test('the reason names what is wrong, missing and not expected', () => {
    const fields = { note: 'text' } as const;
    expect(
      reason(jsonFields({ fields }) as never, '{"total": 12, "note": "abcx", "b": 1, "c": 2}', {
        total: 13,
        note: 'abcd',
        date: 1,
        b: 1,
      }),
    ).toBe(
      '"total" 0: found 12, wanted 13; "note" 0.75: found "abcx", wanted "abcd"; missing "date"; not expected "c"',
    );
    expect(reason(grader, '{"a": 1}', { a: 1 })).toBe('all 1 fields');
    expect(reason(grader, '[1]', { a: 1 })).toBe('no JSON object: "[1]"');
  });

  test.each<[JsonFieldsOptions, string]>([
    [{ fields: { a: 'sett' as never } }, "comparison 'sett' is not known"],
    [{ fields: { a: 5 as never } }, "field 'a' says no comparison"],
    [{ fields: { a: { wieght: 2 } as never } }, "unknown option 'wieght'"],
    [{ fields: { a: { weight: 0 } } }, 'weighs nothing'],
    [{ fields: { a: { tolerance: 1 } } }, 'tolerance says nothing here'],
    [{ fields: { a: { compare: 'number', tolerance: -1 } } }, 'tolerance: -1 is no limit'],
    [{ extra: 'allowed' as never }, "extra: 'allowed' is not known"],
    [{ extract: 'first' as never }, "extract: 'first' is not known"],
    [{ field: {} } as never, "unknown option 'field'"],
  ])('%j is a UserError at definition', (options, message) => {
    expect(() => jsonFields(options)).toThrow(UserError);
    expect(() => jsonFields(options)).toThrow(message);
  });
});
