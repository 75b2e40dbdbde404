import type { Grader, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { foldCase } from './fold-case.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface ExactMatchOptions {
  /** `exactMatch` unless told otherwise. */
  readonly name?: string;
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

/**
 * The answer is the expected text.
 *
 * - Both sides are composed (Unicode NFC), so that "é" equals "e" with an accent, and trimmed.
 * - A number or a boolean is compared as its text: 18 equals "18", not "18.0" (`numeric` reads numbers).
 * - A list of texts means any of them. An empty list is a failed score.
 * - An expected value of null, undefined, NaN or an object is a failed score, never a pass.
 * - An expected value of which the normalisation leaves nothing ("?" without punctuation) is a failed score.
 *   An expected "" is a wish for an empty answer.
 *
 * `exactMatch()` compares with the case's `expected`; the option `expected` derives it from the sample:
 *
 *     exactMatch({ caseSensitive: false, expected: ({ expected }) => [expected.label, ...expected.aliases] })
 */
export function exactMatch<Input, Expected>(
  options: ExactMatchOptions & {
    readonly expected: (sample: Sample<Input, Expected>) => Text | readonly string[];
  },
): Grader<Input, Expected>;
export function exactMatch<Input = unknown, Expected extends Text = Text>(
  options?: ExactMatchOptions,
): Grader<Input, Expected>;
export function exactMatch(
  options: ExactMatchOptions & { readonly expected?: (sample: Sample) => unknown } = {},
): Grader {
  checkOptions('exactMatch', options, {
    name: 'string',
    trim: 'boolean',
    caseSensitive: 'boolean',
    collapseWhitespace: 'boolean',
    ignorePunctuation: 'boolean',
    expected: 'function',
  });
  const { name = 'exactMatch', expected } = options;
  return {
    name,
    grade(sample) {
      const wanted = expectedTexts(
        name,
        expected ? expected(sample) : sample.expected,
        expected !== undefined,
      );
      const normalized = wanted.map((text) => {
        const result = normalize(text, options);
        if (result === '' && text !== '')
          throw new Error(`${name}: nothing is left of expected ${quote(text)}`);
        return result;
      });
      const found = normalize(sample.output, options);
      const list = wanted.map(quote);
      return verdict(
        normalized.includes(found),
        `found ${quote(sample.output)}, wanted ${list.length > 5 ? `${list.slice(0, 5).join(' or ')} or ${list.length - 5} more` : list.join(' or ')}`,
      );
    },
  };
}

function expectedTexts(name: string, value: unknown, derived: boolean): readonly string[] {
  // A list in the dataset is refused: whether it means "any of" or "all of" is for the suite to say.
  if (!derived || !Array.isArray(value)) return [expectedText(name, value)];
  if (value.length === 0) throw new Error(`${name} has nothing to compare with: expected is an empty list`);
  return value.map((item) => expectedText(name, item));
}

function normalize(text: string, options: ExactMatchOptions): string {
  let result = text.normalize('NFC');
  if (options.caseSensitive === false) result = foldCase(result);
  if (options.ignorePunctuation) result = result.replace(PUNCTUATION, '$1');
  if (options.collapseWhitespace) result = result.replace(/\s+/g, ' ');
  return (options.trim ?? true) ? result.trim() : result;
}

/** The first group is the punctuation that stays. */
const PUNCTUATION = /((?<=\p{Nd})\p{P}(?=\p{Nd})|(?<![\p{L}\p{N}])-(?=\.?\p{Nd}))|\p{P}/gu;
