import { maxErrors } from '../../src/core/gates/max-errors.ts';
import { mustPass } from '../../src/core/gates/must-pass.ts';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import type { Case } from '../../src/model/case.ts';
import type { CaseRecords, CaseView, Exchange } from '../../src/model/case-view.ts';
import type { Comparison, Contrast, Difference, SliceComparison } from '../../src/model/comparison.ts';
import type { FrontierPoint } from '../../src/model/frontier.ts';
import type { GateResult } from '../../src/model/gate.ts';
import type { Score } from '../../src/model/grader.ts';
import type { JudgeStanding } from '../../src/model/kept-calibration.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import type { Report } from '../../src/model/report.ts';
import type {
  ClassificationSummary,
  CostSummary,
  Estimate,
  GraderSummary,
  Summary,
  VariantSummary,
} from '../../src/model/summary.ts';

/** Builders: a plausible value of each type, and what a test wants different about it. */

export function estimate(mean: number | null, arm = 0.009, n = 10_000): Estimate {
  const low = mean === null ? null : Math.max(0, mean - arm);
  const high = mean === null ? null : Math.min(1, mean + arm);
  return { mean, low, high, n, groups: n, designEffect: 1, method: 'wilson' };
}

export function contrast(mean: number, low: number, high: number): Contrast {
  return { mean, low, high, confidence: 0.95, method: 'newcombe', standardError: 0.003 };
}

export function difference(mean = 0.028, low = 0.022, high = 0.034): Difference {
  return { ...contrast(mean, low, high), p: 0.001 };
}

export function grader(name: string, changes: Partial<GraderSummary> = {}): GraderSummary {
  return {
    name,
    version: 'f00d',
    mean: estimate(0.7),
    role: 'gate',
    failed: 0,
    failedExample: null,
    difference: null,
    evidence: {},
    classification: null,
    calibration: null,
    labelled: null,
    corrected: null,
    correctedDifference: null,
    uncorrectable: false,
    ...changes,
  };
}

/** Two labels, one of which is often taken for the other, and an answer that was none. */
export function classification(changes: Partial<ClassificationSummary> = {}): ClassificationSummary {
  return {
    trials: 10,
    accuracy: estimate(0.6, 0.2, 10),
    macroF1: estimate(0.625, 0.2, 10),
    labels: [
      {
        label: 'billing',
        support: 6,
        predicted: 5,
        correct: 4,
        precision: estimate(0.8, 0.2, 5),
        recall: estimate(2 / 3, 0.2, 6),
        f1: estimate(8 / 11, 0.2, 7),
      },
      {
        label: 'bug',
        support: 4,
        predicted: 2,
        correct: 2,
        precision: estimate(1, 0.2, 2),
        recall: estimate(0.5, 0.2, 4),
        f1: estimate(2 / 3, 0.2, 4),
      },
      {
        label: 'other',
        support: 0,
        predicted: 2,
        correct: 0,
        precision: estimate(0, 0.2, 2),
        recall: null,
        f1: null,
      },
    ],
    matrix: [
      { expected: 'billing', predicted: 'billing', count: 4 },
      { expected: 'billing', predicted: 'other', count: 2 },
      { expected: 'bug', predicted: 'bug', count: 2 },
      { expected: 'bug', predicted: 'billing', count: 1 },
      { expected: 'bug', predicted: null, count: 1 },
    ],
    noLabel: 1,
    lumped: { expected: 0, predicted: 0 },
    unanswered: 0,
    unlabelled: 0,
    ...changes,
  };
}

/** A judge that was held against people's labels. */
export function standing(changes: Partial<JudgeStanding> = {}): JudgeStanding {
  const share = (value: number) => ({ value, low: value - 0.11, high: value + 0.09 });
  return {
    version: '7d1a',
    settings: { question: 'Is it polite?' },
    threshold: null,
    status: 'calibrated',
    calibration: {
      date: '2026-11-20',
      run: '2026-11-20T12-31-05-4be1',
      simulated: false,
      version: '7d1a',
      labels: 120,
      agreement: share(0.89),
      kappa: share(0.71),
      truePositiveRate: share(0.9),
      trueNegativeRate: share(0.58),
      bias: share(0.04),
      threshold: null,
    },
    ...changes,
  };
}

export function cost(total: number | null, changes: Partial<CostSummary> = {}): CostSummary {
  return {
    total,
    known: total ?? 0,
    perThousandCases: total === null ? null : total / 10,
    perCorrect: total === null ? null : total / 6720,
    perCorrectEnds: total === null ? null : { low: total / 6800, high: total / 6640 },
    unbatched: total === null ? null : total * 2,
    reused: 0,
    cacheSaved: 0,
    unpricedModels: total === null ? ['claude-next'] : [],
    ...changes,
  };
}

