import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../src/core/gates/at-least.ts';
import { judgeGates } from '../../../src/core/gates/judge-gates.ts';
import { maxCost } from '../../../src/core/gates/max-cost.ts';
import { maxCostPerCase } from '../../../src/core/gates/max-cost-per-case.ts';
import { maxErrors } from '../../../src/core/gates/max-errors.ts';
import { maxTokens } from '../../../src/core/gates/max-tokens.ts';
import { mustPass } from '../../../src/core/gates/must-pass.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../../src/core/gates/non-inferior.ts';
import type { Comparison } from '../../../src/model/comparison.ts';
import type { Gate, GateOutcome } from '../../../src/model/gate.ts';
import { frame } from '../builders.ts';
import { type Cases, judged, outcome, summaryOf } from './judged.ts';

/** 200 cases of which b lost 12 more than it won: −6.0 points, 95 % interval −10.6 to −1.8. */
const WORSE: Cases = { 'P P': 165, 'F P': 3, 'P F': 15, 'F F': 17 };
/** −2.5 points, −6.4 to +1.3. */
const UNCLEAR: Cases = { 'P P': 170, 'F P': 4, 'P F': 9, 'F F': 17 };
const SAME: Cases = { 'P P': 180, 'F F': 20 };
const BETTER: Cases = { 'P P': 165, 'F P': 20, 'P F': 2, 'F F': 13 };

describe('the verdict of a gate', () => {
  it.each<[string, Gate, Cases, GateOutcome]>([
    ['noRegression: the whole interval is below zero', noRegression(), WORSE, 'failed'],
    ['noRegression: some of it is', noRegression(), UNCLEAR, 'passed'],
    ['noRegression: nothing has changed', noRegression(), SAME, 'passed'],
    ['noRegression: better', noRegression(), BETTER, 'passed'],
    ['noRegression: worse, within the tolerance', noRegression({ tolerance: 0.02 }), WORSE, 'passed'],
    ['noRegression: worse by more than it', noRegression({ tolerance: 0.01 }), WORSE, 'failed'],
    ['noRegression, where open is a failure', noRegression({ inconclusive: 'fail' }), UNCLEAR, 'failed'],
    ['noRegression, where open is a warning', noRegression({ inconclusive: 'warn' }), UNCLEAR, 'warned'],
    [
      'noRegression, better, where open is a warning',
      noRegression({ inconclusive: 'warn' }),
      BETTER,
      'passed',
    ],
    ['nonInferior: the lower end is above the margin', nonInferior(0.07), UNCLEAR, 'passed'],
    ['nonInferior: the lower end is below it', nonInferior(0.06), UNCLEAR, 'failed'],
    ['nonInferior: worse, but not by that much', nonInferior(0.11), WORSE, 'passed'],
    ['nonInferior: worse by more', nonInferior(0.01), WORSE, 'failed'],
    ['nonInferior, where open passes', nonInferior(0.06, { inconclusive: 'pass' }), UNCLEAR, 'passed'],
    [
      'nonInferior, where open passes, shown to be worse',
      nonInferior(0.01, { inconclusive: 'pass' }),
      WORSE,
      'failed',
    ],
    // 90 % of 200: Clopper–Pearson says 85.0 to 93.8 %.
    ['atLeast: the upper end is below', atLeast(0.94), { P: 180, F: 20 }, 'failed'],
    ['atLeast: the upper end is not', atLeast(0.93), { P: 180, F: 20 }, 'passed'],
    ['atLeast, proven: the lower end is above', atLeast(0.84, { proven: true }), { P: 180, F: 20 }, 'passed'],
    ['atLeast, proven: the lower end is not', atLeast(0.86, { proven: true }), { P: 180, F: 20 }, 'failed'],
    [
      'atLeast, proven, where open is a warning',
      atLeast(0.86, { proven: true, inconclusive: 'warn' }),
      { P: 180, F: 20 },
      'warned',
    ],
    ['mustPass: every sample passes', mustPass(['case-0', 'case-1']), { PPP: 2, FFF: 3 }, 'passed'],
    ['mustPass: one of its samples does not', mustPass(['case-0', 'case-1']), { PPP: 1, PPF: 1 }, 'failed'],
    [
      'mustPass: one of its samples is missing',
      mustPass(['case-0', 'case-1']),
      { PPP: 1, 'PP-': 1 },
      'failed',
    ],
    ['mustPass: one could not be scored', mustPass(['case-1']), { PP: 1, 'P?': 1 }, 'failed'],
    ['mustPass: one was not run', mustPass(['case-9']), { P: 2 }, 'failed'],
    ['maxErrors: as many as are allowed', maxErrors(0.02), { P: 98, '-': 2 }, 'passed'],
    ['maxErrors: one more', maxErrors(0.02), { P: 97, '-': 3 }, 'failed'],
    ['maxErrors: some of them could not be scored', maxErrors(0.02), { P: 97, '-': 2, '?': 1 }, 'failed'],
    ['maxErrors: none at all', maxErrors(0), { P: 97, '-': 1 }, 'failed'],
  ])('%s', (_, gate, cases, wanted) => {
    expect(outcome(gate, cases)).toBe(wanted);
  });

  it('says what it rests on', () => {
    const [{ finding, facts, variant }] = judged(noRegression(), WORSE) as [ReturnType<typeof judged>[0]];
    expect(variant).toBe('b');
    expect(finding).toMatchObject({
      type: 'difference',
      reading: 'broken',
      metric: 'accuracy',
      baseline: 'a',
      n: 200,
    });
    const { difference } = finding as Extract<typeof finding, { type: 'difference' }>;
    expect([difference.mean, difference.low, difference.high].map((end) => end!.toFixed(3))).toEqual([
      '-0.060',
      '-0.106',
      '-0.018',
    ]);
    expect(facts).toMatchObject({ type: 'noRegression', falseAlarm: expect.closeTo(0.025) });
  });
});

