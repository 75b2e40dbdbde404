import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cascadeOf } from '../../src/core/cascade.ts';
import {
  type RoutedAnswers,
  RoutedAnswersBuilder,
  type RoutingOptions,
} from '../../src/core/route-answers.ts';
import { pairedDifference } from '../../src/core/stats/difference.ts';
import type { CascadeResult } from '../../src/model/cascade.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { columnOf, expired, fail, measured, pass, passed, record, wrong } from './builders.ts';

/** One answer of a case: signal, cheap score, strong score, and what the two cost. */
type Answer = readonly [
  signal: number,
  cheap: number,
  strong: number,
  cheapCost?: number,
  strongCost?: number,
];

/** Cases with one answer each, or several. */
function answersOf(
  cases: readonly (readonly Answer[] | Answer)[],
  clusters: number[] | null = null,
): RoutedAnswers {
  const all = cases.flatMap((own, index) =>
    (typeof own[0] === 'number' ? [own as Answer] : (own as readonly Answer[])).map((answer) => ({
      index,
      answer,
    })),
  );
  const column = (of: (answer: Answer) => number) => Float64Array.from(all, ({ answer }) => of(answer));
  return {
    cases: Float64Array.from(all, ({ index }) => index),
    signal: column(([signal]) => signal),
    cheap: column(([, cheap]) => cheap),
    strong: column(([, , strong]) => strong),
    cheapCost: column(([, , , cost = 1]) => cost),
    strongCost: column(([, , , , cost = 10]) => cost),
    clusters: clusters && Uint32Array.from(clusters),
    dropped: 0,
  };
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const thresholdsOf = ({ points }: CascadeResult) => points.map(({ threshold }) => threshold);

describe('a cascade', () => {
  // Sure and right, sure and wrong, unsure and wrong where strong is right, unsure and wrong as strong is.
  const cases: Answer[] = [
    ...times(50, [0.9, 1, 1] as const),
    ...times(10, [0.9, 0, 1] as const),
    ...times(30, [0.2, 0, 1] as const),
    ...times(10, [0.2, 0, 0] as const),
  ];

  it('takes the cheap answer where the signal reaches the threshold, and else the strong one', () => {
    const { points, strong, n } = cascadeOf(answersOf(cases), 0.02, [0.5]);
    const [always, half, never] = points;
    expect([n, strong]).toEqual([100, { score: 0.9, cost: 10 }]);
    expect(always).toMatchObject({
      threshold: 'always',
      escalated: 1,
      score: 0.9,
      cost: 11,
      costRatio: { ratio: 1.1 },
    });
    expect(half).toMatchObject({
      threshold: 0.5,
      escalated: 0.4,
      score: 0.8,
      cost: 5,
      costRatio: { ratio: 0.5, n: 100 },
      difference: { mean: expect.closeTo(-0.1, 12), method: 'newcombe' },
    });
    expect(never).toMatchObject({ threshold: 'never', escalated: 0, score: 0.5, cost: 1 });
    expect(never?.costRatio).toEqual({ ratio: 0.1, low: 0.1, high: 0.1, n: 100 });
  });

  it('stands beside the router that escalates the same share by chance', () => {
    const { points, gain } = cascadeOf(answersOf(cases), 0.02, [0.5]);
    // 0.5 + 0.4 · (0.9 − 0.5)
    expect(points[1]?.random.score).toBeCloseTo(0.66, 12);
    expect(points[1]?.random.difference.mean).toBeCloseTo(0.14, 12);
    expect(points[1]?.random.difference.low).toBeGreaterThan(0);
    // With one threshold between the ends the gain over all of them is that one's.
    expect(gain?.mean).toBeCloseTo(0.14, 12);
  });

  it('keeps an answer whose signal is the threshold', () => {
    expect(cascadeOf(answersOf(cases), 0.02, [0.9]).points[1]?.escalated).toBe(0.4);
  });

  it('routes each repetition by itself, and counts the case once', () => {
    const { points, n } = cascadeOf(
      answersOf([
        [
          [0.9, 1, 0],
          [0.1, 0, 1],
        ],
        [0.1, 0, 0],
      ]),
      0.02,
      [0.5],
    );
    // The first case scores 1 and escalates half of its answers, the second scores 0 and escalates.
    expect(n).toBe(2);
    expect(points[1]).toMatchObject({ score: 0.5, escalated: 0.75, cost: 1 + 7.5 });
  });

  it('of which one cost is not known has no cost: unknown is not free', () => {
    const { points, strong } = cascadeOf(answersOf([...cases, [0.9, 1, 1, Number.NaN]]), 0.02, [0.5]);
    expect(strong.cost).toBe(10);
    expect(points.map(({ cost, costRatio }) => [cost, costRatio.ratio])).toEqual(times(3, [null, null]));
  });

  it('counts cases of a cluster as what they are', () => {
    const clusters = cases.map((_, i) => i % 10);
    const [alone, together] = [null, clusters].map((of) => cascadeOf(answersOf(cases, of), 0.02, [0.5]));
    expect([alone?.groups, together?.groups]).toEqual([100, 10]);
    expect(together?.points[1]?.difference.method).toBe('mover');
  });
});

describe('without thresholds, quantiles of the signal are tried', () => {
  it('from always to never, twenty at most', () => {
    const many = Array.from({ length: 1000 }, (_, i): Answer => [i / 1000, 1, 1]);
    const found = thresholdsOf(cascadeOf(answersOf(many), 0.02));
    expect(found).toHaveLength(21);
    expect(found.slice(0, 3)).toEqual(['always', 0.95, 0.9]);
    expect(found.slice(-2)).toEqual([0.05, 'never']);
  });

  it('each value once, in numbers as short as they can be', () => {
    const three = [1 / 3, 2 / 3, 1].flatMap((value) => times(10, [value, 1, 1] as const));
    expect(thresholdsOf(cascadeOf(answersOf(three), 0.02))).toEqual(['always', 1, 0.6, 'never']);
  });

  it('below zero too', () => {
    const lengths = [120, 80, 40].flatMap((tokens) => times(5, [-tokens, 1, 1] as const));
    expect(thresholdsOf(cascadeOf(answersOf(lengths), 0.02))).toEqual(['always', -40, -80, 'never']);
  });

  it('none between the ends for a signal that is always the same, which so gains nothing', () => {
    const found = cascadeOf(answersOf(times(30, [0.5, 0, 1] as const)), 0.02);
    expect(thresholdsOf(found)).toEqual(['always', 'never']);
    expect(found.gain).toBeNull();
  });
});

describe('the choice of a threshold', () => {
  // Of 2,000 cases 20 are lost at 0.8, 200 at 0.6 and none any more at 0.4: strong is as wrong there.
  const cases: Answer[] = [
    ...times(1000, [0.9, 1, 1] as const),
    ...times(20, [0.8, 0, 1] as const),
    ...times(200, [0.6, 0, 1] as const),
    ...times(210, [0.4, 1, 0] as const),
    ...times(570, [0.1, 0, 1] as const),
  ];
  const chosenAt = (margin: number) =>
    cascadeOf(answersOf(cases), margin, [0.9, 0.8, 0.6, 0.4]).chosen?.threshold;

  it('stops at the first that fails, also where a cheaper one would pass', () => {
    const { points, chosen } = cascadeOf(answersOf(cases), 0.03, [0.9, 0.8, 0.6, 0.4]);
    expect(points.map(({ holds }) => holds)).toEqual([true, true, true, false, false, false]);
    expect(points[4]?.difference.low).toBeGreaterThan(-0.03);
    expect(chosen?.threshold).toBe(0.8);
  });

  it('goes as far as the margin allows', () => {
    expect([0.01, 0.03, 0.2, 0.5].map(chosenAt)).toEqual([0.9, 0.8, 0.4, 'never']);
  });

  it('finds none where the run is too small to show anything', () => {
    const few = times(5, [[0.9, 1, 1] as const, [0.1, 0, 1] as const, [0.5, 0, 0] as const]).flat();
    expect(cascadeOf(answersOf(few), 0.02, [0.5]).chosen).toBeNull();
  });

  it('of one case is none: there is no interval', () => {
    expect(cascadeOf(answersOf([[0.9, 0.4, 0.6]]), 0.5, [0.5])).toMatchObject({ n: 1, chosen: null });
  });
});

describe('for all answers', () => {
  const score = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  const answer = fc.tuple(fc.integer({ min: 0, max: 9 }), score, score, fc.integer({ min: 1, max: 5 }));
  const cases = fc.array(answer, { minLength: 2, maxLength: 40 }) as fc.Arbitrary<Answer[]>;
  const near = (value: number | null | undefined, other: number) => expect(value).toBeCloseTo(other, 10);

  it('always escalating is the strong variant exactly, and never is the cheap one', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const { points, strong } = cascadeOf(answersOf(all), 0.02);
        const mean = (of: 1 | 2) => columnOf(all.map((one) => [one[of]!]));
        expect(points[0]).toMatchObject({ escalated: 1, score: strong.score, difference: { mean: 0 } });
        expect(points.at(-1)).toMatchObject({
          escalated: 0,
          difference: pairedDifference(mean(2), mean(1), null),
        });
      }),
    );
  });

  it('a signal that is always the same is the random router', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const same = all.map(([, ...rest]): Answer => [5, ...rest] as unknown as Answer);
        const { points, gain } = cascadeOf(answersOf(same), 0.02, [9, 5, 1]);
        for (const { score, random } of points) {
          near(score, random.score);
          near(random.difference.mean, 0);
        }
        near(gain?.mean, 0);
      }),
    );
  });

  it('a perfect signal is at least as good as either variant', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const perfect = all.map(
          ([, ...rest]): Answer => [rest[0] >= rest[1] ? 1 : 0, ...rest] as unknown as Answer,
        );
        const [always, half, never] = cascadeOf(answersOf(perfect), 0.02, [0.5]).points;
        expect(half!.score).toBeGreaterThanOrEqual(Math.max(always!.score, never!.score) - 1e-12);
        expect(half!.random.difference.mean).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it('the order of the cases changes nothing', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const [before, after] = [all, shuffled].map((some) => cascadeOf(answersOf(some), 0.1));
        expect(thresholdsOf(after!)).toEqual(thresholdsOf(before!));
        before!.points.forEach((point, i) => {
          const other = after!.points[i]!;
          near(other.score, point.score);
          near(other.cost, point.cost!);
          if (point.difference.low !== null) near(other.difference.low, point.difference.low);
        });
      }),
    );
  });

  it('a threshold holds only if every safer one does', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (all, margin) => {
        const { points, chosen } = cascadeOf(answersOf(all), margin);
        const first = points.findIndex(({ difference: { low } }) => !(low !== null && low > -margin));
        expect(points.map(({ holds }) => holds)).toEqual(points.map((_, i) => first === -1 || i < first));
        expect(chosen).toEqual(first === 0 ? null : points.at(first === -1 ? -1 : first - 1));
      }),
    );
  });
});

