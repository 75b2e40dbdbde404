import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from '../../../src/graders/contains.ts';
import { custom } from '../../../src/graders/custom.ts';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { not } from '../../../src/graders/not.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { sample } from '../sample.ts';
import { failed, fails, later, measures, now, passes, saying, throws } from './parts.ts';

describe('not', () => {
  test('flips pass and score, and says what decided', () => {
    expect(now(not(passes))).toEqual({
      outcome: 'scored',
      score: 0,
      pass: false,
      reason: 'passes passes: as wanted',
    });
    expect(now(not(fails))).toEqual({
      outcome: 'scored',
      score: 1,
      pass: true,
      reason: 'fails fails: not as wanted',
    });
  });

  test('flips a score in between as well, after its threshold', () => {
    const ratio = custom('ratio', () => 0.25, { threshold: 0.2 });
    expect(now(ratio)).toMatchObject({ score: 0.25, pass: true });
    expect(now(not(ratio))).toMatchObject({ score: 0.75, pass: false });
  });

  test('leaves a failed score failed, sooner or later', async () => {
    expect(now(not(throws))).toEqual(failed('throws failed: no such field'));
    expect(await scoreOf(not(later(throws)), sample('', null))).toEqual(
      failed('throws failed: no such field'),
    );
    expect(now(not(exactMatch()) as never, 'null', null)).toMatchObject({ outcome: 'failed' });
  });

  test('of what only measures is a failed score, should it come this far', () => {
    expect(now(not(measures))).toEqual(failed('measures only measures: give it a threshold'));
  });

  test('waits where its part does, and only there', async () => {
    const grade = not(later(passes)).grade(sample('', null));
    expect(grade).toBeInstanceOf(Promise);
    expect(await grade).toMatchObject({ pass: false });
    expect(not(passes).grade(sample('', null))).not.toBeInstanceOf(Promise);
  });

  test('twice has the very verdicts of the grader, also where 1 − (1 − x) is not x', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.boolean(), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (score, pass, threshold) => {
          const label = { expected: 'a', predicted: 'b' };
          const verdict = { score, reason: 'why', label, ...(pass !== undefined && { pass }) };
          const grader = saying('g', verdict, threshold);
          expect(now(not(not(grader)))).toEqual(now(grader));
          expect(now(not(not(not(grader))))).toEqual(now(not(grader)));
        },
      ),
    );
    expect(now(not(not(throws)))).toEqual(now(throws));
  });

  test('yields no labels', () => {
    expect(now(exactMatch() as never, 'a', 'a')).toHaveProperty('label');
    expect(now(not(exactMatch()) as never, 'a', 'a')).not.toHaveProperty('label');
  });

  test('is named after its part', () => {
    expect(not(contains({ value: 'x' })).name).toBe('not(contains)');
    expect(not(contains({ value: 'x' }), { name: 'clean', role: 'metric' })).toMatchObject({
      name: 'clean',
      role: 'metric',
    });
  });

  test('settings tell its part', () => {
    expect(not(contains({ value: 'x' })).settings).toEqual({
      kind: 'not',
      part: { name: 'contains', settings: { kind: 'contains', value: 'x' } },
    });
  });

  test('refuses what it would ignore, and what is no grader, at definition', () => {
    expect(() => not(exactMatch({ role: 'metric' }))).toThrow('"exactMatch" has the role metric');
    expect(() => not(exactMatch({ weight: 2 }))).toThrow('nothing is weighed here');
    expect(() => not(exactMatch(), { threshold: 1 } as never)).toThrow('a threshold says nothing here');
    expect(() => not({ name: 'judge', ask: () => '', read: () => true } as never)).toThrow(UserError);
    expect(() => not(undefined as never)).toThrow(UserError);
  });
});
