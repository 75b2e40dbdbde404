import type { Decider, Sample } from '../model/grader.ts';
import { containsSeveral } from './contains-several.ts';
import type { Text } from './expected-text.ts';
import type { FindTextOptions } from './find-text.ts';

export interface ContainsAnyOptions extends FindTextOptions {}

/**
 * The answer has at least one of several texts somewhere in it, found as `contains` finds one; the reason names the
 * first of the list that is there.
 *
 * - Looked for are `values`: a list, or a function of the sample. Without it, the case's `expected` is the list.
 * - A list that is empty, or has an empty text in it, is a `UserError` at definition, from a case a failed score.
 *   A comma splits nothing.
 *
 *     containsAny({ values: ['sorry', 'apologise'], caseSensitive: false })
 */
export function containsAny<Input, Expected>(
  options: ContainsAnyOptions & { readonly values: (sample: Sample<Input, Expected>) => readonly Text[] },
): Decider<Input, Expected>;
export function containsAny<Input = unknown, Expected = unknown>(
  options: ContainsAnyOptions & { readonly values: readonly Text[] },
): Decider<Input, Expected>;
export function containsAny<Input = unknown, Expected extends readonly Text[] = readonly Text[]>(
  options?: ContainsAnyOptions,
): Decider<Input, Expected>;
export function containsAny(
  options: ContainsAnyOptions & {
    readonly values?: readonly Text[] | ((sample: Sample) => readonly Text[]);
  } = {},
): Decider {
  return containsSeveral('containsAny', options);
}
