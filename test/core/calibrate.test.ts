import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrator } from '../../src/core/calibrate.ts';
import { judgeStandings } from '../../src/core/judge-standing.ts';
import { keepCalibration } from '../../src/core/keep-calibration.ts';
import { suggestThreshold } from '../../src/core/suggest-threshold.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import { calibrationFileSchema } from '../../src/model/kept-calibration.ts';
import { type HumanLabel, labelSet } from '../../src/model/label.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { expired, measured, record, wrong } from './builders.ts';

const REFERENCE: { bca: { kappa: number[] } } = JSON.parse(
  readFileSync(new URL('../stats/agreement.json', import.meta.url), 'utf8'),
);

const FACTS = {
  suite: 'suite',
  run: 'run',
  grader: 'exact',
  version: null,
  simulated: false,
  cut: 0.5,
} as const;

function label(caseId: string, score: number, changes: Partial<HumanLabel> = {}): HumanLabel {
  const about = {
    variant: null,
    repetition: 0,
    by: null,
    at: null,
    why: null,
    where: `labels.csv:${caseId}`,
  };
  return { case: caseId, score, ...about, ...changes };
}

/** A case's records, and what people say of them. */
type Rated = readonly (readonly [human: number | null, judge: number | TrialRecord])[];

function calibrate(cases: readonly Rated[], extra: readonly HumanLabel[] = [], cut = 0.5): Calibration {
  const labels: HumanLabel[] = [...extra];
  const rows = cases.map((rated, index) => {
    const id = String(index);
    return rated.map(([human, judge], repetition) => {
      if (human !== null) labels.push(label(id, human, { repetition }));
      const own = typeof judge === 'number' ? record({ scores: { exact: measured(judge) } }) : judge;
      return { ...own, case: id, repetition };
    });
  });
  const comparison = calibrator({ ...FACTS, cut, labels: labelSet(labels) });
  rows.forEach((records, index) => {
    comparison.addCase({ id: String(index), input: index, expected: null, tags: [] }, records);
  });
  return comparison.finish();
}

/** One trial a case: both pass, only the human, only the judge, neither. */
const table = (n11: number, n10: number, n01: number, n00: number) =>
  calibrate(
    [
      [n11, [1, 1]],
      [n10, [1, 0]],
      [n01, [0, 1]],
      [n00, [0, 0]],
    ].flatMap(([count, pair]) =>
      Array.from({ length: count as number }, (): Rated => [pair as [number, number]]),
    ),
  );

