import type { Comparison } from './comparison.ts';
import type { GateResult } from './gate.ts';

/** A run, or a committed baseline, that is compared. */
export interface ComparedOrigin {
  readonly suite: string;
  readonly run: string;
  readonly createdAt: string;
  /** Of the baseline; null: a run. */
  readonly file: string | null;
  readonly cases: number;
  readonly simulated: boolean;
  /** The newest entry of the price table that costs were computed by. */
  readonly pricesDate: string;
}

/** Two runs or baselines against each other, variant by variant. */
export interface TableComparison {
  readonly format: 'assay-comparison/1';
  readonly a: ComparedOrigin;
  readonly b: ComparedOrigin;
  /** Of b against a. */
  readonly comparisons: readonly Comparison[];
  /** What came of the gates that b was held to. */
  readonly gates: readonly GateResult[];
}
