import type { TrialRecord } from '../model/record.ts';
import type { Sums } from './stats/estimate.ts';

/** A case's mean over its trials with a score: what statistics count once. */
export interface MeanScore {
  readonly mean: number;
  readonly samples: number;
  /** Each sample is 0 or 1. */
  readonly binary: boolean;
}

/** The case's mean of `of` over its trials; null when no trial has a value. */
export function caseScore(
  records: readonly TrialRecord[],
  of: (record: TrialRecord) => number | null,
): MeanScore | null {
  return meanScore(records.map(of));
}

/** The mean of a case's values, those that are null left out; null where none is left. */
export function meanScore(values: readonly (number | null)[]): MeanScore | null {
  let sum = 0;
  let samples = 0;
  let binary = true;
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    samples++;
    binary &&= value === 0 || value === 1;
  }
  return samples === 0 ? null : { mean: sum / samples, samples, binary };
}

/** Whether a case's mean rose (1), fell (-1) or stayed (0). What only rounding tells apart stayed. */
export function directionOf(before: number, after: number): -1 | 0 | 1 {
  const change = after - before;
  if (Math.abs(change) < 1e-12) return 0;
  return change > 0 ? 1 : -1;
}

/** The running sums of cases' mean scores. */
export class SumsOf {
  #n = 0;
  #sum = 0;
  #mean = 0;
  #squaredDeviations = 0;
  #samples = 0;
  #binarySamples = true;

  add({ mean, samples, binary }: MeanScore): void {
    this.#n++;
    this.#sum += mean;
    // Welford's recurrence: what does not vary has deviations of exactly zero.
    const deviation = mean - this.#mean;
    this.#mean += deviation / this.#n;
    this.#squaredDeviations += deviation * (mean - this.#mean);
    this.#samples += samples;
    this.#binarySamples &&= binary;
  }

  /** The mean so far; 0 before the first case. */
  get mean(): number {
    return this.#mean;
  }

  sums(): Sums {
    return {
      n: this.#n,
      sum: this.#sum,
      squaredDeviations: this.#squaredDeviations,
      samples: this.#samples,
      binary: this.#binarySamples && this.#samples === this.#n,
      binarySamples: this.#binarySamples,
    };
  }
}
