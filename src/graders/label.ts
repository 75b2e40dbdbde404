import { normalizeText, type TextOptions } from './normalize-text.ts';

/** UTF-16 units. What is longer is prose. */
const LONGEST = 100;

const PUNCTUATION_AT_ENDS = /^[\s\p{P}]+|[\s\p{P}]+$/gu;

/**
 * A text as the label of a class; null where it could be none: empty, several lines, or longer than 100
 * characters. Punctuation that does not matter is left out at the ends only, so that `account_access` stays
 * readable.
 */
export function asLabel(text: string, options: TextOptions): string | null {
  const whole = text.trim();
  // Before the pattern, which takes its time on long runs of punctuation.
  if (whole.length > 2 * LONGEST) return null;
  const bare = options.ignorePunctuation ? whole.replace(PUNCTUATION_AT_ENDS, '') : whole;
  const label = normalizeText(bare, { ...options, trim: true, ignorePunctuation: false });
  return label === '' || label.length > LONGEST || /[\n\r\u0085\u2028\u2029]/.test(label) ? null : label;
}
