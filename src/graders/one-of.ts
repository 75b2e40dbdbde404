import { UserError } from '../model/errors.ts';
import type { Decider, Label, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { asLabel } from './label.ts';
import { normalizeText, TEXT_OPTIONS, type TextOptions } from './normalize-text.ts';
import { anyOf, quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface OneOfOptions extends GraderOptions, TextOptions {}

/**
 * The answer is one of several texts, each compared as `exactMatch` does.
 *
 * - With `values` (a list, or a function of the sample) it is one of those, **whatever the case expects**: a test
 *   of the form, beside a grader of what is right. The labels are the values as they are written, and an answer
 *   outside of them has none.
 * - Without, the case's `expected` is a list, and each of it is right. The label that was expected is the one that
 *   was found, or else the first.
 * - A number or a boolean is compared as its text. An empty list, and anything else in it, is a failed score; given
 *   as `values`, a `UserError` at definition. So are two values that are the same when compared.
 *
 *     oneOf()
 *     oneOf({ values: ['billing', 'bug', 'other'], caseSensitive: false, role: 'metric', name: 'known label' })
 */
export function oneOf<Input, Expected>(
  options: OneOfOptions & {
    readonly values: readonly Text[] | ((sample: Sample<Input, Expected>) => readonly Text[]);
  },
): Decider<Input, Expected>;
export function oneOf<Input = unknown, Expected extends readonly Text[] = readonly Text[]>(
  options?: OneOfOptions,
): Decider<Input, Expected>;
export function oneOf(
  options: OneOfOptions & { readonly values?: readonly Text[] | ((sample: Sample) => readonly Text[]) } = {},
): Decider {
  checkOptions('oneOf', options, { ...TEXT_OPTIONS, values: 'object function' });
  const { name = 'oneOf', values } = options;
  if (values !== undefined && typeof values !== 'function') checkValues(name, values, options);

  return makeGrader('oneOf', options, (sample: Sample) => {
    const list = texts(
      name,
      typeof values === 'function' ? values(sample) : (values ?? sample.expected),
      options,
    );
    const answer = normalizeText(sample.output, options);
    const found = list.find((text) => normalizeText(text, options) === answer);
    return verdict(
      found !== undefined,
      `found ${quote(sample.output)}, wanted ${anyOf(list)}`,
      values === undefined
        ? ofRightOnes(list, found, sample.output, options)
        : {
            expected: expectedLabel(list, sample.expected, options),
            predicted: found?.normalize('NFC') ?? null,
          },
    );
  });
}

/** Of a list that is expected: all of it is right. */
function ofRightOnes(
  list: readonly string[],
  found: string | undefined,
  output: string,
  options: TextOptions,
): Label {
  return {
    expected: asLabel(found ?? list[0]!, options),
    predicted: asLabel(found ?? output, options),
  };
}

/** The value that a case expects; null where it does not expect a text. */
function expectedLabel(list: readonly string[], expected: unknown, options: TextOptions): string | null {
  if (!['string', 'number', 'boolean'].includes(typeof expected)) return null;
  const wanted = normalizeText(String(expected), options);
  const value = list.find((text) => normalizeText(text, options) === wanted);
  return value === undefined ? asLabel(String(expected), options) : value.normalize('NFC');
}

function texts(name: string, value: unknown, options: TextOptions): readonly string[] {
  if (!Array.isArray(value)) throw new Error(`${name} has nothing to compare with: it takes a list`);
  if (value.length === 0) throw new Error(`${name} has nothing to compare with: the list is empty`);
  return value.map((item) => {
    const text = expectedText(name, item);
    if (text !== '' && normalizeText(text, options) === '') {
      throw new Error(`${name}: nothing is left of ${quote(text)}`);
    }
    return text;
  });
}

function checkValues(name: string, values: readonly Text[], options: TextOptions): void {
  const seen = new Map<string, string>();
  for (const text of textsOrFault(name, values, options)) {
    const compared = normalizeText(text, options);
    const other = seen.get(compared);
    if (other !== undefined) {
      throw new UserError(`${name}: ${quote(other)} and ${quote(text)} are the same value`, 'Leave one out.');
    }
    seen.set(compared, text);
  }
}

function textsOrFault(name: string, values: readonly Text[], options: TextOptions): readonly string[] {
  try {
    return texts(name, values, options);
  } catch (error) {
    throw new UserError((error as Error).message, "values: ['billing', 'bug', 'other']");
  }
}
