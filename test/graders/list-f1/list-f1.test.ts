import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listF1 } from '../../../src/graders/list-f1.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { measure, reason, sample } from '../sample.ts';
import { cases } from './cases.ts';

const grader = listF1() as never;
const items = fc.array(fc.constantFrom('a', 'b', 'c', 'é'), { maxLength: 6 });

describe('listF1', () => {
  test.each(cases)('$why: $output is $score', ({ options, output, expected, score }) => {
    const found = measure(listF1(options) as never, output, expected);
    if (typeof score === 'string') expect(found).toBe(score);
    else expect(found).toBeCloseTo(score, 12);
  });

  test('is symmetric, in [0, 1], and 1 exactly for the same items in any order', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const score = measure(grader, JSON.stringify(a), b);
        expect(score).toBe(measure(grader, JSON.stringify(b), a));
        expect(score === 1).toBe([...a].sort().join() === [...b].sort().join());
        expect(score).toBe(measure(grader, JSON.stringify([...a].reverse()), b));
      }),
    );
  });

  test('is the same however the list is written', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const written = {
          json: JSON.stringify(a),
          lines: a.map((item) => `- ${item}`).join('\n'),
          comma: a.join(', '),
        };
        const scores = (['json', 'lines', 'comma'] as const).map((format) =>
          measure(listF1({ format }) as never, written[format], b),
        );
        expect(new Set(scores).size).toBe(1);
      }),
    );
  });

  test('decides with a threshold only', () => {
    expect(scoreOf(grader, sample('["a"]', ['a']))).toMatchObject({ pass: null });
    expect(scoreOf(listF1({ threshold: 1 }) as never, sample('["a"]', ['a']))).toMatchObject({ pass: true });
    expect(scoreOf(listF1({ threshold: 1 }) as never, sample('none', ['a']))).toMatchObject({ pass: false });
  });

  test('the reason names what is missing and what is too much', () => {
    expect(reason(grader, '["a", "x", "x"]', ['a', 'b', 'b'])).toBe(
      'precision 0.333, recall 0.333: missing "b" and "b", too much "x" and "x"',
    );
    expect(reason(grader, '["a"]', ['a'])).toBe('all 1 items');
    expect(reason(grader, '{}', ['a'])).toBe('no JSON array: "{}"');
  });

  test('expected may be a function of the sample', () => {
    const own = listF1({ expected: ({ expected }) => (expected as { list: string[] }).list });
    expect(measure(own, '["a"]', { list: ['a'] })).toBe(1);
    expect(measure(own, '["a"]', {})).toBe('throws');
  });

  test('an unknown format or option is a UserError at definition', () => {
    expect(() => listF1({ format: 'csv' as never })).toThrow("format: 'csv' is not known");
    expect(() => listF1({ separator: ',' } as never)).toThrow(UserError);
  });
});
