import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passOf, scoreSample } from '../../src/core/score.ts';
import type { Grader, Role, Sample, Score, Verdict } from '../../src/model/grader.ts';
import { failed, measured, message, passed, wrong } from './builders.ts';

const SAMPLE: Sample = {
  input: { text: 'in' },
  expected: 'yes',
  output: 'yes',
  message: message(),
  transcript: [],
  cost: null,
  caseId: 'c1',
  tags: [],
  variant: 'a',
  repetition: 0,
};

const grader = (name: string, returned: unknown, threshold?: number): Grader => ({
  name,
  grade: () => returned as Verdict,
  ...(threshold !== undefined && { threshold }),
});

/** What one grader's verdict becomes, whether it is returned now or promised. */
async function scoreOf(returned: unknown, threshold?: number): Promise<Score> {
  const now = scoreSample([grader('g', returned, threshold)], SAMPLE);
  expect(now).not.toBeInstanceOf(Promise);
  const later = await scoreSample([grader('g', Promise.resolve(returned), threshold)], SAMPLE);
  expect(later).toEqual(now);
  return (now as Record<string, Score>).g!;
}

describe('a verdict', () => {
  it.each<[string, unknown, Score]>([
    ['true passes', true, passed],
    ['false fails', false, wrong],
    ['a number measures and decides nothing', 0.7, measured(0.7)],
    ['0 is a score', 0, measured(0)],
    ['1 is a score', 1, measured(1)],
    [
      'a score with a pass decides',
      { score: 0.4, pass: true },
      { outcome: 'scored', score: 0.4, pass: true },
    ],
    ['a reason is kept', { score: 0, pass: false, reason: 'wanted yes' }, { ...wrong, reason: 'wanted yes' }],
    ['a reason becomes text', { score: 1, pass: true, reason: 5 }, { ...passed, reason: '5' }],
    ['what is beside is left out', { score: 1, pass: true, note: 'x' }, passed],
    [
      'a label of more than 100 characters is none',
      { score: 1, pass: true, label: { expected: 'x'.repeat(100), predicted: 'x'.repeat(101) } },
      { outcome: 'scored', score: 1, pass: true, label: { expected: 'x'.repeat(100), predicted: null } },
    ],
    [
      'a label is kept',
      { score: 1, pass: true, label: { expected: 'a', predicted: null, note: 'x' } },
      { outcome: 'scored', score: 1, pass: true, label: { expected: 'a', predicted: null } },
    ],
    [
      'evidence is kept',
      { score: 1, pass: true, evidence: { agreement: 0.75 } },
      { outcome: 'scored', score: 1, pass: true, evidence: { agreement: 0.75 } },
    ],
  ])('%s', async (_, returned, score) => expect(await scoreOf(returned)).toEqual(score));

  it.each<[number, boolean]>([
    [0.49, false],
    [0.5, true],
    [0.51, true],
  ])('of %f with a threshold of 0.5 passes: %s', async (value, pass) => {
    expect(await scoreOf(value, 0.5)).toEqual({ outcome: 'scored', score: value, pass });
    expect(await scoreOf({ score: value }, 0.5)).toEqual({ outcome: 'scored', score: value, pass });
  });

  it('that states a pass is not overruled by a threshold', async () => {
    expect(await scoreOf({ score: 0.1, pass: true }, 0.5)).toMatchObject({ pass: true });
    expect(await scoreOf(false, 0)).toEqual(wrong);
  });

  const nothing: unknown[] = [
    Number.NaN,
    -0.01,
    1.01,
    Number.POSITIVE_INFINITY,
    undefined,
    null,
    '0.5',
    'yes',
    {},
    { pass: true },
    { score: '1' },
    { score: Number.NaN, pass: true },
    { score: 2, pass: true },
    [],
    [1],
    () => true,
    1n,
    Symbol('x'),
    { score: 1, pass: 'yes' },
    { score: 1, pass: null },
    { score: 0.5, reason: Object.create(null) },
    { score: 1, label: 'a' },
    { score: 1, label: null },
    { score: 1, label: { expected: 'a' } },
    { score: 1, label: { expected: 'a', predicted: 1 } },
    { score: 1, evidence: null },
    { score: 1, evidence: { agreement: 1.01 } },
    { score: 1, evidence: { agreement: '1' } },
    Object.defineProperty({ self: null as unknown }, 'self', {
      get: (): unknown => ({ toJSON: () => 1n }),
      enumerable: true,
    }),
  ];

  it.each(nothing.map((value, index) => [index, value] as const))(
    'that is none is a failed score with a reason, never a pass and never a zero (%i)',
    async (_, returned) => {
      const score = await scoreOf(returned);
      expect(score).toEqual({ outcome: 'failed', reason: expect.stringMatching(/./) });
    },
  );

  it('that is none is shown', async () => {
    expect(await scoreOf({ rating: 5 })).toEqual({
      outcome: 'failed',
      reason: 'the grader returned {"rating":5}, which is no score between 0 and 1',
    });
    expect(await scoreOf(Number.NaN)).toMatchObject({ reason: expect.stringContaining('NaN') });
  });

  it('of any number is a score exactly when it lies in [0, 1]', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const scores = scoreSample([grader('g', value)], SAMPLE) as Record<string, Score>;
        expect(scores.g?.outcome).toBe(value >= 0 && value <= 1 ? 'scored' : 'failed');
      }),
    );
  });
});

