/** Hashes of a signature by which candidates are found. */
export const BANDS = 8;
const ROWS = 4;
const BINS = BANDS * ROWS;
/** Characters of a shingle: the length that tells short texts apart (Leskovec et al., 3.2.2). */
const SHINGLE = 5;

/** The base of the rolling hash, odd, and its fifth power. */
const BASE = 0x01000193;
const POWER = Array.from({ length: SHINGLE }).reduce((power: number) => Math.imul(power, BASE), 1);

/** The different runs of five characters of a text, hashed and in ascending order; a shorter text is one run. */
export function shinglesOf(text: string): Uint32Array {
  const shingles = new Uint32Array(Math.max(1, text.length - SHINGLE + 1));
  let rolling = 0;
  for (let i = 0; i < text.length; i++) {
    rolling = Math.imul(rolling, BASE) + text.charCodeAt(i);
    if (i >= SHINGLE) rolling -= Math.imul(text.charCodeAt(i - SHINGLE), POWER);
    rolling |= 0;
    shingles[Math.max(0, i - SHINGLE + 1)] = mix(rolling);
  }
  shingles.sort();
  let count = 1;
  for (let i = 1; i < shingles.length; i++)
    if (shingles[i] !== shingles[i - 1]) shingles[count++] = shingles[i]!;
  return shingles.subarray(0, count);
}

/** The share of their shingles that two texts have in common: counted, not estimated. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [own, other] = [a[i]!, b[j]!];
    if (own === other) common++;
    if (own <= other) i++;
    if (other <= own) j++;
  }
  return common / (a.length + b.length - common);
}

/**
 * A text's signature, from its shingles: the least of each of 32 bins, so that two texts agree in as many, on average, as
 * their similarity says. Minima by one permutation (Li, Owen, Zhang, NIPS 2012): a shingle is hashed once. Empty
 * bins are filled from others (Shrivastava, ICML 2017).
 */
export function signatureOf(shingles: Uint32Array): Uint32Array {
  const minima = new Float64Array(BINS).fill(Infinity);
  for (let i = 0; i < shingles.length; i++) {
    const shingle = shingles[i]!;
    const bin = shingle % BINS;
    if (shingle < minima[bin]!) minima[bin] = shingle;
  }
  const signature = new Uint32Array(BINS);
  for (let bin = 0; bin < BINS; bin++) signature[bin] = minima[filledBin(minima, bin)]!;
  return signature;
}

/** The share of bins in which two signatures agree: an estimate of their texts' similarity. */
export function agreement(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let bin = 0; bin < BINS; bin++) if (a[bin] === b[bin]) equal++;
  return equal / BINS;
}

/**
 * One hash for each of eight bands of a signature: texts that share any are candidates. With a similarity of s
 * that happens with probability 1 − (1 − s⁴)⁸: 98.5 % at 0.8, 40 % at 0.5, 0.1 % at 0.1 (Leskovec, Rajaraman,
 * Ullman, *Mining of Massive Datasets*, 3.4).
 */
export function bandsOf(signature: Uint32Array): Uint32Array {
  const bands = new Uint32Array(BANDS);
  for (let bin = 0; bin < BINS; bin++) {
    const band = Math.floor(bin / ROWS);
    bands[band] = mix(bands[band]! ^ signature[bin]!);
  }
  return bands;
}

/** The bin itself, or the first of a sequence that depends on nothing but it. */
function filledBin(minima: Float64Array, bin: number): number {
  let from = bin;
  for (let attempt = 1; minima[from] === Infinity; attempt++) from = mix(bin * 0x10000 + attempt) % BINS;
  return from;
}

/** The finalizer of MurmurHash3: every bit of the input changes every bit of the output. */
export function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
