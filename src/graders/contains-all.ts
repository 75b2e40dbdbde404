import type { Decider, Sample } from '../model/grader.ts';
import { containsSeveral } from './contains-several.ts';
import type { Text } from './expected-text.ts';
import type { FindTextOptions } from './find-text.ts';

export interface ContainsAllOptions extends FindTextOptions {}

/**
 * The answer has each of several texts somewhere in it, each found as `contains` finds one; the reason names those
 * that are missing.
 *
 * - Looked for are `values`: a list, or a function of the sample. Without it, the case's `expected` is the list.
 * - A text counts wherever it is, also within another that was found: order, overlaps and repetition are not looked at.
 * - A list that is empty, or has an empty text in it, is a `UserError` at definition, from a case a failed score.
 *   A comma splits nothing.
 *
 *     containsAll({ values: ['refund', '14 days'], caseSensitive: false })
 *     containsAll({ values: ({ expected }) => expected.keywords })
 */
export function containsAll<Input, Expected>(
  options: ContainsAllOptions & { readonly values: (sample: Sample<Input, Expected>) => readonly Text[] },
): Decider<Input, Expected>;
export function containsAll<Input = unknown, Expected = unknown>(
  options: ContainsAllOptions & { readonly values: readonly Text[] },
): Decider<Input, Expected>;
export function containsAll<Input = unknown, Expected extends readonly Text[] = readonly Text[]>(
  options?: ContainsAllOptions,
): Decider<Input, Expected>;
export function containsAll(
  options: ContainsAllOptions & {
    readonly values?: readonly Text[] | ((sample: Sample) => readonly Text[]);
  } = {},
): Decider {
  return containsSeveral('containsAll', options);
}
