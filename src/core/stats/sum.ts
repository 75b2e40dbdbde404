/** A sum that does not depend on the order of its terms beyond the last bits. Neumaier 1974, ZAMM 54, 39–51. */
export class Sum {
  #sum = 0;
  #lost = 0;

  add(term: number): void {
    const next = this.#sum + term;
    this.#lost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }
}

/** The mean of numbers; NaN of none. */
export function meanOf(values: Float64Array): number {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.value / values.length;
}
