/** Numbers, one after the other, in as little memory as that takes. */
export class NumberColumn {
  #values = new Float64Array(64);
  #length = 0;

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  finish(): Float64Array<ArrayBuffer> {
    return this.#values.subarray(0, this.#length);
  }
}
