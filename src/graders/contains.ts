import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { type FindTextOptions, searchable } from './find-text.ts';
import { makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface ContainsOptions extends FindTextOptions {}

/**
 * The answer has the text somewhere in it: a part of a word counts ("happy" is in "unhappy"), and so does a
 * part of a number (use `numeric` for numbers, `regex` for word boundaries).
 *
 * - Looked for is `value`: a text, or a function of the sample. Without it, the case's `expected`.
 * - Both sides are composed (Unicode NFC). White space is not touched: it is part of what is looked for.
 * - An empty text would be found everywhere: given as `value` it is a `UserError` at definition, from a case
 *   a failed score. So is null, undefined or an object.
 *
 *     contains({ value: 'refund', caseSensitive: false })
 *     contains({ value: ({ input }) => input.customerName })
 */
export function contains<Input, Expected>(
  options: ContainsOptions & { readonly value: (sample: Sample<Input, Expected>) => Text },
): Decider<Input, Expected>;
export function contains<Input = unknown, Expected = unknown>(
  options: ContainsOptions & { readonly value: string },
): Decider<Input, Expected>;
export function contains<Input = unknown, Expected extends Text = Text>(
  options?: ContainsOptions,
): Decider<Input, Expected>;
export function contains(
  options: ContainsOptions & { readonly value?: string | ((sample: Sample) => unknown) } = {},
): Decider {
  checkOptions('contains', options, { caseSensitive: 'boolean', value: 'string function' });
  const { name = 'contains', value } = options;
  if (value === '')
    throw new UserError('contains: value is empty', 'Every text contains it. Name the text to find.');
  const normalize = searchable(options);
  return makeGrader('contains', options, (sample: Sample) => {
    const wanted = expectedText(
      name,
      typeof value === 'function' ? value(sample) : value === undefined ? sample.expected : value,
    );
    if (wanted === '') throw new Error(`${name} has nothing to look for: every text contains ""`);
    const found = normalize(sample.output).includes(normalize(wanted));
    return verdict(found, `${found ? 'found' : 'did not find'} ${quote(wanted)} in ${quote(sample.output)}`);
  });
}