describe('a calibration', () => {
  it('says how often, and on which side, the judge errs', () => {
    // κ, its standard error: test/stats/agreement.json, "2 by 2".
    const found = table(45, 15, 25, 15);
    expect(found).toMatchObject({
      n: 100,
      cases: 100,
      confusion: { bothPass: 45, humanOnly: 15, judgeOnly: 25, bothFail: 15 },
      agreement: { mean: 0.6, method: 'wilson', n: 100 },
      truePositiveRate: { mean: 0.75, n: 60, method: 'wilson' },
      trueNegativeRate: { mean: 0.375, n: 40, method: 'wilson' },
      bias: { mean: expect.closeTo(0.1, 12), method: 'newcombe' },
      kappa: {
        value: expect.closeTo(0.13043478, 8),
        low: expect.closeTo(0.13043478 - 1.95996398 * 0.09866154, 7),
        high: expect.closeTo(0.13043478 + 1.95996398 * 0.09866154, 7),
        method: 'large-sample',
      },
      ac1: null,
      levels: null,
      positionBias: null,
      threshold: null,
    });
    expect(found.disagreements).toHaveLength(40);
  });

  it('bootstraps the interval of kappa where there are few cases', () => {
    const { kappa } = table(14, 4, 2, 12);
    // By scipy: test/stats/agreement.json.
    const [value, low, high] = REFERENCE.bca.kappa;
    expect(kappa).toMatchObject({ method: 'bca', value: expect.closeTo(value!, 12) });
    expect(Math.abs(kappa.low! - low!)).toBeLessThan(0.03);
    expect(Math.abs(kappa.high! - high!)).toBeLessThan(0.03);
  });

  it('is not certain of a judge that never erred so far', () => {
    const { kappa } = table(10, 0, 0, 10);
    expect(kappa).toMatchObject({ value: 1, high: 1, method: 'wilson' });
    // Wilson's lower limit of 20 of 20, beyond an agreement of a half by chance.
    expect(kappa.low).toBeCloseTo((0.838875 - 0.5) / 0.5, 4);
  });

  it('leaves kappa undefined where both know one class only, and says AC1', () => {
    const { kappa, ac1, trueNegativeRate } = table(30, 0, 0, 0);
    expect(kappa).toEqual({ value: null, low: null, high: null, method: null });
    expect(ac1).toMatchObject({ value: 1, high: 1 });
    expect(ac1!.low).toBeCloseTo(0.8865, 3);
    expect(trueNegativeRate).toMatchObject({ mean: null, n: 0 });
  });

  it('adds AC1 where nearly all labels are of one class', () => {
    const { kappa, ac1 } = table(118, 5, 2, 0);
    expect(kappa.value!.toFixed(2)).toBe('-0.02');
    expect(ac1!.value!.toFixed(2)).toBe('0.94');
  });

  it('counts a case once, however many of its trials are labelled', () => {
    const same: Rated = [
      [1, 1],
      [1, 1],
      [1, 1],
    ];
    const other: Rated = [
      [0, 1],
      [0, 1],
      [0, 1],
    ];
    const found = calibrate([...Array(30).fill(same), ...Array(30).fill(other)]);
    expect(found).toMatchObject({
      n: 180,
      cases: 60,
      agreement: { mean: 0.5, n: 60, method: 'korn-graubard' },
    });
    const mixed = calibrate([
      ...Array(30).fill(same),
      ...Array(30).fill([
        [0, 0],
        [0, 0],
        [0, 1],
      ]),
    ]);
    expect(mixed.kappa.method).toBe('bca');
  });

  it('leaves out, and counts, what has no label, no answer, no score or no record', () => {
    const found = calibrate(
      [
        [[1, 1]],
        [[0, record({ scores: { exact: wrong } })]],
        [[null, 1]],
        [[1, expired()]],
        [[1, record({ scores: { exact: { outcome: 'failed', reason: 'threw' } } })]],
      ],
      [label('none', 1, { where: 'labels.csv:9' })],
    );
    expect(found).toMatchObject({ n: 2, unanswered: 1, failed: 1, unmatched: ['labels.csv:9 ("none")'] });
  });

  it('is refused where nothing fits, and where nothing was scored', () => {
    expect(() => calibrate([[[null, 1]]], [label('none', 1)])).toThrow(
      'none of 1 labels fits an answer of run run',
    );
    expect(() => calibrate([[[1, expired()]]])).toThrow('"exact" scored none of the 1 labelled answers');
  });

  it('passes numbers from the cut on, for human and judge alike, unless the judge decided itself', () => {
    const cases: Rated[] = [[[0.75, 0.75]], [[0.5, 0.75]], [[0.75, 0.5]], [[0, 0]]];
    expect(calibrate(cases, [], 0.7).confusion).toEqual({
      bothPass: 1,
      judgeOnly: 1,
      humanOnly: 1,
      bothFail: 1,
    });
    const strict = record({ scores: { exact: { outcome: 'scored', score: 0.9, pass: false } } });
    expect(calibrate([[[1, strict]]]).confusion.humanOnly).toBe(1);
  });

  it('counts scores of a few levels level by level, far ones worse than near ones', () => {
    const near = calibrate(
      Array(60)
        .fill(0)
        .map((_, i): Rated => [[(i % 3) / 2, i % 6 === 0 ? 0.5 : (i % 3) / 2]]),
    );
    expect(near.levels).toMatchObject({
      levels: [0, 0.5, 1],
      table: [
        [10, 10, 0],
        [0, 20, 0],
        [0, 0, 20],
      ],
    });
    const far = calibrate(
      Array(60)
        .fill(0)
        .map((_, i): Rated => [[(i % 3) / 2, i % 6 === 0 ? 1 : (i % 3) / 2]]),
    );
    expect(near.levels!.kappa.value).toBeGreaterThan(far.levels!.kappa.value!);
  });

  it('sees a judge that likes long answers', () => {
    const long = (i: number) =>
      record({ output: 'x'.repeat(10 + i), scores: { exact: measured(i > 20 ? 1 : 0) } });
    const found = calibrate(Array.from({ length: 40 }, (_, i): Rated => [[i % 2, long(i)]])).lengthBias;
    expect(found.correlation.value).toBeGreaterThan(0.5);
    expect(found.correlation.low).toBeGreaterThan(0);
    expect(found.judgeOnly).toBeGreaterThan(found.humanOnly!);
  });

  it('reads what judges note of the order they were shown, and nothing that is no share', () => {
    const noted = (evidence: object) => record({ scores: { exact: { ...measured(1), evidence } as never } });
    const found = calibrate([
      [[1, noted({ positionBias: 1, firstPosition: 0.5 })]],
      [[0, noted({ positionBias: 0 })]],
      [[0, noted({ positionBias: Number.NaN, firstPosition: 7 })]],
    ]);
    expect(found.positionBias).toMatchObject({ bias: { mean: 0.5, n: 2 }, first: { mean: 0.5, n: 1 } });
  });

  it('adds up, whatever is compared', () => {
    const count = fc.nat({ max: 12 });
    fc.assert(
      fc.property(count, count, count, count, (n11, n10, n01, n00) => {
        fc.pre(n11 + n10 + n01 + n00 > 0);
        const { confusion, n, agreement, kappa } = table(n11, n10, n01, n00);
        expect(confusion).toEqual({ bothPass: n11, humanOnly: n10, judgeOnly: n01, bothFail: n00 });
        expect(n).toBe(n11 + n10 + n01 + n00);
        expect(agreement.mean).toBeCloseTo((n11 + n00) / n, 12);
        if (kappa.value === null || kappa.low === null) return;
        expect(kappa.low).toBeGreaterThanOrEqual(-1);
        expect(kappa.high).toBeLessThanOrEqual(1);
        expect(kappa.low).toBeLessThanOrEqual(kappa.value + 1e-9);
        expect(kappa.high).toBeGreaterThanOrEqual(kappa.value - 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a suggested threshold', () => {
  const rated = (...pairs: [number, boolean][]) => pairs.map(([judge, humanPass]) => ({ judge, humanPass }));

  it("has the largest Youden's J", () => {
    const found = suggestThreshold(
      rated([0.9, true], [0.8, true], [0.7, false], [0.6, true], [0.2, false], [0.1, false]),
    );
    expect(found).toEqual({
      value: 0.8,
      youden: expect.closeTo(2 / 3, 12),
      agreement: expect.closeTo(5 / 6, 12),
    });
  });

  it('lets equal scores pass together, and there is none of pass and fail or of one class', () => {
    expect(suggestThreshold(rated([0.5, true], [0.5, false], [0.4, false]))?.value).toBe(0.5);
    expect(suggestThreshold(rated([1, true], [0, false]))).toBeNull();
    expect(suggestThreshold(rated([0.9, true], [0.3, true]))).toBeNull();
  });

  it('is no worse than any other score', () => {
    const rating = fc.record({
      judge: fc.integer({ min: 0, max: 8 }).map((i) => i / 8),
      humanPass: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(rating, { minLength: 1, maxLength: 40 }), (ratings) => {
        const found = suggestThreshold(ratings);
        if (!found) return;
        const share = (pass: boolean, holds: (judge: number) => boolean) => {
          const own = ratings.filter(({ humanPass }) => humanPass === pass);
          return own.filter(({ judge }) => holds(judge)).length / own.length;
        };
        const youden = (t: number) =>
          share(true, (judge) => judge >= t) + share(false, (judge) => judge < t) - 1;
        expect(found.youden).toBeCloseTo(youden(found.value), 12);
        for (const { judge } of ratings) expect(youden(judge)).toBeLessThanOrEqual(found.youden + 1e-12);
      }),
    );
  });
});

describe("a variant's score as people would give it", () => {
  const times = (count: number, ...rated: Rated[]) => Array.from({ length: count }, () => rated).flat();
  const labelled = times(10, [[1, 1]], [[0, 1]], [[0, 0]]);

  it('comes from labels of some of its answers and the judge on all', () => {
    const [own, ...others] = calibrate([...labelled, ...times(70, [[null, 1]])]).corrected;
    expect(others).toEqual([]);
    expect(own).toMatchObject({ variant: 'a', judged: 0.9, correction: { method: 'ppi++', labels: 30 } });
    const { mean, low, high } = own!.correction!;
    expect(mean).toBeLessThan(0.9);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
  });

  it('is that of its labels where all are labelled', () => {
    expect(calibrate(labelled).corrected[0]!.correction!.mean).toBeCloseTo(1 / 3, 12);
  });

  it('is not told from fewer than 20 cases, however often each is labelled', () => {
    const often: Rated = [
      [1, 1],
      [0, 1],
      [1, 1],
    ];
    expect(calibrate(times(19, often)).corrected).toEqual([{ variant: 'a', judged: 1, correction: null }]);
  });

  it('is told of each variant that has labels', () => {
    const by = (variant: string): TrialRecord => record({ variant, scores: { exact: measured(1) } });
    const found = calibrate(
      times(20, [
        [1, by('a')],
        [0, by('b')],
        [null, by('c')],
      ]),
    ).corrected;
    expect(found.map(({ variant, correction }) => [variant, correction?.mean])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
  });
});

describe('what is kept', () => {
  const judge = {
    name: 'tone',
    settings: { prompt: 'v1' },
    opinions: 1,
    ask: () => [],
    read: () => true,
    threshold: 0.7,
  };
  const { version } = judgeStandings([judge], null).tone!;
  const kept = (changes: Partial<Calibration> = {}) =>
    keepCalibration(null, { ...table(45, 15, 25, 15), grader: 'tone', version, ...changes }, '2026-11-25');

  it('is small, rounded, and in an order of its own', () => {
    const file = keepCalibration(kept(), { ...table(45, 15, 25, 15), grader: 'ease' }, '2026-11-26');
    expect(Object.keys(file.graders)).toEqual(['ease', 'tone']);
    expect(file.graders.tone).toMatchObject({
      date: '2026-11-25',
      labels: 100,
      kappa: { value: 0.1304, low: -0.0629, high: 0.3238 },
      truePositiveRate: { value: 0.75 },
      confusion: { bothPass: 45, humanOnly: 15, judgeOnly: 25, bothFail: 15 },
    });
    expect(calibrationFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });

  it('is still read where it was written before counts were kept', () => {
    const { confusion: _, ...older } = kept().graders.tone!;
    const file = { ...kept(), graders: { tone: older } };
    expect(calibrationFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });

  it('holds for the version of the judge that was calibrated, and goes stale with it', () => {
    const standing = (settings: object, file = kept()) =>
      judgeStandings([{ ...judge, settings } as never], file).tone;
    expect(standing({ prompt: 'v1' })).toMatchObject({ status: 'calibrated', threshold: 0.7 });
    expect(standing({ prompt: 'v2' })).toMatchObject({ status: 'stale' });
    expect(judgeStandings([judge], null).tone).toMatchObject({ status: 'none', calibration: null });
  });

  it('is said of judges only', () => {
    expect(judgeStandings([{ name: 'tone', grade: () => true }], kept())).toEqual({});
  });
});
