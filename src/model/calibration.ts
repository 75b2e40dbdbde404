import type { Coefficient, Confusion, Correction } from './agreement.ts';
import type { Case } from './case.ts';
import type { Contrast } from './comparison.ts';
import type { HumanLabel } from './label.ts';
import type { TrialRecord } from './record.ts';
import type { Estimate } from './summary.ts';

/** Scores of a few levels, such as 0, 0.5 and 1, by human (rows) and judge (columns). */
export interface LevelTable {
  readonly levels: readonly number[];
  readonly table: readonly (readonly number[])[];
  /** Kappa that counts a difference by its square. */
  readonly kappa: Coefficient;
}

/** Whether the judge's errors go with the length of the answer. */
export interface LengthBias {
  /** Spearman's correlation, over cases, of the answer's length with judge − human. */
  readonly correlation: Omit<Coefficient, 'method'>;
  /** Mean length, in characters, of answers that only the judge passes; null where there are none. */
  readonly judgeOnly: number | null;
  /** Of those that only the human passes. */
  readonly humanOnly: number | null;
}

/** What the judge itself noted of the order in which it was shown two answers. */
export interface PositionBias {
  /** Mean of its `positionBias`. */
  readonly bias: Estimate | null;
  /** Mean of its `firstPosition`: how often it preferred what stood first. */
  readonly first: Estimate | null;
}

/** The threshold that fits these labels best: chosen on them, so it flatters itself on them. */
export interface SuggestedThreshold {
  readonly value: number;
  /** Youden's J there: TPR + TNR − 1. */
  readonly youden: number;
  /** Share of the trials that agree there. */
  readonly agreement: number;
}

/** A trial that human and judge see differently. */
export interface Disagreement {
  readonly record: TrialRecord;
  readonly row: Case;
  readonly label: HumanLabel;
}

/** How a grader's scores compare with human labels. Each case counts once, also with several labelled trials. */
export interface Calibration {
  readonly suite: string;
  readonly run: string;
  readonly grader: string;
  /** The judge's settings when it scored; null for a code grader. */
  readonly version: string | null;
  /** Some of the answers came from the simulator. */
  readonly simulated: boolean;
  /** Trials with a label and a score. */
  readonly n: number;
  readonly cases: number;
  /** Labels that fit no record: where they stand. */
  readonly unmatched: readonly string[];
  /** Labelled trials without an answer. */
  readonly unanswered: number;
  /** Labelled answers that the grader could not score. */
  readonly failed: number;
  /** A number passes from here: that of the judge's threshold, else a half. */
  readonly cut: number;
  readonly confusion: Confusion;
  readonly agreement: Estimate;
  /** Of the answers that humans pass, the share that the judge passes. */
  readonly truePositiveRate: Estimate;
  /** Of the answers that humans fail, the share that the judge fails. */
  readonly trueNegativeRate: Estimate;
  /** Mean of the judge's scores minus mean of the humans'. */
  readonly bias: Contrast;
  readonly kappa: Coefficient;
  /** Gwet's AC1, where 85 % or more of the labels are of one class and kappa says little; else null. */
  readonly ac1: Coefficient | null;
  /** Null: pass and fail is all there is, or there are too many levels. */
  readonly levels: LevelTable | null;
  readonly lengthBias: LengthBias;
  /** Null: the scores have no evidence of it. */
  readonly positionBias: PositionBias | null;
  /** The mean of each variant with labels, as judged, and as people would give it; null: too few labels. */
  readonly corrected: readonly {
    readonly variant: string;
    readonly judged: number;
    readonly correction: Correction | null;
  }[];
  /** Null: the scores are pass or fail, or the labels are of one class. */
  readonly threshold: SuggestedThreshold | null;
  /** At most {@link LISTED_DISAGREEMENTS}, in the order of the plan. */
  readonly disagreements: readonly Disagreement[];
}

export const LISTED_DISAGREEMENTS = 200;
