import type { Decider, Grader, Score, Verdict } from '../../../src/model/grader.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { sample } from '../sample.ts';

export const passes: Decider = {
  name: 'passes',
  grade: () => ({ score: 1, pass: true, reason: 'as wanted' }),
};
export const fails: Decider = {
  name: 'fails',
  grade: () => ({ score: 0, pass: false, reason: 'not as wanted' }),
};
export const throws: Decider = {
  name: 'throws',
  grade: (): boolean => {
    throw new Error('no such field');
  },
};
/** As a suite in JavaScript may pass it where a decision is needed. */
export const measures = { name: 'measures', grade: () => 0.7 } as Grader as Decider;

/** The same grader, whose verdict has to be waited for. */
export function later(grader: Decider): Decider {
  return {
    ...grader,
    grade: async (own) => grader.grade(own),
  } as Decider;
}

/** A grader with this verdict. */
export function saying(name: string, verdict: Verdict, threshold?: number): Decider {
  return { name, grade: () => verdict, ...(threshold !== undefined && { threshold }) } as Grader as Decider;
}

/** The score at once; a promise is a fault of the test. */
export function now(grader: Grader, output = 'answer', expected: unknown = null): Score {
  const score = scoreOf(grader, sample(output, expected));
  if (score instanceof Promise) throw new Error('a promise');
  return score;
}

export const failed = (reason: string): Score => ({ outcome: 'failed', reason });
