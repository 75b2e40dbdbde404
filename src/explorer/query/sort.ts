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
  const keys = new Float64Array(columns.ids.length);
  for (const place of places) {
    const key = sign * (one ? after!(place) : after!(place) - before!(place));
    keys[place] = Number.isNaN(key) ? Number.POSITIVE_INFINITY : key;
  }
  return places.slice().sort((i, j) => (keys[i] === keys[j] ? i - j : keys[i]! < keys[j]! ? -1 : 1));
}
