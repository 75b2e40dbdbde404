import { describe, expect, it } from 'vitest';
import { compareVariants } from '../../src/core/compare.ts';
import { HALVES, sampleSplitter } from '../../src/core/split-samples.ts';
import { isAlarm, selfCheckStatements } from '../../src/render/wording/self-check.ts';
import { fail, pass } from './builders.ts';

const ORIGIN = {
  suite: 'suite',
  run: 'run',
  createdAt: '2026-11-20T00:00:00Z',
  file: null,
  dataset: 'hash',
  pricesDate: '2026-11-09',
  graders: {},
  simulated: false,
  roles: new Map(),
};

/** Compares a variant with itself: samples of each case, 1 for a pass. */
function check(cases: readonly (readonly number[])[], changes: { readonly output?: string } = {}) {
  const splitter = sampleSplitter('claude-a', ['accuracy']);
  cases.forEach((samples, index) => {
    splitter.addCase(
      { id: `t${index}`, input: index, expected: null, tags: [] },
      samples.map((value, repetition) =>
        (value === 1 ? pass : fail)({ repetition, output: `${value} ${repetition}`, ...changes }),
      ),
    );
  });
  const { table, ...counts } = splitter.finish(ORIGIN);
  const comparison = compareVariants(
    { table, variant: HALVES[0] },
    { table, variant: HALVES[1] },
    { metrics: ['accuracy'], deciding: [] },
  );
  return { variant: 'a', comparison, ...counts };
}

const repeat = (times: number, samples: readonly number[]) => Array<readonly number[]>(times).fill(samples);

describe('a variant against itself, odd repetitions against even ones', () => {
  it('finds nothing where both halves are the same kind of thing', () => {
    const checked = check([...repeat(30, [1, 1]), ...repeat(5, [1, 0]), ...repeat(5, [0, 1])]);
    expect(isAlarm(checked.comparison)).toBe(false);
    expect(selfCheckStatements(checked, String)[0]).toBe('A/A check of a: nothing found, as it should be');
  });

  it('is alarmed by what can only be a fault of the set-up, such as an effect of order', () => {
    const checked = check([...repeat(30, [1, 1]), ...repeat(12, [1, 0])]);
    expect(isAlarm(checked.comparison)).toBe(true);
    expect(selfCheckStatements(checked, String)[0]).toContain(
      'a difference was found where there can be none',
    );
  });

  it('tells nothing of a variant whose cases have an answer in one half alone', () => {
    const checked = check(repeat(20, [1]));
    expect(isAlarm(checked.comparison)).toBe(false);
    expect(selfCheckStatements(checked, String)[0]).toBe('A/A check of a: too few answers to tell anything');
  });

  it('averages each half of more than two', () => {
    const { comparison } = check(repeat(20, [1, 0, 1, 0]));
    expect(comparison.means).toEqual([1, 0]);
  });

  it('says where repetitions are all the same text, as from a cache', () => {
    const checked = check(repeat(20, [1, 1]), { output: 'the same' });
    expect([checked.cases, checked.identical]).toEqual([20, 20]);
    expect(selfCheckStatements(checked, String).at(-1)).toContain('come from a cache');
    expect(selfCheckStatements(check(repeat(20, [1, 1])), String)).toHaveLength(2);
  });
});
