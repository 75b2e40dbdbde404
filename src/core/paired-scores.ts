import { type MeanScore, SumsOf } from './case-scores.ts';
import type { PairedSums } from './stats/difference.ts';

/** The running sums of two scores of the same cases: a is what b is compared with. */
export class PairedScores {
  readonly #a = new SumsOf();
  readonly #b = new SumsOf();
  #sumOfProducts = 0;
  #productsOfDeviations = 0;

  add(a: MeanScore, b: MeanScore): void {
    const deviation = a.mean - this.#a.mean;
    this.#a.add(a);
    this.#b.add(b);
    this.#sumOfProducts += a.mean * b.mean;
    this.#productsOfDeviations += deviation * (b.mean - this.#b.mean);
  }

  sums(): PairedSums {
    return {
      a: this.#a.sums(),
      b: this.#b.sums(),
      sumOfProducts: this.#sumOfProducts,
      productsOfDeviations: this.#productsOfDeviations,
    };
  }
}