interface Vector {
  name: string;
  signal: number[];
  cheap: number[];
  strong: number[];
  cheapCost: number[];
  strongCost: number[];
  clusters: number[] | null;
  thresholds: number[];
  points: {
    escalated: number;
    score: number;
    cost: number;
    difference: number[];
    costRatio: number[];
    random: number;
    againstRandom: number[];
  }[];
  gain: number[];
}
const VECTORS: Vector[] = JSON.parse(
  readFileSync(new URL('../stats/cascade.json', import.meta.url), 'utf8'),
).cascades;

describe('the figures are those of numpy', () => {
  it.each(VECTORS)(
    '$name',
    ({ signal, cheap, strong, cheapCost, strongCost, clusters, thresholds, points, gain }) => {
      const cases = signal.map(
        (own, i): Answer => [own, cheap[i]!, strong[i]!, cheapCost[i]!, strongCost[i]!],
      );
      const found = cascadeOf(answersOf(cases, clusters), 0.02, thresholds);
      const contrast = ([mean, low, high]: number[]) =>
        expect.objectContaining({
          mean: expect.closeTo(mean!, 9),
          low: expect.closeTo(low!, 9),
          high: expect.closeTo(high!, 9),
        });
      expect(found.gain).toEqual(contrast(gain));
      points.forEach((wanted, i) => {
        const [ratio, low, high] = wanted.costRatio.map((value) => expect.closeTo(value, 9));
        expect(found.points[i]).toMatchObject({
          escalated: expect.closeTo(wanted.escalated, 12),
          score: expect.closeTo(wanted.score, 12),
          cost: expect.closeTo(wanted.cost, 12),
          difference: contrast(wanted.difference),
          costRatio: { ratio, low, high, n: signal.length },
          random: { score: expect.closeTo(wanted.random, 12), difference: contrast(wanted.againstRandom) },
        });
      });
    },
  );
});

