import type { Case } from '../model/case.ts';
import { fingerprintOf } from './fingerprint.ts';
import { NumberColumn } from './number-column.ts';

/** Which cases are not independent of each other. */
export interface Clusters {
  /** The cluster of each case by index, numbered by first appearance; null: each case is its own. */
  readonly of: Uint32Array | null;
  readonly count: number;
  /** Cases whose input an earlier case has too. */
  readonly duplicated: number;
  /** A case says what it shares with others. */
  readonly declared: boolean;
}

/** See {@link ClusterBuilder}. */
export function clustersOf(cases: Iterable<Pick<Case, 'input' | 'cluster'>>): Clusters {
  const builder = new ClusterBuilder();
  for (const row of cases) builder.add(row);
  return builder.finish();
}

/**
 * Cases that declare the same cluster belong together, and so do cases with the very same input; whatever
 * either joins is one cluster. A case that does neither is a cluster of its own. Keeps two numbers a case:
 * fingerprints of 52 bits, of which a million differ but for a chance of 1 in 9,000.
 */
export class ClusterBuilder {
  readonly #inputs = new NumberColumn();
  readonly #names = new NumberColumn();

  add({ input, cluster }: Pick<Case, 'input' | 'cluster'>): void {
    this.#inputs.add(fingerprintOf(input));
    this.#names.add(cluster === undefined ? NaN : fingerprintOf(cluster));
  }

  finish(): Clusters {
    return clustersFrom(this.#inputs.finish(), this.#names.finish());
  }
}

/**
 * @param inputs Fingerprints of the cases' inputs.
 * @param names Fingerprints of the clusters that they declare; NaN: none.
 */
export function clustersFrom(inputs: Float64Array, names: Float64Array): Clusters {
  const parents = Uint32Array.from(inputs, (_, index) => index);
  const duplicated = joinEqual(parents, inputs);
  joinEqual(parents, names);
  const { of, count } = numbered(parents);
  return {
    of: count === inputs.length ? null : of,
    count,
    duplicated,
    declared: names.some((name) => !Number.isNaN(name)),
  };
}

/** Joins each case to the first that has its key; NaN is no key. Returns how many had an earlier one. */
function joinEqual(parents: Uint32Array, keys: Float64Array): number {
  const sorted = keys.slice().sort();
  /** By the place where a key stands first in the sorted list: one more than the first case that has it. */
  const first = new Uint32Array(keys.length);
  let joined = 0;
  for (const [index, key] of keys.entries()) {
    if (Number.isNaN(key)) continue;
    const place = lowerBound(sorted, key);
    if (first[place] === 0) {
      first[place] = index + 1;
      continue;
    }
    join(parents, first[place]! - 1, index);
    joined++;
  }
  return joined;
}

/** The first place whose number is not below the key. NaN stands after all numbers. */
function lowerBound(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Union-find, with the earliest case as the root of each set. */
function join(parents: Uint32Array, a: number, b: number): void {
  const [one, other] = [rootOf(parents, a), rootOf(parents, b)];
  parents[Math.max(one, other)] = Math.min(one, other);
}

function rootOf(parents: Uint32Array, index: number): number {
  let root = index;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

function numbered(parents: Uint32Array): { of: Uint32Array; count: number } {
  const of = new Uint32Array(parents.length);
  let count = 0;
  // A root stands before all others of its set, so its number is known when they come.
  for (let index = 0; index < parents.length; index++) {
    const root = rootOf(parents, index);
    of[index] = root === index ? count++ : of[root]!;
  }
  return { of, count };
}
