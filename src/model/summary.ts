import type { Confusion, CorrectedDifference, Correction, RaterAgreement } from './agreement.ts';
import type { Comparison, Difference } from './comparison.ts';
import type { FrontierPoint } from './frontier.ts';
import type { GateResult } from './gate.ts';
import type { Role } from './grader.ts';
import type { JudgeStanding } from './kept-calibration.ts';
import type { Ledger } from './ledger.ts';
import type { Answerer, Dollars, OutcomeType, Tokens } from './record.ts';

/** A mean with its 95 % interval. Null: not enough data. All in [0, 1]. */
export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Cases it rests on. */
  readonly n: number;
  /** Independent groups of them: as many as cases, unless some share a source or their input. */
  readonly groups: number;
  /** The variance over that of as many independent cases; null: unknown, or nothing varied. */
  readonly designEffect: number | null;
  readonly method: 'wilson' | 'korn-graubard';
}

/** What several samples of a case come to, over the cases that have all of them. */
export interface RepeatedSummary {
  /** Samples. */
  readonly k: number;
  /** The chance that at least one of k passes. */
  readonly passAtK: Estimate;
  /** The chance that all k pass. */
  readonly passHatK: Estimate;
}

/** A quantile in milliseconds with its 95 % interval; null: too few answers for a bound on this side. */
export interface LatencyQuantile {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** From request to answer, over all turns. */
export interface LatencySummary {
  readonly p50: LatencyQuantile;
  readonly p95: LatencyQuantile;
}

export interface CostSummary {
  /** All attempts of all trials, reused answers at what they once cost. Null: some of it is unknown. */
  readonly total: Dollars;
  /** What is known of `total`: equal to it unless some of it is unknown. */
  readonly known: number;
  /** What 1,000 answered cases cost, with all their repetitions. Null: nothing was answered, or unknown. */
  readonly perThousandCases: Dollars;
  /** Null also when nothing was correct. */
  readonly perCorrect: Dollars;
  /** Its 95 % interval. Null: there is none, or fewer than two independent cases. */
  readonly perCorrectEnds: { readonly low: number; readonly high: number } | null;
  /** What the same usage costs as single requests. */
  readonly unbatched: Dollars;
  /** The part of `known` that an earlier run paid, for answers that were reused. */
  readonly reused: number;
  /** What the prompt cache saved, part of `total` already; negative where it cost more. */
  readonly cacheSaved: Dollars;
  /** Models without a price in the table. */
  readonly unpricedModels: readonly string[];
}

export interface ErrorKind {
  /** `overloaded_error`, `expired`, `missing`, … */
  readonly kind: string;
  readonly count: number;
  /** One message of that kind, where the API gave one. */
  readonly example: string | null;
}

export interface GraderSummary {
  readonly name: string;
  /**
   * A short digest of all that its scores hang on: where those of two runs differ, they were not graded alike. Null:
   * not known, or some of its scores are of another version.
   */
  readonly version: string | null;
  /** Mean score over the cases with a score. */
  readonly mean: Estimate;
  /** As it states it, or else what its scores turned out to be: a gate where they pass or fail. */
  readonly role: Role;
  /** Trials it could not score. They are left out. */
  readonly failed: number;
  readonly failedExample: string | null;
  /**
   * Its mean less that of the baseline, paired case by case. Null: the baseline itself, or an advisory, which is
   * not compared.
   */
  readonly difference: Difference | null;
  /** Means of what its scores say beside the score, such as a panel's `agreement`; empty where they say nothing. */
  readonly evidence: { readonly [measure: string]: number };
  /** Null: it compares no labels. */
  readonly classification: ClassificationSummary | null;
  /** Of a judge: whether people's labels show how far it is to be believed. Null: a code grader. */
  readonly calibration: JudgeStanding | null;
  /** Of a judge: the trials that people labelled too. Null: a code grader, or there are none. */
  readonly labelled: Confusion | null;
  /** Of a judge: its mean as people would give it. Null: a code grader, or not enough labels. */
  readonly corrected: Correction | null;
  /** Of a judge: its difference to the baseline as people would give it; null as above. */
  readonly correctedDifference: CorrectedDifference | null;
  /** Its calibration shows a judge no better than chance: nothing can be made of its scores. */
  readonly uncorrectable: boolean;
}

/** Labels of a classification that are told apart: so many that are expected, and as many that never are. */
export const LISTED_LABELS = 100;

/**
 * How well the labels that a grader compares were told apart. All counts are trials, repetitions included, and so is the n
 * of the estimates, whose intervals heed that trials of a case, and cases of a group, depend on each other.
 */
export interface ClassificationSummary {
  /** What the figures are about: scored answers of cases that expect a label. */
  readonly trials: number;
  /** Share of the trials with the expected label. */
  readonly accuracy: Estimate;
  /** Mean F1 of the labels that are expected at least once, each counting the same. */
  readonly macroF1: Estimate;
  /** Those expected most often first. */
  readonly labels: readonly LabelSummary[];
  /** The confusion matrix: its cells that are not empty, the fullest first. `predicted` null: no label could be read. */
  readonly matrix: readonly {
    readonly expected: string;
    readonly predicted: string | null;
    readonly count: number;
  }[];
  /** Trials whose answer had no label that could be read; they are wrong. */
  readonly noLabel: number;
  /** Trials of labels beyond the first {@link LISTED_LABELS}: in `accuracy`, and in no row or cell. */
  readonly lumped: {
    /** The expected label is one of those. */
    readonly expected: number;
    /** The answer's is, and is wrong. */
    readonly predicted: number;
  };
  /** Left out: trials without an answer. */
  readonly unanswered: number;
  /** Left out: answers whose score failed, or whose case expects no label. */
  readonly unlabelled: number;
}

export interface LabelSummary {
  readonly label: string;
  /** Trials that expect it. */
  readonly support: number;
  /** Trials that were answered with it. */
  readonly predicted: number;
  readonly correct: number;
  /** Correct of predicted. Null: it was never predicted. */
  readonly precision: Estimate | null;
  /** Correct of support. Null: it was never expected. */
  readonly recall: Estimate | null;
  /** 2 · correct / (support + predicted); so 0 where it was never predicted. Null: it was never expected. */
  readonly f1: Estimate | null;
}

export interface VariantSummary {
  readonly name: string;
  /** What was asked for; null for recorded answers. */
  readonly model: string | null;
  /** What answered, as it names itself. */
  readonly answeredModels: readonly string[];
  readonly answeredBy: readonly Answerer[];
  readonly trials: number;
  readonly outcomes: Readonly<Record<OutcomeType, number>>;
  /** Everything but succeeded, most frequent first. */
  readonly errors: readonly ErrorKind[];
  /** Of the answers; recorded answers have none. */
  readonly stopReasons: { readonly [reason: string]: number };
  /** Trials that passed, of `decided`. */
  readonly passed: number;
  /** Trials with a pass or a fail: what the accuracy is about. */
  readonly decided: number;
  /** Answers that are neither pass nor fail because a score failed. */
  readonly undecided: number;
  /** Null: there is no gate. */
  readonly accuracy: Estimate | null;
  /** Null: each case has one sample, or there is no gate. */
  readonly repeated: RepeatedSummary | null;
  readonly graders: readonly GraderSummary[];
  /** Of all attempts. */
  readonly tokens: Tokens;
  readonly cost: CostSummary;
  /** Trials with more than one attempt. */
  readonly rerun: number;
  /** Trials whose answers an earlier run bought, and that run. */
  readonly reused: number;
  readonly reusedFrom: readonly string[];
  /** Answers of a batch that the API billed as something else: without the discount. */
  readonly undiscounted: number;
  /** While any of its batches was at work; null where nothing was sent. Not a latency. */
  readonly turnaroundSeconds: number | null;
  /** Null: the answers came in batches, which have turnaround only, or none has a latency. */
  readonly latency: LatencySummary | null;
}

/** Of `summary.json`: changes with what it says. */
export const SUMMARY_FORMAT = 'assay-summary/3';

/** `summary.json`: everything a report says, without the cases' texts. */
export interface Summary {
  readonly format: typeof SUMMARY_FORMAT;
  readonly suite: string;
  readonly description: string | null;
  readonly run: string;
  readonly createdAt: string;
  readonly mode: 'batch' | 'live';
  readonly assayVersion: string;
  readonly commit: string | null;
  readonly dataset: {
    readonly name: string;
    /** SHA-256 over the cases that were planned. */
    readonly hash: string;
    readonly cases: number;
  };
  /** Repetitions that were bought. */
  readonly repeat: number;
  /** Of the intervals of comparisons, before gates or looks share it: 0.95, or 0.99 of nightly runs. */
  readonly confidence: number;
  /** What was held back until a look said to go on; null: all was bought at once. */
  readonly instalments: {
    /** Shares of the cases that were bought, of so many. */
    readonly released: number;
    readonly of: number;
    /** Whether one more repetition was bought to confirm a failure. Null: none was held back. */
    readonly confirmed: boolean | null;
    /** Cases that were not bought at all: `dataset.cases` counts them, and nothing else does. */
    readonly casesHeld: number;
    /** Trials that were not bought; those of these cases are among them. */
    readonly trialsHeld: number;
  } | null;
  readonly baseline: string;
  /** That were bought. */
  readonly trials: number;
  /** Trials without an answer. */
  readonly unanswered: number;
  /** At least one answer, or a judge's opinion, came from the simulator. */
  readonly simulated: boolean;
  /** Opinions of judges came from the simulator. */
  readonly simulatedJudges: boolean;
  readonly variants: readonly VariantSummary[];
  readonly comparisons: readonly Comparison[];
  /** What came of each gate, for each variant that it looks at; empty where there is none. */
  readonly gates: readonly GateResult[];
  /** Accuracy against cost, in the order of the variants. Empty: no cost is known. */
  readonly frontier: readonly FrontierPoint[];
  /** Null: no answer was labelled by several people. */
  readonly raters: RaterAgreement | null;
  /** The newest entry of the price table that was used, `YYYY-MM-DD`. */
  readonly pricesDate: string;
  readonly ledger: Ledger;
  /** What was taken out of this copy, in words: `inputs`, `column email`. Empty: nothing. */
  readonly redacted: readonly string[];
  /** Results nobody asked for, lines that could not be read: harmless, but said. */
  readonly notices: readonly string[];
}
