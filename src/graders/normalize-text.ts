import { foldCase } from './fold-case.ts';

/** What is no difference between two texts. */
export interface TextOptions {
  /** White space at both ends is no difference. True unless told otherwise. */
  readonly trim?: boolean;
  /** False: Unicode case folding, in which "ß" equals "SS" and the Turkish "ı" equals only itself. */
  readonly caseSensitive?: boolean;
  /** Any run of white space, line breaks included, counts as one space. */
  readonly collapseWhitespace?: boolean;
  /**
   * Punctuation (Unicode's category P) is left out. What makes a number another number stays: a mark between
   * two digits ("3.14" is not "314") and a minus before one. Symbols such as `$` and `+` are no punctuation.
   */
  readonly ignorePunctuation?: boolean;
}

export const TEXT_OPTIONS = {
  trim: 'boolean',
  caseSensitive: 'boolean',
  collapseWhitespace: 'boolean',
  ignorePunctuation: 'boolean',
} satisfies Record<keyof TextOptions, string>;

/** A text as it is compared: composed (NFC), trimmed, and whatever the options say. */
export function normalizeText(text: string, options: TextOptions): string {
  let result = text.normalize('NFC');
  if (options.caseSensitive === false) result = foldCase(result);
  if (options.ignorePunctuation) result = result.replace(PUNCTUATION, '$1');
  if (options.collapseWhitespace) result = result.replace(/\s+/g, ' ');
  return (options.trim ?? true) ? result.trim() : result;
}

/** The first group is the punctuation that stays. */
const PUNCTUATION = /((?<=\p{Nd})\p{P}(?=\p{Nd})|(?<![\p{L}\p{N}])-(?=\.?\p{Nd}))|\p{P}/gu;
