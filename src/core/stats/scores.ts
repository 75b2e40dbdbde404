/** A case's mean over its samples with a score: what statistics count once. */
export interface MeanScore {
  readonly mean: number;
  readonly samples: number;
  /** Of the samples, n − 1 in the denominator; 0 for a single one. */
  readonly variance: number;
  /** Each sample is 0 or 1. */
  readonly binary: boolean;
}

/** One variant's scores in one metric, all in [0, 1]: an entry a case. */
export interface ScoreColumn {
  /** NaN: the case has no score. */
  readonly means: Float64Array;
  readonly samples: Uint16Array;
  readonly variances: Float64Array;
  /** Each sample is 0 or 1. */
  readonly binary: boolean;
}

/** The mean of a case's values, those that are null left out; null where none is left. */
export function meanScore(values: readonly (number | null)[]): MeanScore | null {
  let mean = 0;
  let squaredDeviations = 0;
  let samples = 0;
  let binary = true;
  for (const value of values) {
    if (value === null) continue;
    samples++;
    // Welford's recurrence: what does not vary has deviations of exactly zero.
    const deviation = value - mean;
    mean += deviation / samples;
    squaredDeviations += deviation * (value - mean);
    binary &&= value === 0 || value === 1;
  }
  if (samples === 0) return null;
  return { mean, samples, variance: samples > 1 ? squaredDeviations / (samples - 1) : 0, binary };
}

/** A column that grows by a case at a time. */
export class ScoreColumnBuilder {
  #means = new Float64Array(64);
  #samples = new Uint16Array(64);
  #variances = new Float64Array(64);
  #binary = true;
  #length = 0;

  /** Null: the case has no score. */
  add(score: MeanScore | null): void {
    if (this.#length === this.#means.length) this.#grow();
    this.#means[this.#length] = score === null ? Number.NaN : score.mean;
    this.#samples[this.#length] = score?.samples ?? 0;
    this.#variances[this.#length] = score?.variance ?? 0;
    this.#binary &&= score?.binary ?? true;
    this.#length++;
  }

  finish(): ScoreColumn {
    return {
      means: this.#means.subarray(0, this.#length),
      samples: this.#samples.subarray(0, this.#length),
      variances: this.#variances.subarray(0, this.#length),
      binary: this.#binary,
    };
  }

  #grow(): void {
    this.#means = doubled(this.#means, Float64Array);
    this.#samples = doubled(this.#samples, Uint16Array);
    this.#variances = doubled(this.#variances, Float64Array);
  }
}

function doubled<A extends Float64Array | Uint16Array>(array: A, Kind: new (length: number) => A): A {
  const larger = new Kind(array.length * 2);
  larger.set(array);
  return larger;
}

/** Places of the cases that have a score in each of the columns. */
export function scoredPlaces(...columns: readonly ScoreColumn[]): Uint32Array {
  const { length } = columns[0]!.means;
  const places = new Uint32Array(length);
  let count = 0;
  for (let place = 0; place < length; place++) {
    if (columns.every(({ means }) => !Number.isNaN(means[place]!))) places[count++] = place;
  }
  return places.subarray(0, count);
}

/** The cases at these places of a column, in this order. */
export function selectScores(column: ScoreColumn, places: ArrayLike<number>): ScoreColumn {
  const means = new Float64Array(places.length);
  const samples = new Uint16Array(places.length);
  const variances = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    means[i] = column.means[place]!;
    samples[i] = column.samples[place]!;
    variances[i] = column.variances[place]!;
  }
  return { means, samples, variances, binary: column.binary };
}

/** The column with `value`, one sample of it, where it has no score. */
export function fillScores(column: ScoreColumn, value: 0 | 1): ScoreColumn {
  return {
    ...column,
    means: column.means.map((mean) => (Number.isNaN(mean) ? value : mean)),
    samples: column.samples.map((samples) => samples || 1),
  };
}

/** Whether each case has one sample, and each is 0 or 1. */
export function isPlain({ samples, binary }: ScoreColumn): boolean {
  return binary && samples.every((count) => count === 1);
}