describe('what a gate can see', () => {
  it('of noRegression is the drop that would be noticed four times out of five', () => {
    const { gates, comparisons } = summaryOf([noRegression()], UNCLEAR);
    expect(gates[0]!.facts).toMatchObject({ detectable: comparisons[0]!.detectable });
  });

  it('of nonInferior is how often an unchanged variant passes, and how many cases would do', () => {
    // SE of UNCLEAR is 1.80 points: Φ(3/1.80 − 1.96) = 38.5 %; 200 · (2.80 · 1.80/3)² = 565.
    const { facts } = judged(nonInferior(0.03), UNCLEAR)[0]!;
    expect(facts).toMatchObject({
      type: 'nonInferior',
      wrongPass: expect.closeTo(0.025),
      passesUnchanged: expect.closeTo(0.385, 2),
    });
    expect((facts as { casesNeeded: number }).casesNeeded).toBeGreaterThan(550);
    expect((facts as { casesNeeded: number }).casesNeeded).toBeLessThan(580);
  });

  it('of nonInferior is not known where no case has changed', () => {
    expect(judged(nonInferior(0.03), SAME)[0]!.facts).toMatchObject({
      passesUnchanged: null,
      casesNeeded: null,
    });
  });

  it.each([
    [{ P: 180, F: 20 }, 0.93, false, 21],
    [{ P: 200, F: 0 }, 0.95, true, 3],
    [{ P: 20, F: 0 }, 0.95, true, -1],
  ] as const)('of atLeast is how many may fail: %o at %d, proven: %s', (cases, share, proven, allowed) => {
    const { facts } = judged(atLeast(share, { proven }), cases)[0]!;
    expect(facts).toEqual({ type: 'atLeast', error: 0.025, failuresAllowed: allowed });
    // It is the last number of failures with which the gate passes.
    const n = cases.P + cases.F;
    const passes = (failures: number) =>
      outcome(atLeast(share, { proven }), { P: n - failures, F: failures }) === 'passed';
    if (allowed >= 0) expect(passes(allowed)).toBe(true);
    expect(passes(allowed + 1)).toBe(false);
  });
});

