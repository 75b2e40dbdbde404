import { describe, expect, it } from 'vitest';
import { predictionPoweredDifference, predictionPoweredMean } from '../../src/core/stats/ppi.ts';
import { roganGladen } from '../../src/core/stats/rogan-gladen.ts';
import type { Score } from '../../src/model/grader.ts';
import type { JudgeStanding, KeptCalibration } from '../../src/model/kept-calibration.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { standing } from '../render/report-fixture.ts';
import { record, summarize } from './builders.ts';

const scored = (score: number): Score => ({ outcome: 'scored', score, pass: null });
const said = (score: number): Score => ({
  outcome: 'scored',
  score,
  pass: null,
  human: { by: 'ann', at: null, why: null },
});
const noLabel: Score = { outcome: 'failed', reason: 'no label' };

/** An answer: what the judge gives it, and what people do; null: nobody looked. */
type Answer = readonly [judge: number, human: number | null];

function answer([judge, human]: Answer): TrialRecord {
  return record({
    pass: null,
    scores: { judge: scored(judge), human: human === null ? noLabel : said(human) },
  });
}

const repeat = (count: number, ...answers: readonly Answer[]): Answer[] =>
  Array.from({ length: count }, () => answers).flat();

/** One variant or two, a case a row, by one judge and one person. */
function graders(
  cases: readonly (readonly Answer[])[],
  judge: JudgeStanding = standing({ calibration: null, status: 'none' }),
) {
  const names = cases[0]!.map((_, index) => 'ab'[index]!);
  const { variants } = summarize(
    cases.map((own) => own.map((one) => [answer(one)])),
    {
      graders: ['judge', 'human'],
      judges: { judge },
      variants: names.map((name) => ({ name, model: 'm', turnaroundSeconds: null, simulated: false })),
    },
  );
  return variants.map((variant) => variant.graders[0]!);
}

const alone = (answers: readonly Answer[], judge?: JudgeStanding) =>
  graders(
    answers.map((one) => [one]),
    judge,
  )[0]!;

const numbers = (values: readonly number[]) => Float64Array.from(values);

