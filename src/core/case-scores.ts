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
  let sum = 0;
  let samples = 0;
  let binary = true;
  for (const record of records) {
    const value = of(record);
    if (value === null) continue;
    sum += value;
    samples++;
    binary &&= value === 0 || value === 1;
  }
  return samples === 0 ? null : { mean: sum / samples, samples, binary };
}

/** The running sums of cases' mean scores. */
export class SumsOf {
  #n = 0;
  #sum = 0;
  #sumOfSquares = 0;
  #samples = 0;
  #binarySamples = true;

  add({ mean, samples, binary }: MeanScore): void {
    this.#n++;
    this.#sum += mean;
    this.#sumOfSquares += mean * mean;
    this.#samples += samples;
    this.#binarySamples &&= binary;
  }

  sums(): Sums {
    return {
      n: this.#n,
      sum: this.#sum,
      sumOfSquares: this.#sumOfSquares,
      samples: this.#samples,
      binary: this.#binarySamples && this.#samples === this.#n,
      binarySamples: this.#binarySamples,
    };
  }
}