describe('answers are routed from records', () => {
  const OPTIONS: RoutingOptions = {
    signal: { type: 'score', grader: 'sure' },
    metric: 'accuracy',
    judged: false,
  };
  const sure = (value: number, changes: Partial<TrialRecord> = {}) =>
    pass({ scores: { exact: passed, sure: measured(value) }, ...changes });

  function routed(
    cases: readonly (readonly [cheap: readonly TrialRecord[], strong: readonly TrialRecord[]])[],
    options: Partial<RoutingOptions> = {},
  ): RoutedAnswers {
    const builder = new RoutedAnswersBuilder({ ...OPTIONS, ...options });
    for (const [index, [cheap, strong]] of cases.entries()) builder.addCase({ input: index }, cheap, strong);
    return builder.finish();
  }
  const rows = ({ cases, signal, cheap, strong, cheapCost, strongCost }: RoutedAnswers) =>
    Array.from(cases, (of, i) => [of, signal[i], cheap[i], strong[i], cheapCost[i], strongCost[i]]);

  it('by the score of a grader, repetition by repetition', () => {
    const found = routed([
      [
        [sure(0.2), sure(0.9, { pass: false, cost: 0.003 })],
        [fail({ cost: 0.01 }), pass({ cost: 0.02 })],
      ],
    ]);
    expect(rows(found)).toEqual([
      [0, 0.2, 1, 0, 0.001, 0.01],
      [0, 0.9, 0, 1, 0.003, 0.02],
    ]);
  });

  it('leaving out, and counting, what lacks an answer, a score or a signal', () => {
    const found = routed([
      [[expired()], [pass()]],
      [[sure(0.5)], [expired()]],
      [[pass()], [pass()]],
      [[sure(0.5)], [pass()]],
      [
        [sure(0.7), expired()],
        [pass(), pass()],
      ],
    ]);
    expect(rows(found).map(([of, signal]) => [of, signal])).toEqual([
      [0, 0.5],
      [1, 0.7],
    ]);
    expect(found.dropped).toBe(3);
  });

  it('with what a judge took, where the signal is one', () => {
    const judged = [[[sure(0.5, { judging: 0.004 })], [pass()]]] as const;
    expect(routed(judged).cheapCost[0]).toBeCloseTo(0.001, 12);
    expect(routed(judged, { judged: true }).cheapCost[0]).toBeCloseTo(0.005, 12);
    expect(routed([[[sure(0.5, { judging: null })], [pass()]]], { judged: true }).cheapCost[0]).toBeNaN();
  });

  it.each([
    ['long', 120],
    ['short', -120],
  ] as const)('by the length of the answer, %s ones being sure', (long, signal) => {
    const tokens = { input: 10, cacheWrite: 0, cacheRead: 0, output: 120 };
    const by = { signal: { type: 'output tokens', sure: long } } as const;
    expect(routed([[[pass({ tokens })], [pass()]]], by).signal[0]).toBe(signal);
    expect(routed([[[pass({ tokens: null })], [pass()]]], by)).toMatchObject({ dropped: 1 });
  });

  describe('by agreement', () => {
    const by = { signal: { type: 'agreement' } } as const;
    const says = (output: string, changes: Partial<TrialRecord> = {}) => pass({ output, ...changes });
    const strong = [fail({ cost: 0.01 }), pass({ cost: 0.03 }), expired()];

    it('the most frequent answer is taken, at the price of all repeats', () => {
      const cheap = [says('no', { pass: false }), says(' yes\n'), says('yes')];
      expect(rows(routed([[cheap, strong]], by))).toEqual([
        [0, 2 / 3, 1, 0.5, expect.closeTo(0.003, 12), expect.closeTo(0.02, 12)],
      ]);
    });

    it('the earliest of equally frequent ones', () => {
      const cheap = [says('b', { pass: false }), says('a'), says('a'), says('b', { pass: false })];
      expect(routed([[cheap, strong]], by)).toMatchObject({
        signal: Float64Array.of(0.5),
        cheap: Float64Array.of(0),
      });
    });

    it('answers are the same where the label is that was read from them', () => {
      const labelled = (output: string, predicted: string | null) =>
        record({
          output,
          scores: { kind: { ...passed, label: { expected: 'x', predicted } } as typeof passed },
        });
      const signalOf = (...cheap: TrialRecord[]) => routed([[cheap, strong]], by).signal[0];
      expect(signalOf(labelled('It is a bug.', 'bug'), labelled('bug', 'bug'))).toBe(1);
      expect(signalOf(labelled('??', null), labelled('!!', null))).toBe(0.5);
      expect(signalOf(labelled('bug', null), labelled('x', 'bug'))).toBe(0.5);
    });

    it('one answer agrees with nothing', () => {
      expect(routed([[[says('a'), expired()], strong]], by)).toMatchObject({ dropped: 1 });
      const wrongly = [says('a', { pass: null, scores: { exact: wrong } }), says('a', { pass: null })];
      expect(routed([[wrongly, strong]], by)).toMatchObject({ dropped: 1 });
    });
  });
});
