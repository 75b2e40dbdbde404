import type { Run } from '../data/run.ts';
import type { Pair } from './filter.ts';
import { KINDS, type Show } from './kinds.ts';
import type { Link } from './link.ts';

/** The variants that a link names; where it names none, the baseline and the first of the others. */
export function pairOf({ index }: Pick<Run, 'index'>, link: Pick<Link, 'a' | 'b'>): Pair {
  const { variants, judging } = index;
  const placeOf = (name: string | null) => variants.findIndex((variant) => variant.name === name);
  const first = placeOf(link.a);
  const a = first < 0 ? judging.baseline : first;
  const second = placeOf(link.b);
  if (second >= 0 && second !== a) return { a, b: second };
  const other = variants.findIndex((_, place) => place !== a);
  return { a, b: other < 0 ? a : other };
}

const SHOWS: readonly Show[] = [...KINDS, 'unstable', 'all'];

/** What a link asks for; else the kind of the case that it names; else the first kind that there is, never all. */
export function showOf(link: Pick<Link, 'show'>, named: number, kinds: Uint8Array): Show {
  const asked = SHOWS.find((show) => show === link.show);
  if (asked !== undefined) return asked;
  if (named >= 0) return KINDS[kinds[named]!]!;
  return KINDS.find((_, kind) => kinds.includes(kind)) ?? KINDS[0];
}
