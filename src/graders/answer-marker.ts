import { textAfter } from './text-after.ts';

/** `ANSWER:`, `**Answer**:`, `Final answer:`: the word, whatever its case, and a colon. */
const ANSWER_MARKER = /(?<![\p{L}\p{M}\p{N}_])answers?[\p{Zs}\t*_`"'”’)\]]*[:：]/iu;

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;

/**
 * The line on which an answer stands: what follows the **last** marker, since a model that thinks aloud corrects
 * itself, on its line or else on the next that is not blank. Undefined without a marker; empty where an answer was
 * cut off behind it, and what stood behind an earlier marker is not read in its stead.
 */
export function answerLine(output: string, marker: string | RegExp = ANSWER_MARKER): string | undefined {
  const rest = textAfter(output.normalize('NFC'), marker);
  if (rest === undefined) return undefined;
  const [line = ''] = rest.replace(/^[\s*_`]+/, '').split(LINE_BREAK, 1);
  return line.trim();
}

export const MARKER_OPTION = { marker: 'string object' } as const;

export interface MarkerOptions {
  /** Stands before the answer: a text as it is written, or a pattern. `ANSWER:` in any case unless told otherwise. */
  readonly marker?: string | RegExp;
}
