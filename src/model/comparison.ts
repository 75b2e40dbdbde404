/** A difference of means in [-1, 1], with its interval. Null: not enough data. */
export interface Contrast {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of the interval: 0.95, or more where several claims share it. */
  readonly confidence: number;
  readonly method: 'newcombe' | 'mover';
  /** Of the mean paired difference, cluster-robust. */
  readonly standardError: number | null;
}

export interface Difference extends Contrast {
  /** That nothing differs. For machines and for corrections over many comparisons: the interval decides. */
  readonly p: number | null;
}

/** A ratio of means, b over a, with its 95 % interval. Null: undefined, or not enough data. */
export interface Ratio {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Cases it rests on. */
  readonly n: number;
}

/** What may be claimed of a comparison. */
export type ComparisonVerdict =
  /** The whole interval is above zero, or below. */
  | { readonly type: 'better' | 'worse' }
  /** The whole interval is within the margin; or its lower end is. */
  | { readonly type: 'same' | 'not worse'; readonly margin: number }
  | {
      readonly type: 'unclear';
      /** Cases without a score from both, where what they would have scored could change the verdict; else 0. */
      readonly dependsOn: number;
    }
  | { readonly type: 'not comparable'; readonly reason: string }
  /** Not enough data for an interval. */
  | { readonly type: 'unknown' };

export type VerdictType = ComparisonVerdict['type'];

/** How a case did under what is compared with and under what is compared. */
export type Transition = 'broken' | 'fixed' | 'both fail' | 'both pass';

/** A case whose mean score fell. */
export interface Drop {
  readonly case: string;
  readonly before: number;
  readonly after: number;
}

/** Ids listed of cases that were fixed, and of those that were broken. */
export const LISTED_CASES = 1000;
/** Drops listed where scores are not simply 0 or 1. */
export const LISTED_DROPS = 5;

/** Two variants in one metric, on the cases that both have a score for. */
export interface MetricComparison {
  /** `accuracy`, or the name of a grader. */
  readonly metric: string;
  /** Mean of the variant minus mean of the baseline. */
  readonly difference: Difference;
  readonly verdict: ComparisonVerdict;
  /** The baseline's mean on the cases compared, and the variant's; null: there are none. */
  readonly means: readonly [baseline: number | null, variant: number | null];
  /** Cases in common; where nothing is paired, those of the variant. */
  readonly n: number;
  /** Independent groups of them: as many as cases, unless some share a source or their input. */
  readonly groups: number;
  /** Cases of both that one of the two lacks a score for. */
  readonly dropped: number;
  /** The difference if what is missing had scored as badly as can be for the variant, and as well; null: nothing is. */
  readonly bounds: { readonly worst: Contrast; readonly best: Contrast } | null;
  /** The smallest difference that would be found four times out of five; null: unknown, or none would be. */
  readonly detectable: number | null;
  /** Share of the differences between cases that is chance of the answers; null: not several samples a case. */
  readonly noiseShare: number | null;
  /** By what share four times the samples would narrow the interval; null as above. */
  readonly narrower: number | null;
  /** Samples of a case, the mean over both. */
  readonly samples: number;
  /**
   * By case: its mean score rose, fell, or stayed (at 1: both pass; below: both fail). With several
   * repetitions a case that changes at all counts as fixed or broken.
   */
  readonly fixed: number;
  readonly broken: number;
  readonly bothPass: number;
  readonly bothFail: number;
  /** Ids, at most {@link LISTED_CASES} each. */
  readonly fixedCases: readonly string[];
  readonly brokenCases: readonly string[];
  /** The largest first; at most {@link LISTED_DROPS}, and none where every score is 0 or 1. */
  readonly drops: readonly Drop[];
}

/** A tag's part of a comparison. */
export interface SliceComparison {
  readonly tag: string;
  readonly comparison: MetricComparison;
  /** Benjamini & Hochberg's, over the slices that were looked at; null for a declared one. */
  readonly adjustedP: number | null;
  /** A gate names it; the others are for exploring. */
  readonly declared: boolean;
}

/** Where the answers come from that a variant is compared with. */
export type Against =
  /** The same run. */
  | { readonly type: 'variant' }
  | { readonly type: 'run'; readonly run: string }
  | {
      readonly type: 'baseline';
      readonly file: string;
      /** The run that was accepted, and when it began; null: the file could not be compared with. */
      readonly run: string | null;
      readonly createdAt: string | null;
    };

/** A variant against another one, case by case; of its metrics the one that counts most. */
export interface Comparison extends MetricComparison {
  readonly variant: string;
  readonly baseline: string;
  readonly against: Against;
  /** False: they have no case in common, so that each was taken as a sample of its own. */
  readonly paired: boolean;
  /** Cases that only one of the two was given. */
  readonly unshared: { readonly baseline: number; readonly variant: number };
  /** Cases with the input of an earlier one, which count as one group. */
  readonly duplicated: number;
  /** Holm's, over all variants compared with the same baseline; null: only one is. */
  readonly adjustedP: number | null;
  /** What a case costs under the variant over what it costs under the baseline. */
  readonly cost: Ratio;
  /** Why costs are not compared; null: they are. */
  readonly costReason: string | null;
  /** Of all tokens, in and out. */
  readonly tokens: Ratio;
  /** The other metrics. */
  readonly others: readonly MetricComparison[];
  readonly slices: readonly SliceComparison[];
}