describe('a judge whose answers people labelled in part', () => {
  // 15 both pass, 2 only the human, 3 only the judge, 10 neither; then 60 the judge alone scored.
  const labelled = [...repeat(15, [1, 1]), ...repeat(2, [0, 1]), ...repeat(3, [1, 0]), ...repeat(10, [0, 0])];
  const others = [...repeat(40, [1, null]), ...repeat(20, [0, null])];

  it('is corrected by them: PPI++, a number a case', () => {
    const expected = predictionPoweredMean(
      {
        labels: numbers(labelled.map(([, human]) => human!)),
        judged: numbers(labelled.map(([judge]) => judge)),
        clusters: null,
      },
      { judged: numbers(others.map(([judge]) => judge)), clusters: null },
      0.05,
    )!;
    const grader = alone([...labelled, ...others]);
    expect(grader.labelled).toEqual({ bothPass: 15, humanOnly: 2, judgeOnly: 3, bothFail: 10 });
    expect(grader.corrected).toEqual({
      method: 'ppi++',
      mean: expected.value,
      low: expected.low,
      high: expected.high,
      labels: 30,
    });
    // The judge says 58 of 90 pass; people pass 17 of 30 where it passes 18.
    expect(grader.mean.mean).toBeCloseTo(58 / 90, 12);
    expect(grader.corrected!.mean).toBeLessThan(58 / 90);
    expect(grader.corrected!.high - grader.corrected!.low).toBeGreaterThan(
      grader.mean.high! - grader.mean.low!,
    );
  });

  it('is not corrected by fewer than 20: then there are counts only', () => {
    const grader = alone([...labelled.slice(0, 19), ...others]);
    expect(grader).toMatchObject({
      labelled: { bothPass: 15, humanOnly: 2, judgeOnly: 2, bothFail: 0 },
      corrected: null,
    });
  });

  it('counts a case once, with all its repetitions', () => {
    const cases = labelled.map(([judge, human]) => [[answer([judge, human]), answer([1 - judge, null])]]);
    const { variants } = summarize(cases, {
      repeat: 2,
      graders: ['judge', 'human'],
      judges: { judge: standing({ calibration: null, status: 'none' }) },
      variants: [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }],
    });
    const [grader] = variants[0]!.graders;
    expect(grader!.corrected).toMatchObject({ labels: 30, mean: expect.closeTo(17 / 30, 12) });
    expect(grader!.labelled).toEqual({ bothPass: 15, humanOnly: 2, judgeOnly: 3, bothFail: 10 });
  });

  it("takes a score from the judge's threshold for a pass", () => {
    const strict = standing({ calibration: null, status: 'none', threshold: 0.8 });
    const answers = repeat(10, [0.75, 1], [0.85, 1]);
    expect(alone(answers, strict).labelled).toEqual({
      bothPass: 10,
      humanOnly: 10,
      judgeOnly: 0,
      bothFail: 0,
    });
    expect(alone(answers).labelled).toEqual({ bothPass: 20, humanOnly: 0, judgeOnly: 0, bothFail: 0 });
  });

  it('says nothing of graders that are code, and nothing where nobody labelled', () => {
    const { variants } = summarize([[[answer([1, 1])]]], { graders: ['judge', 'human'] });
    for (const grader of variants[0]!.graders)
      expect(grader).toMatchObject({ labelled: null, corrected: null, calibration: null });
    expect(alone(others)).toMatchObject({ labelled: null, corrected: null, uncorrectable: false });
  });

  it('leaves a corrected difference from 50 cases labelled for both, of b less a', () => {
    const pairs: [Answer, Answer][] = [
      ...Array.from({ length: 60 }, (_, i): [Answer, Answer] => [
        [i % 3 === 0 ? 0 : 1, i % 4 === 0 ? 0 : 1],
        [i % 5 === 0 ? 0 : 1, i % 2],
      ]),
      ...Array.from({ length: 100 }, (_, i): [Answer, Answer] => [
        [i % 3 === 0 ? 0 : 1, null],
        [i % 5 === 0 ? 0 : 1, i % 7 === 0 ? 1 : null],
      ]),
    ];
    const both = pairs.slice(0, 60);
    const expected = predictionPoweredDifference(
      {
        labels: numbers(both.map(([a, b]) => b[1]! - a[1]!)),
        judged: numbers(both.map(([a, b]) => b[0] - a[0])),
        clusters: null,
      },
      { judged: numbers(pairs.slice(60).map(([a, b]) => b[0] - a[0])), clusters: null },
      0.05,
    )!;
    const [a, b] = graders(pairs);
    expect(a!.correctedDifference).toBeNull();
    expect(b!.correctedDifference).toEqual({
      mean: expected.value,
      low: expected.low,
      high: expected.high,
      labels: 60,
    });
    expect(graders(pairs.slice(11))[1]!.correctedDifference).toBeNull();
  });
});

