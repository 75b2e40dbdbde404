import { createHash } from 'node:crypto';

/** 40 hex digits that stand for a text. */
export function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Numbers in [0, 1), the same sequence for the same seed (mulberry32). */
export function randomFrom(seed: string): () => number {
  let state = Number.parseInt(hashOf(seed).slice(0, 8), 16) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The numbers from 0 to `length` - 1 in random order. */
export function shuffledIndices(length: number, random: () => number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const j = Math.floor(random() * (i + 1));
    order[i] = order[j]!;
    order[j] = i;
  }
  return order;
}
