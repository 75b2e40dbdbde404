import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassificationTally } from '../../src/core/classification-tally.ts';
import { wilson } from '../../src/core/stats/interval.ts';
import { type ClassificationSummary, type Estimate, LISTED_LABELS } from '../../src/model/summary.ts';

type Pair = readonly [expected: string | null, predicted: string | null];

function tally(pairs: readonly Pair[]): ClassificationSummary | null {
  const own = new ClassificationTally();
  pairs.forEach(([expected, predicted], place) => {
    own.add({ expected, predicted }, place);
  });
  return own.finish(null);
}

const zip = (expected: readonly unknown[], predicted: readonly unknown[]): Pair[] =>
  expected.map((label, index) => [String(label), String(predicted[index])]);

/** Precision, recall, F1 and support by label. */
function figures(found: ClassificationSummary | null) {
  return Object.fromEntries(
    found!.labels.map(({ label, precision, recall, f1, support }) => [
      label,
      [precision?.mean ?? null, recall?.mean ?? null, f1?.mean ?? null, support],
    ]),
  );
}

/** To eight digits: the last bits of a sum hang on the order of its terms. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, own) => (typeof own === 'number' ? Number(own.toPrecision(8)) : own)));

const near = (value: number) => expect.closeTo(value, 12);

describe('what scikit-learn publishes', () => {
  it('of a classification report', () => {
    // The example of sklearn.metrics.classification_report, with its zero division where we say null.
    const found = tally(zip([0, 1, 2, 2, 2], [0, 0, 2, 2, 1]));
    expect(figures(found)).toEqual({
      0: [0.5, 1, near(2 / 3), 1],
      1: [0, 0, 0, 1],
      2: [1, near(2 / 3), near(0.8), 3],
    });
    expect(found).toMatchObject({
      trials: 5,
      accuracy: { mean: 0.6 },
      macroF1: { mean: near((2 / 3 + 0 + 0.8) / 3) },
    });
    // Its "macro avg" of F1, to its two digits.
    expect(found!.macroF1.mean!.toFixed(2)).toBe('0.49');
  });

  it('of a confusion matrix', () => {
    // The example of sklearn.metrics.confusion_matrix, labels ant, bird, cat: [[2, 0, 0], [0, 0, 1], [1, 0, 2]].
    const found = tally(
      zip(['cat', 'ant', 'cat', 'cat', 'ant', 'bird'], ['ant', 'ant', 'cat', 'cat', 'ant', 'cat']),
    );
    expect(found!.matrix).toEqual([
      { expected: 'ant', predicted: 'ant', count: 2 },
      { expected: 'cat', predicted: 'cat', count: 2 },
      { expected: 'bird', predicted: 'cat', count: 1 },
      { expected: 'cat', predicted: 'ant', count: 1 },
    ]);
    // By hand: ant 2 of 3 and 2 of 2, cat 2 of 3 and 2 of 3; bird was never answered.
    expect(figures(found)).toEqual({
      cat: [near(2 / 3), near(2 / 3), near(2 / 3), 3],
      ant: [near(2 / 3), 1, near(0.8), 2],
      bird: [null, 0, 0, 1],
    });
  });

  it('of a macro F1', () => {
    // The example of sklearn.metrics.f1_score with average='macro': 0.26666….
    expect(tally(zip([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]))!.macroF1.mean).toBeCloseTo(0.8 / 3, 12);
  });
});

describe('a classification', () => {
  it('has no precision for a label that was never answered, and no recall for one never expected', () => {
    const found = tally([
      ['bug', 'billing'],
      ['bug', 'billing'],
    ]);
    expect(figures(found)).toEqual({ bug: [null, 0, 0, 2], billing: [0, null, null, 0] });
  });

  it('takes the macro F1 over the labels that are expected: what models make up is no class', () => {
    const found = tally([
      ['bug', 'bug'],
      ['bug', 'glitch'],
    ]);
    expect(found!.macroF1.mean).toBeCloseTo(2 / 3, 12);
    expect(found!.labels.map(({ label }) => label)).toEqual(['bug', 'glitch']);
  });

  it('counts an answer without a label as wrong, and keeps it apart from all labels', () => {
    const found = tally([
      ['bug', 'bug'],
      ['bug', null],
      ['bug', 'null'],
    ]);
    expect(found).toMatchObject({ trials: 3, accuracy: { mean: near(1 / 3) }, noLabel: 1 });
    expect(found!.matrix).toContainEqual({ expected: 'bug', predicted: null, count: 1 });
    expect(found!.matrix).toContainEqual({ expected: 'bug', predicted: 'null', count: 1 });
    expect(figures(found).bug).toEqual([1, near(1 / 3), near(0.5), 3]);
  });

  it('leaves out, and counts, what has no answer or no expected label', () => {
    const own = new ClassificationTally();
    own.add({ expected: 'a', predicted: 'a' }, 0);
    own.add({ expected: null, predicted: 'a' }, 1);
    own.addUnlabelled();
    own.addUnanswered();
    expect(own.finish(null)).toMatchObject({
      trials: 1,
      accuracy: { mean: 1 },
      unlabelled: 2,
      unanswered: 1,
    });
  });

  it('is none where no label was expected', () => {
    expect(tally([])).toBeNull();
    expect(tally([[null, 'a']])).toBeNull();
  });

  it('keeps names that objects have already', () => {
    const found = tally(zip(['__proto__', 'constructor'], ['__proto__', '__proto__']));
    expect(found).toMatchObject({ accuracy: { mean: 0.5 } });
    expect(found!.labels.map(({ label }) => label)).toEqual(['__proto__', 'constructor']);
  });
});

describe('its intervals', () => {
  const pairs = zip([0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 1, 1, 1, 1, 1, 0]);
  const repeated = (clusters: Uint32Array | null) => {
    const own = new ClassificationTally();
    pairs.forEach(([expected, predicted], place) => {
      for (const trial of [1, 2, 3])
        own.add({ expected, predicted: trial < 3 ? predicted : expected }, place);
    });
    return own.finish(clusters)!;
  };

  it('are Wilson’s of the trials that a figure is about, where each is a case of its own', () => {
    const [one, zero] = tally(pairs)!.labels;
    expect(tally(pairs)!.accuracy).toMatchObject({ mean: 0.75, n: 8, method: 'wilson' });
    expect(one).toMatchObject({
      recall: { mean: 0.8, low: near(wilson(0.8, 5)[0]), high: near(wilson(0.8, 5)[1]), n: 5 },
      precision: { low: near(wilson(0.8, 5)[0]), n: 5 },
    });
    expect(zero).toMatchObject({ recall: { low: near(wilson(2 / 3, 3)[0]), n: 3 }, f1: { n: 4 } });
    expect(zero!.f1!.low).toBeLessThan(2 / 3);
    expect(zero!.f1!.high).toBeGreaterThan(2 / 3);
  });

  it('count a case once, however often it was sampled, and a group of cases once', () => {
    expect(repeated(null).accuracy).toMatchObject({ n: 24, groups: 8, method: 'korn-graubard' });
    const halves = Uint32Array.from(pairs, (_, place) => place % 2);
    expect(repeated(halves).macroF1).toMatchObject({ n: 24, groups: 2 });
    const widthOf = ({ low, high }: Estimate) => high! - low!;
    expect(widthOf(repeated(halves).macroF1)).toBeGreaterThan(widthOf(repeated(null).macroF1));
    expect(repeated(new Uint32Array(8)).macroF1).toMatchObject({ low: null, high: null, groups: 1 });
  });

  it('of the labels rest on the same trials where some are lumped or have no label', () => {
    const found = tally([...pairs, ['0', null], ['1', null]])!;
    expect(found).toMatchObject({ accuracy: { n: 10 }, macroF1: { n: 10 } });
    expect(found.labels[1]).toMatchObject({ label: '0', recall: { mean: 0.5, n: 4 }, precision: { n: 3 } });
  });
});

describe('its memory', () => {
  const many = 10 * LISTED_LABELS;

  it('is bounded, and what is lumped is counted and still in the accuracy', () => {
    const found = tally(Array.from({ length: many }, (_, index) => [`label ${index}`, `label ${index}`]));
    expect(found).toMatchObject({
      trials: many,
      accuracy: { mean: 1 },
      lumped: { expected: many - LISTED_LABELS, predicted: 0 },
    });
    expect(found!.labels).toHaveLength(LISTED_LABELS);
    expect(found!.matrix).toHaveLength(LISTED_LABELS);
  });

  it('has places for expected labels that no made-up answers can take', () => {
    const made = Array.from({ length: many }, (_, index): Pair => ['bug', `made up ${index}`]);
    const found = tally([...made, ...zip(['billing', 'made up 999'], ['billing', 'made up 999'])]);
    expect(found).toMatchObject({ lumped: { expected: 0, predicted: many - LISTED_LABELS } });
    expect(found!.labels).toHaveLength(LISTED_LABELS + 3);
    expect(figures(found)).toMatchObject({ billing: [1, 1, 1, 1], 'made up 999': [1, 1, 1, 1] });
  });
});

describe('any trials', () => {
  const label = fc.constantFrom('a', 'b', 'c', 'd');
  const pair = fc.tuple(label, fc.oneof(label, fc.constantFrom('x', null)));
  const pairs = fc.array(pair, { minLength: 1, maxLength: 60 });

  it('add up: cells to trials, rows to support, columns to what was answered', () => {
    fc.assert(
      fc.property(pairs, (own) => {
        const { matrix, labels, trials, noLabel, accuracy } = tally(own)!;
        const sum = (of: (cell: (typeof matrix)[number]) => boolean) =>
          matrix.filter(of).reduce((total, { count }) => total + count, 0);
        expect(sum(() => true)).toBe(trials);
        expect(sum(({ predicted }) => predicted === null)).toBe(noLabel);
        expect(sum(({ expected, predicted }) => expected === predicted)).toBe(
          Math.round(accuracy.mean! * trials),
        );
        for (const { label: one, support, predicted, correct } of labels) {
          expect(sum(({ expected }) => expected === one)).toBe(support);
          expect(sum((cell) => cell.predicted === one)).toBe(predicted);
          expect(sum((cell) => cell.predicted === one && cell.expected === one)).toBe(correct);
        }
      }),
    );
  });

  it('have an F1 that is the harmonic mean of precision and recall, where there are both', () => {
    fc.assert(
      fc.property(pairs, (own) => {
        for (const { precision, recall, f1 } of tally(own)!.labels) {
          if (precision === null || recall === null) continue;
          const [p, r] = [precision.mean!, recall.mean!];
          if (p + r === 0) expect(f1!.mean).toBe(0);
          else expect(f1!.mean).toBeCloseTo((2 * p * r) / (p + r), 12);
        }
      }),
    );
  });

  it('say the same in any order', () => {
    fc.assert(
      fc.property(pairs, (own) => {
        const [there, back] = [tally(own)!, tally(own.toReversed())!];
        expect(rounded(back)).toEqual(rounded(there));
      }),
    );
  });
});