describe('what is missing', () => {
  it('more of it than allowed fails every gate that looks at scores, for errors, whatever they are', () => {
    const cases: Cases = { 'P P': 97, 'P -': 3 };
    for (const gate of [noRegression(), nonInferior(0.5), atLeast(0.1)]) {
      expect(judged(gate, cases).at(-1), gate.type).toMatchObject({
        outcome: 'failed',
        finding: { type: 'errors', variant: 'b', unanswered: 3, trials: 100, allowed: 0.02 },
      });
    }
  });

  it('of what it is compared with counts as well', () => {
    expect(judged(noRegression(), { 'P P': 97, '- P': 3 })[0]).toMatchObject({
      outcome: 'failed',
      finding: { type: 'errors', variant: 'a' },
    });
  });

  it('may be more where maxErrors says so, for all or for one', () => {
    const cases: Cases = { 'P P': 97, 'P -': 3 };
    const results = (...gates: Gate[]) =>
      summaryOf([noRegression(), ...gates], cases).gates.map(({ gate, variant, outcome }) => [
        gate.type,
        variant,
        outcome,
      ]);
    expect(results(maxErrors(0.03))).toEqual([
      ['noRegression', 'b', 'passed'],
      ['maxErrors', 'a', 'passed'],
      ['maxErrors', 'b', 'passed'],
    ]);
    expect(results(maxErrors(0.03, { variant: 'b' }))).toEqual([
      ['noRegression', 'b', 'passed'],
      ['maxErrors', 'b', 'passed'],
      ['maxErrors', 'a', 'passed'],
    ]);
    expect(results(maxErrors(0.03, { variant: 'a' }))).toEqual([
      ['noRegression', 'b', 'failed'],
      ['maxErrors', 'a', 'passed'],
      ['maxErrors', 'b', 'failed'],
    ]);
    expect(results()).toEqual([
      ['noRegression', 'b', 'failed'],
      ['maxErrors', 'a', 'passed'],
      ['maxErrors', 'b', 'failed'],
    ]);
  });

  it('leaves noRegression to the cases that are there, with a warning where it could hide a regression', () => {
    expect(outcome(noRegression(), { 'P P': 196, 'F F': 2, 'P -': 2 })).toBe('passed');
    // One flip from worse: the missing cases could be it.
    const nearly: Cases = { 'P P': 185, 'P F': 6, 'F P': 1, 'F F': 4, 'P -': 4 };
    expect(judged(noRegression(), nearly)[0]).toMatchObject({
      outcome: 'warned',
      finding: { reading: 'missing', dropped: 4 },
    });
    expect(outcome(noRegression({ inconclusive: 'fail' }), nearly)).toBe('failed');
  });

  it('must not be what nonInferior and atLeast proven rest on', () => {
    const cases: Cases = { 'P P': 170, 'F P': 4, 'P F': 6, 'F F': 16, 'P -': 4 };
    const [{ finding }] = judged(nonInferior(0.05), cases) as [ReturnType<typeof judged>[0]];
    const { difference, worst } = finding as Extract<typeof finding, { type: 'difference' }>;
    const between = -(difference.low! + worst!.low!) / 2;
    expect(outcome(nonInferior(-worst!.low! + 0.001), cases)).toBe('passed');
    expect(outcome(nonInferior(between), cases)).toBe('failed');

    const single: Cases = { P: 196, '-': 4 };
    // 196 of 196: at least 98.1 %; 196 of 200: 95.0 %.
    expect(outcome(atLeast(0.94, { proven: true }), single)).toBe('passed');
    expect(outcome(atLeast(0.97, { proven: true }), single)).toBe('failed');
    expect(outcome(atLeast(0.97), single)).toBe('passed');
  });
});