describe('a role', () => {
  const scored = (role: Role, returned: unknown, threshold?: number) =>
    scoreSample([{ ...grader('g', returned, threshold), role }], SAMPLE);

  it.each(['metric', 'advisory'] as const)('%s takes the say from a verdict, not its score', (role) => {
    expect(scored(role, false)).toEqual({ g: { outcome: 'scored', score: 0, pass: null, role } });
    expect(scored(role, 0.7, 0.5)).toEqual({ g: { outcome: 'scored', score: 0.7, pass: null, role } });
  });

  it('gate is what a verdict with a pass has anyway', () => {
    expect(scored('gate', true)).toEqual({ g: { ...passed, role: 'gate' } });
    expect(scored('gate', 0.4, 0.5)).toEqual({
      g: { outcome: 'scored', score: 0.4, pass: false, role: 'gate' },
    });
  });

  it('gate fails a score that only measures: an open gate would be none', () => {
    expect(scored('gate', 0.9)).toEqual({
      g: { outcome: 'failed', role: 'gate', reason: expect.stringContaining('give it a threshold') },
    });
  });

  it('stands beside a failed score as well', () => {
    expect(scored('advisory', Number.NaN)).toMatchObject({ g: { outcome: 'failed', role: 'advisory' } });
  });
});

describe('a grader that fails', () => {
  const thrower = (name: string, error: unknown): Grader => ({
    name,
    grade: () => {
      throw error;
    },
  });

  it('by throwing, or by a promise that is rejected, gives a failed score; the others go on', async () => {
    const graders = [
      thrower('throws', new Error('no such field')),
      grader('rejects', Promise.reject(new Error('no connection'))),
      thrower('throws text', 'just text'),
      thrower('throws nothing', undefined),
      grader('passes', true),
    ];
    expect(await scoreSample(graders, SAMPLE)).toEqual({
      throws: { outcome: 'failed', reason: 'no such field' },
      rejects: { outcome: 'failed', reason: 'no connection' },
      'throws text': { outcome: 'failed', reason: 'just text' },
      'throws nothing': { outcome: 'failed', reason: 'undefined' },
      passes: passed,
    });
  });
});

describe('scores', () => {
  it('stand in the order of the graders, whoever is done first', async () => {
    let release: (verdict: Verdict) => void = () => {};
    const slow = new Promise<Verdict>((resolve) => {
      release = resolve;
    });
    const pending = scoreSample(
      [grader('slow', slow), grader('now', true), grader('soon', Promise.resolve(0.5))],
      SAMPLE,
    );
    release(false);
    const scores = await pending;
    expect(Object.keys(scores)).toEqual(['slow', 'now', 'soon']);
    expect(scores).toEqual({ slow: wrong, now: passed, soon: measured(0.5) });
  });

  it('see the sample', () => {
    const seen: Sample[] = [];
    scoreSample([{ name: 'g', grade: (sample) => seen.push(sample) > 0 }], SAMPLE);
    expect(seen).toEqual([SAMPLE]);
  });

  it('come at once when no grader makes a promise', () => {
    expect(scoreSample([grader('a', true), grader('b', 0.5)], SAMPLE)).toEqual({
      a: passed,
      b: measured(0.5),
    });
    expect(scoreSample([], SAMPLE)).toEqual({});
  });
});

describe('a trial passes', () => {
  it.each<[string, Record<string, Score>, boolean | null]>([
    ['when all that decide say so', { a: passed, b: passed }, true],
    ['not when one says no', { a: passed, b: wrong }, false],
    ['whatever those that only measure say', { a: passed, b: measured(0) }, true],
    ['neither way when a score failed, which might have decided', { a: passed, b: failed }, null],
    ['not when one says no, whatever failed beside it', { a: wrong, b: failed }, false],
    ['neither way when none decides', { a: measured(1) }, null],
    ['neither way without scores', {}, null],
    ['whatever failed to measure', { a: passed, b: { ...failed, role: 'metric' } }, true],
    ['whatever failed to advise', { a: passed, b: { ...failed, role: 'advisory' } }, true],
    ['neither way when a gate failed', { a: passed, b: { ...failed, role: 'gate' } }, null],
  ])('%s', (_, scores, pass) => expect(passOf(scores)).toBe(pass));
});
