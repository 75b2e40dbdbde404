import type { ScoreTable } from './score-table.ts';

/** One side of a comparison. */
export interface Side {
  readonly table: ScoreTable;
  /** The variant's name. */
  readonly variant: string;
}

/** What is asked of a comparison beside the two sides. */
export interface CompareOptions {
  /** The one that counts most first; `accuracy` and graders. */
  readonly metrics: readonly string[];
  /** Graders that decide between pass and fail: they make the accuracy. */
  readonly deciding: readonly string[];
  /** Two-sided error of a metric's interval, of all cases (slice null) or of a slice's; default 0.05 for each. */
  readonly alphaOf?: (metric: string, slice: string | null) => number;
  /** How much worse a variant may be and still be called "not worse"; null: no such claim is made. */
  readonly marginOf?: (metric: string, slice: string | null) => number | null;
  /** Slices that a gate names, and the metric it looks at there. */
  readonly slices?: readonly DeclaredSlice[];
}

export interface DeclaredSlice {
  readonly tag: string;
  readonly metric: string;
}