describe('what is not there never passes', () => {
  it.each<[string, Gate, Cases, object]>([
    ['nothing to compare with', noRegression(), { P: 20 }, { type: 'nothing', reason: 'nothing to compare' }],
    [
      'a variant that was not run',
      atLeast(0.5, { variant: 'z' }),
      { P: 20 },
      { type: 'nothing', reason: 'not run' },
    ],
    [
      'a comparison of one',
      noRegression({ variant: 'z' }),
      { 'P P': 9 },
      { type: 'nothing', reason: 'not run' },
    ],
    ['a metric', atLeast(0.5, { metric: 'gone' }), { P: 20 }, { type: 'nothing', reason: 'no such metric' }],
    [
      'a metric of a comparison',
      noRegression({ metric: 'gone' }),
      { 'P P': 9 },
      { type: 'nothing', reason: 'no such metric' },
    ],
    ['a slice', atLeast(0.5, { slice: 'gone' }), { P: 20 }, { type: 'nothing', reason: 'no such slice' }],
    [
      'a slice of a comparison',
      noRegression({ slice: 'gone' }),
      { 'P P': 9 },
      { type: 'nothing', reason: 'no such slice' },
    ],
    ['an answer', noRegression(), { 'P -': 20 }, { type: 'errors', unanswered: 20 }],
    ['an answer, where errors are allowed', maxErrors(1), { 'P -': 20 }, { type: 'errors', unanswered: 20 }],
    ['a case', atLeast(0.5), {}, { type: 'errors', trials: 0 }],
  ])('%s', (_, gate, cases, finding) => {
    const results = judged(gate, cases);
    expect(results.at(-1)!.finding).toMatchObject(finding);
    if (gate.type !== 'maxErrors') expect(results.at(-1)!.outcome).toBe('failed');
  });

  it('an empty intersection, where every error is allowed', () => {
    const gates = [noRegression(), nonInferior(0.9), maxErrors(1)];
    const [first, second] = summaryOf(gates, { 'P -': 20 }).gates;
    for (const result of [first, second]) {
      expect(result).toMatchObject({
        outcome: 'failed',
        finding: { type: 'nothing', reason: 'too little data' },
      });
    }
  });

  it('a comparison of two that are not alike', () => {
    const { comparisons, variants } = summaryOf([], SAME);
    const unlike: Comparison = {
      ...comparisons[0]!,
      verdict: { type: 'not comparable', reason: 'the grader exact has changed' },
    };
    const input = {
      ...frame(),
      table: null as never,
      metrics: ['accuracy'],
      comparisons: [unlike],
      variants,
      alpha: 0.05,
    };
    expect(judgeGates([noRegression()], input)[0]).toMatchObject({
      outcome: 'failed',
      finding: { type: 'not comparable', reason: 'the grader exact has changed' },
    });
  });
});

