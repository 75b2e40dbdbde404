/** What the cases of a comparison are expected to be like. */
export interface Prior {
  /** The finished run it was measured in; null: assumed. */
  readonly source: {
    readonly run: string;
    readonly variant: string;
    readonly baseline: string;
    readonly metric: string;
    readonly cases: number;
  } | null;
  /** Mean score of the baseline. */
  readonly rate: number;
  /** Share of cases that flip; null: not one 0/1 score a case. */
  readonly flips: number | null;
  /** Of a case's difference, with this many samples; clusters included. */
  readonly variance: number;
  readonly samples: number;
  /** Share of that variance that is chance of the answers; null: unknown, for want of repeats. */
  readonly noiseShare: number | null;
  /** What clusters multiply the variance with, where it was assumed; 1 where it was measured: then they are in it. */
  readonly clusterFactor: number;
}

/** What a suite can see, and what it takes to see more. Differences are shares: 0.05 is five points. */
export interface PowerPlan {
  readonly cases: number;
  /** Independent groups of them. */
  readonly groups: number;
  readonly repeat: number;
  readonly prior: Prior;
  /** The drop that would be found four times out of five; null: none. */
  readonly detectable: number | null;
  /** Cases that it takes to find each of these. */
  readonly needed: readonly { readonly difference: number; readonly cases: number | null }[];
  /** What can be seen with so many samples a case; empty: not known. */
  readonly byRepeat: readonly { readonly repeat: number; readonly detectable: number }[];
}
