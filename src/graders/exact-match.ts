import type { Decider, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { asLabel } from './label.ts';
import { normalizeText, TEXT_OPTIONS, type TextOptions } from './normalize-text.ts';
import { anyOf, quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface ExactMatchOptions extends GraderOptions, TextOptions {}

/**
 * The answer is the expected text.
 *
 * - Both sides are composed (Unicode NFC), so that "é" equals "e" with an accent, and trimmed.
 * - A number or a boolean is compared as its text: 18 equals "18", not "18.0" (`numeric` reads numbers).
 * - A list of texts means any of them. An empty list is a failed score.
 * - An expected value of null, undefined, NaN or an object is a failed score, never a pass.
 * - An expected value of which the normalisation leaves nothing ("?" without punctuation) is a failed score.
 *   An expected "" is a wish for an empty answer.
 * - Where the expected text could be a label (one line of at most 100 characters), it is one; of a list, the
 *   first, and the others are other ways to write it. Labels are as they are compared: folded without regard to
 *   case, and without the punctuation at their ends where that is ignored.
 *
 * `exactMatch()` compares with the case's `expected`; the option `expected` derives it from the sample:
 *
 *     exactMatch({ caseSensitive: false, expected: ({ expected }) => [expected.label, ...expected.aliases] })
 */
export function exactMatch<Input, Expected>(
  options: ExactMatchOptions & {
    readonly expected: (sample: Sample<Input, Expected>) => Text | readonly string[];
  },
): Decider<Input, Expected>;
export function exactMatch<Input = unknown, Expected extends Text = Text>(
  options?: ExactMatchOptions,
): Decider<Input, Expected>;
export function exactMatch(
  options: ExactMatchOptions & { readonly expected?: (sample: Sample) => unknown } = {},
): Decider {
  checkOptions('exactMatch', options, {
    ...TEXT_OPTIONS,
    expected: 'function',
  });
  const { name = 'exactMatch', expected } = options;
  return makeGrader('exactMatch', options, (sample: Sample) => {
    const wanted = expectedTexts(name, expected ? expected(sample) : sample.expected, expected !== undefined);
    const normalized = wanted.map((text) => {
      const result = normalizeText(text, options);
      if (result === '' && text !== '')
        throw new Error(`${name}: nothing is left of expected ${quote(text)}`);
      return result;
    });
    const pass = normalized.includes(normalizeText(sample.output, options));
    const label = asLabel(wanted[0]!, options);
    return verdict(
      pass,
      `found ${quote(sample.output)}, wanted ${anyOf(wanted)}`,
      label === null
        ? undefined
        : { expected: label, predicted: pass ? label : asLabel(sample.output, options) },
    );
  });
}

function expectedTexts(name: string, value: unknown, derived: boolean): readonly string[] {
  // A list in the dataset is refused: whether it means "any of" or "all of" is for the suite to say.
  if (!derived || !Array.isArray(value)) return [expectedText(name, value)];
  if (value.length === 0) throw new Error(`${name} has nothing to compare with: expected is an empty list`);
  return value.map((item) => expectedText(name, item));
}