describe('which comparisons a gate looks at', () => {
  it('are those of all variants with the baseline, or of the one that is named', () => {
    const cases: Cases = { 'P P F': 20, 'P P P': 80 };
    const whom = (gate: Gate) => judged(gate, cases).map(({ variant, outcome }) => [variant, outcome]);
    expect(whom(noRegression())).toEqual([
      ['b', 'passed'],
      ['c', 'failed'],
    ]);
    expect(whom(noRegression({ variant: 'b' }))).toEqual([['b', 'passed']]);
    expect(whom(atLeast(0.9)).map(([variant]) => variant)).toEqual(['a', 'b', 'c']);
  });

  describe('with a committed baseline', () => {
    const { comparisons, variants } = summaryOf([], WORSE);
    const same = summaryOf([], SAME).comparisons[0]!;
    const against = { type: 'baseline', file: 'f', run: 'r', createdAt: '2026-11-01T00:00:00Z' } as const;
    const committed = (variant: string): Comparison => ({ ...same, variant, baseline: variant, against });
    const input = { ...frame(), table: null as never, metrics: ['accuracy'], variants, alpha: 0.05 };
    const resultsOf = (gate: Gate, ...all: readonly Comparison[]) =>
      judgeGates([gate], { ...input, comparisons: all })
        .filter((result) => result.gate.type === gate.type)
        .map(({ variant, outcome }) => [variant, outcome]);

    it('are those with it', () => {
      expect(resultsOf(noRegression(), ...comparisons)).toEqual([['b', 'failed']]);
      expect(resultsOf(noRegression(), ...comparisons, committed('a'), committed('b'))).toEqual([
        ['a', 'passed'],
        ['b', 'passed'],
      ]);
    });

    it.each([noRegression(), nonInferior(0.1)])(
      'are, of a variant that it lacks, those within the run: $type does not turn silent',
      (gate) => {
        expect(resultsOf(gate, ...comparisons, committed('a'))).toEqual([
          ['a', 'passed'],
          ['b', 'failed'],
        ]);
      },
    );

    it('fail for a variant that is compared with nothing', () => {
      expect(resultsOf(noRegression(), ...comparisons, committed('b'))).toEqual([
        ['a', 'failed'],
        ['b', 'passed'],
      ]);
      expect(resultsOf(noRegression({ variant: 'b' }), ...comparisons, committed('b'))).toEqual([
        ['b', 'passed'],
      ]);
    });
  });
});

describe('money and tokens', () => {
  const ledger = { ...frame().ledger, settled: 4, lost: 1.5 };
  const line = { settled: null, lost: 0 } as never;

  it.each<[string, Gate, object, GateOutcome]>([
    ['maxCost: with what was bought twice, the limit', maxCost(5.5), { ledger }, 'passed'],
    ['maxCost: beyond it', maxCost(5.4), { ledger }, 'failed'],
    ['maxCost: not all of it is known', maxCost(9), { ledger: { ...ledger, lines: [line] } }, 'failed'],
    // A record costs 0.001 dollars and 15 tokens.
    ['maxCostPerCase: the limit', maxCostPerCase(0.001), {}, 'passed'],
    ['maxCostPerCase: beyond it', maxCostPerCase(0.0009), {}, 'failed'],
    ['maxTokens: the limit', maxTokens(15), {}, 'passed'],
    ['maxTokens: beyond it', maxTokens(14), {}, 'failed'],
  ])('%s', (_, gate, changes, wanted) => {
    expect(outcome(gate, { P: 4, F: 2 }, { changes })).toBe(wanted);
  });

  it('are of variants that a model answers; those that were recorded are not held to it unless named', () => {
    const [a] = frame().variants;
    const changes = {
      variants: [
        { ...a!, name: 'a' },
        { ...a!, name: 'b', model: null },
      ],
    };
    expect(judged(maxTokens(15), { 'P P': 3 }, { changes }).map(({ variant }) => variant)).toEqual(['a']);
    const alone = { variants: changes.variants.slice(1) };
    expect(judged(maxTokens(15), { P: 3 }, { changes: { ...alone, baseline: 'b' } })[0]).toMatchObject({
      outcome: 'failed',
      finding: { type: 'nothing', reason: 'not run' },
    });
  });
});

it('a run without a case passes no gate at all, whatever may be missing', () => {
  const gates = [
    noRegression(),
    nonInferior(0.9),
    atLeast(0.1),
    mustPass(['case-0']),
    maxErrors(1),
    maxTokens(9),
  ];
  const outcomes = summaryOf(gates, {}).gates.map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set(['failed']));
});

it('a run without gates is held to nothing, not even to errors', () => {
  expect(summaryOf([], { 'P -': 10 }).gates).toEqual([]);
});
