/** More different values than this are no set of labels. */
const LABELS_AT_MOST = 1000;
/** A scale of ratings has fewer; more numbers are results. */
const NUMBERS_AT_MOST = 20;

/** How often each value is expected, while they may be labels. */
export class LabelTally {
  #counts: Map<string, number> | null = new Map();
  #total = 0;

  add(expected: unknown): void {
    if (expected === null || expected === '') return;
    this.#total++;
    if (!this.#counts) return;
    if (typeof expected === 'object') this.#counts = null;
    else {
      const label = String(expected);
      this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
      if (this.#counts.size > LABELS_AT_MOST) this.#counts = null;
    }
  }

  /** Cases with an expected value. */
  get total(): number {
    return this.#total;
  }

  /** The labels, the most frequent first; null where the values are none: most stand alone, or are results. */
  labels(): readonly (readonly [label: string, count: number])[] | null {
    if (!this.#counts || this.#total < 2 * this.#counts.size) return null;
    const labels = [...this.#counts].sort(([, a], [, b]) => b - a);
    const areNumbers = labels.every(([label]) => Number.isFinite(Number(label)));
    return areNumbers && labels.length > NUMBERS_AT_MOST ? null : labels;
  }
}