export function variant(name: string, changes: Partial<VariantSummary> = {}): VariantSummary {
  return {
    name,
    model: `claude-${name}-5-5`,
    answeredModels: [`claude-${name}-5-5-20261001`],
    answeredBy: ['claude'],
    trials: 10_000,
    outcomes: { succeeded: 10_000, errored: 0, expired: 0, canceled: 0, missing: 0 },
    errors: [],
    stopReasons: { end_turn: 9990, max_tokens: 10 },
    passed: 6720,
    decided: 10_000,
    undecided: 0,
    accuracy: estimate(0.672),
    repeated: null,
    graders: [grader('exact-match', { mean: estimate(0.672) })],
    tokens: { input: 5_071_234, cacheWrite: 0, cacheRead: 0, output: 3_712_345 },
    cost: cost(70.84),
    rerun: 0,
    reused: 0,
    reusedFrom: [],
    undiscounted: 0,
    turnaroundSeconds: 724,
    latency: null,
    ...changes,
  };
}

export function comparison(changes: Partial<Comparison> = {}): Comparison {
  return {
    variant: 'haiku',
    baseline: 'sonnet',
    metric: 'accuracy',
    against: { type: 'variant' },
    difference: difference(),
    verdict: { type: 'better' },
    means: [0.672, 0.7],
    n: 9943,
    groups: 9943,
    dropped: 57,
    bounds: { worst: contrast(0.02, 0.014, 0.026), best: contrast(0.036, 0.03, 0.042) },
    detectable: 0.0084,
    noiseShare: null,
    narrower: null,
    samples: 1,
    paired: true,
    unshared: { baseline: 0, variant: 0 },
    duplicated: 0,
    adjustedP: null,
    cost: { ratio: 0.34, low: 0.33, high: 0.35, n: 9943 },
    costReason: null,
    tokens: { ratio: 0.98, low: 0.97, high: 0.99, n: 9943 },
    others: [],
    slices: [],
    drops: [],
    fixed: 638,
    broken: 357,
    bothPass: 6336,
    bothFail: 2612,
    fixedCases: ['case-000003', 'case-000017'],
    brokenCases: ['case-000025', 'case-000080', 'case-000176', 'case-000180', 'case-000187', 'case-000260'],
    ...changes,
  };
}

/** Results of every kind that quotes something. */
export function gates(): readonly GateResult[] {
  return [
    {
      gate: noRegression({ metric: 'tone', slice: 'lang:de' }),
      variant: 'haiku',
      outcome: 'failed',
      finding: { type: 'not comparable', reason: 'the grader tone has changed' },
      facts: null,
    },
    {
      gate: mustPass(['case-000025', 'case-000026']),
      variant: 'haiku',
      outcome: 'failed',
      finding: { type: 'cases', passed: 0, failed: ['case-000025'], missing: ['case-000026'] },
      facts: null,
    },
    {
      gate: noRegression(),
      variant: 'haiku',
      outcome: 'passed',
      finding: {
        type: 'difference',
        reading: 'holds',
        metric: 'accuracy',
        baseline: 'sonnet',
        difference: difference(0.028, 0.022, 0.034),
        n: 9943,
        dropped: 57,
        worst: contrast(0.022, 0.015, 0.029),
      },
      facts: { type: 'noRegression', falseAlarm: 0.025, detectable: 0.008 },
    },
    {
      gate: maxErrors(0.02),
      variant: 'haiku',
      outcome: 'warned',
      finding: {
        type: 'errors',
        variant: 'haiku',
        unanswered: 29,
        unscored: 0,
        trials: 10_000,
        allowed: 0.02,
      },
      facts: null,
    },
  ];
}

/** Haiku is better and cheaper. */
export function frontier(): FrontierPoint[] {
  return [
    { variant: 'sonnet', costPerAnswer: 0.007084, accuracy: 0.672, onFront: false, dominatedBy: 'haiku' },
    { variant: 'haiku', costPerAnswer: 0.00239, accuracy: 0.7, onFront: true, dominatedBy: null },
  ];
}

/** A tag whose cases got worse. */
export function slice(tag: string, changes: Partial<SliceComparison> = {}): SliceComparison {
  return {
    tag,
    declared: false,
    adjustedP: 0.02,
    comparison: comparison({
      n: 100,
      difference: difference(-0.14, -0.23, -0.05),
      verdict: { type: 'worse' },
      means: [0.8, 0.66],
    }),
    ...changes,
  };
}

export function haiku(changes: Partial<VariantSummary> = {}): VariantSummary {
  return variant('haiku', {
    outcomes: { succeeded: 9971, errored: 26, expired: 0, canceled: 0, missing: 3 },
    errors: [
      { kind: 'overloaded_error', count: 26, example: 'Overloaded' },
      { kind: 'missing', count: 3, example: null },
    ],
    passed: 6980,
    decided: 9971,
    accuracy: estimate(0.7),
    graders: [grader('exact-match', { mean: estimate(0.7) })],
    cost: cost(23.84, {
      perCorrect: 23.84 / 7000,
      perCorrectEnds: { low: 23.84 / 7080, high: 23.84 / 6920 },
    }),
    ...changes,
  });
}