describe('a judge that was calibrated on other answers', () => {
  const confusion = { bothPass: 72, humanOnly: 8, judgeOnly: 8, bothFail: 32 };
  const calibrated = (changes: Partial<KeptCalibration> = {}): JudgeStanding =>
    standing({ calibration: { ...standing().calibration!, confusion, ...changes } });
  const judged = [...repeat(70, [1, null]), ...repeat(30, [0, null])];

  it('is corrected by how often it erred there: Rogan and Gladen', () => {
    const expected = roganGladen({ count: 70, n: 100 }, { count: 72, n: 80 }, { count: 32, n: 40 }, 0.05)!;
    // (0.7 + 0.8 − 1) / (0.9 + 0.8 − 1)
    expect(expected.value).toBeCloseTo(0.5 / 0.7, 12);
    expect(alone(judged, calibrated()).corrected).toEqual({
      method: 'rogan-gladen',
      mean: expect.closeTo(expected.value, 12),
      low: expect.closeTo(expected.low, 12),
      high: expect.closeTo(expected.high, 12),
      labels: 120,
    });
  });

  it('is corrected by the labels of its own answers where there are some', () => {
    const grader = alone([...judged, ...repeat(25, [1, 1], [0, 0])], calibrated());
    expect(grader.corrected).toMatchObject({ method: 'ppi++', labels: 50 });
  });

  it.each<[string, JudgeStanding]>([
    ['another version of it was', { ...calibrated(), status: 'stale' }],
    ['the labels were fewer than 20', calibrated({ labels: 19 })],
    ['its labels are of this very run', calibrated({ run: 'run' })],
    ['the file is older and holds no counts', standing()],
    [
      'the labels were of one kind',
      calibrated({ confusion: { bothPass: 100, humanOnly: 20, judgeOnly: 0, bothFail: 0 } }),
    ],
  ])('is not corrected where %s', (_, judge) => {
    expect(alone(judged, judge)).toMatchObject({ corrected: null, uncorrectable: false });
  });

  it('is not corrected where its scores are no passes and fails', () => {
    expect(alone([...judged, [0.5, null]], calibrated()).corrected).toBeNull();
  });

  it.each([
    ['chance', { bothPass: 40, humanOnly: 40, judgeOnly: 20, bothFail: 20 }],
    ['worse', { bothPass: 20, humanOnly: 60, judgeOnly: 20, bothFail: 20 }],
  ])('cannot be corrected where it is no better than chance (%s)', (_, by) => {
    expect(alone(judged, calibrated({ confusion: by }))).toMatchObject({
      corrected: null,
      uncorrectable: true,
    });
  });

  it('has a wider interval where cases share their input', () => {
    const rows = judged.map(([judge], index) => ({ judge, input: Math.floor(index / 10) }));
    const cluster = (shared: boolean) => {
      const cases = rows.map(({ judge }) => [[answer([judge, null])]]);
      const inputs = rows.map(({ input }, index) => (shared ? input : index));
      return summarize(
        cases,
        {
          graders: ['judge', 'human'],
          judges: { judge: calibrated() },
          variants: [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }],
        },
        inputs,
      ).variants[0]!.graders[0]!.corrected!;
    };
    const [own, shared] = [cluster(false), cluster(true)];
    expect(shared.mean).toBeCloseTo(own.mean, 12);
    expect(shared.high - shared.low).toBeGreaterThan(own.high - own.low);
  });
});

describe('people who labelled the same answers', () => {
  const by = (...labels: readonly (number | null)[]) =>
    record({
      pass: null,
      scores: Object.fromEntries(
        labels.map((label, index) => [['ann', 'bob', 'cy'][index]!, label === null ? noLabel : said(label)]),
      ),
    });
  const raters = (answers: readonly TrialRecord[]) =>
    summarize(
      answers.map((one) => [[one]]),
      {
        graders: ['ann', 'bob', 'cy'],
        variants: [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }],
      },
    ).raters;

  it("agree by Krippendorff's α, over the answers that two or more of them labelled", () => {
    // Of the 12 ratings 7 are 1 and 5 are 0; one of the 6 pairs differs: 1 − (2/12) / (2·7·5/(12·11)).
    const found = raters([
      ...[1, 1, 1, 0, 0].map((label) => by(label, label)),
      by(1, 0),
      by(1),
      by(null, 0, null),
    ])!;
    expect(found).toMatchObject({ raters: ['ann', 'bob'], answers: 6 });
    expect(found.alpha.value).toBeCloseTo(1 - 1 / 6 / (70 / 132), 12);
    expect(found.alpha.method).toBe('bca');
    expect(found.alpha.low!).toBeLessThan(found.alpha.value!);
    expect(found.alpha.high!).toBeLessThanOrEqual(1);
  });

  it('say nothing of agreement where each labelled other answers, or all labels are equal', () => {
    expect(raters([by(1), by(null, 0)])).toBeNull();
    expect(raters([by(1, 1), by(1, 1)])!.alpha).toEqual({ value: null, low: null, high: null, method: null });
  });

  it('are taken for one, by their mean, where they correct a judge', () => {
    const answers = Array.from({ length: 24 }, (_, i) => ({
      ...by(i % 2, (i + Number(i === 0)) % 2),
      scores: { judge: scored(i % 2), ...by(i % 2, i === 0 ? 1 : i % 2).scores },
    }));
    const { variants } = summarize(
      answers.map((one) => [[one]]),
      {
        graders: ['judge', 'ann', 'bob'],
        judges: { judge: standing({ calibration: null, status: 'none' }) },
        variants: [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }],
      },
    );
    expect(variants[0]!.graders[0]!.corrected!.mean).toBeCloseTo(12.5 / 24, 12);
  });
});
