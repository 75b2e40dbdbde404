import { diffArrays } from 'diff/lib/diff/array.js';
import type { WordDiff } from './protocol.ts';

/** Texts that share less are different texts: a diff of them is noise, and takes long. */
const LEAST_SHARED = 0.35;
/** Milliseconds. */
const LONGEST = 400;

/** Two texts word by word. */
export function wordDiff(a: string, b: string): WordDiff {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  const shared = sharedWords(left.filter(isWord), right.filter(isWord));
  if (shared < LEAST_SHARED) return { shared, parts: 'unlike' };
  const changes = diffArrays(left, right, { timeout: LONGEST });
  const parts = changes?.map(({ value, added, removed }) => ({
    text: value.join(''),
    in: added ? ('b' as const) : removed ? ('a' as const) : ('both' as const),
  }));
  return { shared, parts: parts ?? 'too long' };
}

function sharedWords(left: readonly string[], right: readonly string[]): number {
  if (left.length + right.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    both++;
  }
  return (2 * both) / (left.length + right.length);
}

/** Blanks, words, and every other character by itself: Chinese and Japanese have no blanks between words. */
const PIECES = /\s+|[[\p{L}\p{M}\p{N}_]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]+|./gsv;

function piecesOf(text: string): string[] {
  return text.match(PIECES) ?? [];
}

function isWord(piece: string): boolean {
  return /\S/.test(piece);
}