export function summary(changes: Partial<Summary> = {}): Summary {
  return {
    format: 'assay-summary/3',
    suite: 'support-triage',
    description: 'Routes a customer’s ticket to the team that can help.',
    run: '2026-11-20T12-31-05-4be1',
    createdAt: '2026-11-20T12:31:05.000Z',
    mode: 'batch',
    assayVersion: '0.1.0',
    commit: '4be19c2',
    dataset: { name: 'datasets/tickets.csv', hash: '9c41'.repeat(16), cases: 10_000 },
    instalments: null,
    repeat: 1,
    confidence: 0.95,
    baseline: 'sonnet',
    trials: 20_000,
    unanswered: 29,
    simulated: false,
    variants: [variant('sonnet'), haiku()],
    comparisons: [comparison()],
    gates: [],
    frontier: [],
    raters: null,
    pricesDate: '2026-11-01',
    simulatedJudges: false,
    ledger: { settled: 94.68, committed: 0, due: 0, lost: 0, saved: 0, unpriced: [], lines: [] },
    redacted: [],
    notices: [],
    ...changes,
  };
}

export const passed: Score = { outcome: 'scored', score: 1, pass: true, reason: 'says what was expected' };
export const failed: Score = { outcome: 'scored', score: 0, pass: false, reason: 'expected "B", found "A"' };

export function record(changes: Partial<TrialRecord> = {}): TrialRecord {
  return {
    trial: 0,
    case: 'case-000025',
    tags: ['billing', 'lang:en'],
    variant: 'sonnet',
    repetition: 0,
    outcome: { type: 'succeeded', stopReason: 'end_turn' },
    output: 'Both payments have to be returned: 98.00 EUR in total.\n\n**Answer: B**',
    model: 'claude-sonnet-5-5-20261001',
    answeredBy: 'claude',
    pass: true,
    scores: { 'exact-match': passed },
    tokens: { input: 507, cacheWrite: 0, cacheRead: 0, output: 371 },
    cost: 0.0026,
    costUnbatched: 0.0052,
    cacheSaved: 0,
    serviceTier: 'batch',
    reusedFrom: null,
    judging: 0,
    latencyMs: null,
    turns: 1,
    batch: 1,
    earlier: [],
    ...changes,
  };
}

/** A record without an answer. */
export function errored(changes: Partial<TrialRecord> = {}): TrialRecord {
  return record({
    outcome: { type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } },
    output: null,
    model: null,
    answeredBy: null,
    pass: null,
    scores: {},
    tokens: null,
    cost: 0,
    costUnbatched: 0,
    ...changes,
  });
}

export function caseView(changes: Partial<CaseView> & { readonly case?: Case } = {}): CaseView {
  return {
    case: {
      id: 'case-000025',
      input: {
        text: 'Customer writes: "I was charged twice on 3 November, 49.00 EUR each. Please fix this."\n\n(A) single refund\n(B) double refund\n(C) escalate to legal',
      },
      expected: 'B',
      tags: ['billing', 'lang:en'],
    },
    change: 'broken',
    records: [
      record(),
      record({
        trial: 1,
        variant: 'haiku',
        model: 'claude-haiku-5-5-20261001',
        output: 'One of the two charges is a duplicate and has to be returned.\n\n**Answer: A**',
        pass: false,
        scores: { 'exact-match': failed },
        cost: 0.00042,
      }),
    ],
    ...changes,
  };
}

export function report(changes: Partial<Report> = {}): Report {
  const shown = changes.cases?.shown ?? [caseView()];
  const everyCase = changes.everyCase ?? shown;
  return {
    summary: summary(),
    cases: { shown, total: 10_000 },
    records: shown.flatMap(({ records }) => records),
    everyCase,
    details: detailsOf(everyCase),
    suiteFile: 'evals/support-triage.eval.ts',
    ...changes,
  };
}

/** Cases with the requests that asked them. */
function detailsOf(everyCase: Iterable<CaseRecords>): Report['details'] {
  return (places) => {
    const cases = [...everyCase];
    return Array.from(places, (place) => ({
      ...cases[place]!,
      exchanges: cases[place]!.records.map(exchange),
    }));
  };
}

function exchange({ variant, case: id }: TrialRecord): Exchange {
  const messages = [{ role: 'user', content: `Which team can help? Ticket ${id}` }];
  return { request: { model: `claude-${variant}-5-5`, max_tokens: 512, messages }, transcript: null };
}
