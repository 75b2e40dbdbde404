/**
 * Keeps an even sample of a stream whose length is not known: every item while there are few, then every
 * second, every fourth, …; the same stream, the same sample. At most twice `size` items are held.
 */
export class EvenSample<T> {
  readonly #size: number;
  #kept: T[] = [];
  #step = 1;
  #seen = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(item: T): void {
    if (this.#seen++ % this.#step !== 0) return;
    this.#kept.push(item);
    if (this.#kept.length <= this.#size * 2) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#step *= 2;
  }

  get items(): readonly T[] {
    return this.#kept;
  }

  /** How many items there were. */
  get seen(): number {
    return this.#seen;
  }
}
