import type { Change } from '../../model/transition.ts';
import { changeKind } from './change-kinds.ts';
import { count, counted } from './numbers.ts';

/** Which texts a page holds. */
export interface Held {
  /** Cases with texts, and all. */
  readonly texts: number;
  readonly cases: number;
  /** Of each kind of change, the first first. */
  readonly kinds: readonly { readonly change: Change; readonly held: number; readonly of: number }[];
  /** Long texts are cut to head and tail. */
  readonly clipped: boolean;
  /** Bytes that the page may have. */
  readonly budget: number;
  /** The file with all texts; null: there is none. */
  readonly sideFile: string | null;
  /** Variants of the run. */
  readonly variants: number;
}

/** What a page leaves out, and where that is; null: nothing. */
export function leftOutStatement(held: Held): string | null {
  const { texts, cases, clipped, budget, sideFile } = held;
  if (texts === cases && !clipped) return null;
  const aim = `to stay under ${megabytes(budget)}`;
  const cut = 'texts of more than 20,000 characters are cut to head and tail';
  const sentences = [
    texts < cases
      ? `This file holds the full text of ${count(texts)} of ${counted(cases, 'case')}${kinds(held)}, ${aim}.`
      : `This file holds the texts of all cases, but ${cut}, ${aim}.`,
    ...(texts < cases && clipped ? [`${cut[0]!.toUpperCase()}${cut.slice(1)}.`] : []),
    ...(texts < cases ? [`The numbers, filters and slices cover all ${counted(cases, 'case')}.`] : []),
    ...(sideFile === null ? [] : [`All texts are in ${sideFile}: drop it on this page.`]),
  ];
  return sentences.join(' ');
}

/** ` (all 4,648 broken, 2,531 of 13,239 fixed)`. */
function kinds({ kinds: all, variants }: Held): string {
  const there = all.filter(({ held }) => held > 0);
  if (there.length === 0) return '';
  const parts = there.map(({ change, held, of }) => {
    const word =
      change === 'error' ? 'without a result' : changeKind(change, variants > 1).word.toLowerCase();
    return held === of ? `all ${count(of)} ${word}` : `${count(held)} of ${count(of)} ${word}`;
  });
  return ` (${parts.join(', ')}${variants > 2 ? ', under any variant' : ''})`;
}

/** 16,000,000 → `16 MB`; 20,000 → `0.02 MB`. */
export function megabytes(bytes: number): string {
  return `${Number((bytes / 1e6).toPrecision(bytes < 1e6 ? 2 : 3)).toLocaleString('en')} MB`;
}
