import { diffWordsWithSpace } from 'diff';
import type { WordDiff } from './protocol.ts';

/** Texts that share less are different texts: a diff of them is noise, and takes long. */
const LEAST_SHARED = 0.35;
/** Milliseconds. */
const LONGEST = 400;

/** Two texts word by word. */
export function wordDiff(a: string, b: string): WordDiff {
  const shared = sharedWords(a, b);
  if (shared < LEAST_SHARED) return { shared, parts: null };
  const changes = diffWordsWithSpace(a, b, { timeout: LONGEST });
  const parts = changes?.map(({ value, added, removed }) => ({
    text: value,
    in: added ? ('b' as const) : removed ? ('a' as const) : ('both' as const),
  }));
  return { shared, parts: parts ?? null };
}

function sharedWords(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
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

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}
