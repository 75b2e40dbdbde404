import type { Comparison } from './comparison.ts';
import type { Dollars } from './record.ts';
import type { Estimate } from './summary.ts';

/** A variant of a finished run, as one of a series. */
export interface HistoryLine {
  readonly run: string;
  readonly createdAt: string;
  readonly commit: string | null;
  readonly simulated: boolean;
  readonly variant: string;
  /** Null for recorded answers. */
  readonly model: string | null;
  /** `accuracy`, or the grader that is compared first. */
  readonly metric: string;
  readonly estimate: Estimate;
  /** US dollars for the variant's answers. */
  readonly cost: Dollars;
  /** With the committed baseline where there was one, else with the run's baseline variant; null: it is that one. */
  readonly comparison: Pick<Comparison, 'against' | 'baseline' | 'difference' | 'verdict'> | null;
}
