import type { CaseColumns } from '../../pack/columns.ts';
import { numberOf, type Pair } from './filter.ts';
import type { NumberName } from './parse-query.ts';

/** By what a list can be ordered, beside the order of the run: what changed most between the two first. */
export const SORTS = [
  { name: 'cost', word: 'cost added', alone: 'cost', of: 'cost' },
  { name: 'tokens', word: 'tokens added', alone: 'tokens', of: 'tokens' },
  { name: 'time', word: 'time added', alone: 'time', of: 'time' },
  { name: 'score', word: 'score lost', alone: 'score', of: 'score' },
] as const satisfies readonly { name: string; word: string; alone: string; of: NumberName }[];

/** The places, what grew most first (of scores: what fell most); those of which it is not known at the end. */
export function sortCases(
  places: Uint32Array,
  columns: CaseColumns,
  pair: Pair,
  sort: string | null,
): Uint32Array {
  const by = SORTS.find(({ name }) => name === sort);
  if (by === undefined) return places;
  const [before, after] = [pair.a, pair.b].map((place) => numberOf(columns.variants[place]!, by.of));
  const one = pair.a === pair.b;
  const sign = by.of === 'score' ? 1 : -1;
  // Numbers are sorted many times faster than places by a function of theirs.
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i++) {
    const place = places[i]!;
    const key = sign * (one ? after!(place) : after!(place) - before!(place));
    keys[i] = rankOf(key) * MOST_CASES + i;
  }
  keys.sort();
  const sorted = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) sorted[i] = places[keys[i]! % MOST_CASES]!;
  return sorted;
}

/** As many as there is room for beside 32 bits in a number that is whole. */
const MOST_CASES = 2 ** 21;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** A whole number of 32 bits, ordered as the values are, which are rounded to seven digits; not a number comes last. */
function rankOf(value: number): number {
  if (Number.isNaN(value)) return 2 ** 32 - 1;
  // Without a negative zero.
  float[0] = value + 0;
  const raw = bits[0]!;
  return raw >= 2 ** 31 ? 2 ** 32 - 1 - raw : raw + 2 ** 31;
}
