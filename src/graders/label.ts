import { LONGEST_LABEL } from '../model/grader.ts';
import { normalizeText, type TextOptions } from './normalize-text.ts';
import { trimWhere } from './trim-where.ts';

/**
 * A text as the label of a class; null where it could be none: empty, several lines, or longer than 100
 * characters. Punctuation that does not matter is left out at the ends only, so that `account_access` stays
 * readable.
 */
export function asLabel(text: string, options: TextOptions): string | null {
  const bare = options.ignorePunctuation ? trimWhere(text, /[\s\p{P}]/u) : text;
  const label = normalizeText(bare, { ...options, trim: true, ignorePunctuation: false });
  return label === '' || label.length > LONGEST_LABEL || /[\n\r\u0085\u2028\u2029]/.test(label)
    ? null
    : label;
}
