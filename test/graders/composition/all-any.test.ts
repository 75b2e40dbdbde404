import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all } from '../../../src/graders/all.ts';
import { any } from '../../../src/graders/any.ts';
import { contains } from '../../../src/graders/contains.ts';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { not } from '../../../src/graders/not.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Decider } from '../../../src/model/grader.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { sample } from '../sample.ts';
import { failed, fails, later, measures, now, passes, saying, throws } from './parts.ts';

type Says = 'pass' | 'fail' | 'failed';

function says(grader: Decider): Says {
  const score = now(grader);
  if (score.outcome === 'failed') return 'failed';
  return score.pass ? 'pass' : 'fail';
}

const [P, F, X] = [passes, fails, throws];

describe('all', () => {
  test.each<[string, readonly Decider[], Says]>([
    ['passes where all do', [P, P], 'pass'],
    ['fails where one does', [P, F, P], 'fail'],
    ['is settled by one that fails, whatever failed to score', [X, F], 'fail'],
    ['is a failed score where a pass hangs on one', [P, X], 'failed'],
    ['is a failed score where nothing else is known', [X], 'failed'],
    ['cannot count what only measures', [P, measures], 'failed'],
  ])('%s', (_, parts, verdict) => expect(says(all(...parts))).toBe(verdict));

  test('names the part that decided', () => {
    expect(now(all(P, F))).toMatchObject({ reason: 'fails fails: not as wanted' });
    expect(now(all(P, saying('second', true)))).toMatchObject({ reason: 'all 2 pass: passes, second' });
    expect(now(all(P, X))).toEqual(failed('throws failed: no such field'));
  });

  test('scores the lowest of its parts', () => {
    expect(now(all(saying('a', 0.9, 0.5), saying('b', 0.6, 0.5)))).toMatchObject({ score: 0.6, pass: true });
  });
});

describe('any', () => {
  test.each<[string, readonly Decider[], Says]>([
    ['passes where one does', [F, P], 'pass'],
    ['fails where all do', [F, F], 'fail'],
    ['is settled by one that passes, whatever failed to score', [X, P], 'pass'],
    ['is a failed score where a fail hangs on one', [F, X], 'failed'],
    ['is a failed score where nothing else is known', [X], 'failed'],
    ['cannot count what only measures', [F, measures], 'failed'],
  ])('%s', (_, parts, verdict) => expect(says(any(...parts))).toBe(verdict));

  test('names the part that decided', () => {
    expect(now(any(F, P))).toMatchObject({ reason: 'passes passes: as wanted' });
    expect(now(any(F, saying('b', false)))).toMatchObject({ reason: 'fails fails: not as wanted; b fails' });
    expect(now(any(F, F, F, F, F))).toMatchObject({ reason: expect.stringMatching(/; and 2 more$/) });
  });

  test('scores the highest of its parts', () => {
    expect(now(any(saying('a', 0.1, 0.5), saying('b', 0.4, 0.5)))).toMatchObject({ score: 0.4, pass: false });
  });
});

describe('both', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  const part = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(score, score).map(([own, threshold]) => saying('p', own, threshold)) },
    { weight: 1, arbitrary: fc.constant(throws) },
  );
  const parts = fc.array(part, { minLength: 1, maxLength: 5 });

  test('are each other’s opposite: not(all(a, b)) is any(not(a), not(b))', () => {
    fc.assert(
      fc.property(parts, (own) => {
        const [left, right] = [now(not(all(...own))), now(any(...own.map((one) => not(one))))];
        expect(right.outcome).toBe(left.outcome);
        if (left.outcome === 'scored') expect(right).toMatchObject({ score: left.score, pass: left.pass });
      }),
    );
  });

  test('wait for parts that are not done, and say the same then', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), async (own, waits) => {
        const mixed = own.map((one, index) => (waits[index] ? later(one) : one));
        for (const combine of [all, any]) {
          const own_ = scoreOf(combine(...mixed), sample('answer', null));
          expect(own_ instanceof Promise).toBe(waits.slice(0, own.length).includes(true));
          expect(await own_).toEqual(now(combine(...own)));
        }
      }),
    );
  });

  test('take options after their parts, and are named after them otherwise', () => {
    expect(all(exactMatch(), contains()).name).toBe('all(exactMatch, contains)');
    expect(any(exactMatch(), contains(), { name: 'either', role: 'advisory' })).toMatchObject({
      name: 'either',
      role: 'advisory',
    });
  });

  test('settings tell their parts, in order', () => {
    const settings = (grader: Decider) => JSON.stringify(grader.settings);
    const [a, b] = [contains({ value: 'a' }), contains({ value: 'b' })];
    expect(settings(all(a, b))).not.toBe(settings(any(a, b)));
    expect(settings(all(a, b))).not.toBe(settings(all(a)));
    // A grader written by hand is told by its function.
    expect(settings(all(saying('x', true)))).toContain('"function"');
  });

  test('refuse what they would ignore, and nothing at all, at definition', () => {
    expect(() => all()).toThrow('there is nothing to combine');
    expect(() => any({ name: 'x' })).toThrow('there is nothing to combine');
    expect(() => all(exactMatch({ role: 'gate' }), contains())).toThrow('has the role gate');
    expect(() => any(exactMatch({ weight: 2 }))).toThrow('nothing is weighed');
    expect(() => all(exactMatch(), { threshold: 0.5 } as never)).toThrow('a threshold says nothing here');
    expect(() => all(exactMatch(), { nmae: 'x' } as never)).toThrow(UserError);
    expect(() => all({ ask: 1 } as never, exactMatch())).toThrow(UserError);
  });
});
