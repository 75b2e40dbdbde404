/** More different values than this are no set of labels. */
const LABELS_AT_MOST = 1000;

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

  /** The labels, the most frequent first; null where the values are no labels: most stand alone. */
  labels(): readonly (readonly [label: string, count: number])[] | null {
    if (!this.#counts || this.#total < 2 * this.#counts.size) return null;
    return [...this.#counts].sort(([, a], [, b]) => b - a);
  }
}
