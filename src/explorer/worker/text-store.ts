import { type Block, decodeBlock } from '../../pack/blocks.ts';
import { inflate } from './inflate.ts';

/** Bytes of texts that stay decoded: more than most runs have. */
const KEPT = 128 << 20;

/** Compressed blocks of texts, and as many of them decoded as there is room for. */
export class TextStore {
  /** Of each block, the position of its first case; then that after the last one. */
  readonly starts: readonly number[];
  readonly #bytesOf: (block: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** The least recently used first. */
  readonly #decoded = new Map<number, Promise<Block>>();
  readonly #sizes = new Map<number, number>();
  #kept = 0;

  constructor(cases: readonly number[], bytesOf: (block: number) => Promise<Uint8Array<ArrayBuffer>>) {
    const starts = [0];
    for (const count of cases) starts.push(starts.at(-1)! + count);
    this.starts = starts;
    this.#bytesOf = bytesOf;
  }

  get blocks(): number {
    return this.starts.length - 1;
  }

  get cases(): number {
    return this.starts.at(-1)!;
  }

  /** The block that holds a case, and its row there. @throws RangeError where there is none. */
  placeOf(position: number): { readonly block: number; readonly row: number } {
    if (position < 0 || position >= this.cases)
      throw new RangeError('this file does not hold the texts of the case');
    let [low, high] = [0, this.blocks - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return { block: low, row: position - this.starts[low]! };
  }

  /** Waits for blocks that have not come yet. */
  block(place: number): Promise<Block> {
    const there = this.#decoded.get(place);
    if (there !== undefined) {
      this.#decoded.delete(place);
      this.#decoded.set(place, there);
      return there;
    }
    const coming = this.#decode(place);
    this.#decoded.set(place, coming);
    coming.catch(() => this.#decoded.delete(place));
    return coming;
  }

  async #decode(place: number): Promise<Block> {
    const block = decodeBlock(await inflate(await this.#bytesOf(place)));
    this.#sizes.set(place, block.text.length);
    this.#kept += block.text.length;
    for (const [oldest] of this.#decoded) {
      if (this.#kept <= KEPT || oldest === place) break;
      this.#decoded.delete(oldest);
      this.#kept -= this.#sizes.get(oldest) ?? 0;
      this.#sizes.delete(oldest);
    }
    return block;
  }
}
