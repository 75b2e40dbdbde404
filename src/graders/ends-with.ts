import type { Decider, Sample } from '../model/grader.ts';
import { type AffixOptions, affixed } from './affixed.ts';
import type { Text } from './expected-text.ts';

export interface EndsWithOptions extends AffixOptions {}

/**
 * The answer ends with a text.
 *
 * - It is `value`: a text, or a function of the sample. Without it, the case's `expected`.
 * - White space at the end of both is left out, unless `trim: false`; elsewhere it is part of the text.
 * - Both sides are composed (Unicode NFC). It is no word that is looked for: "unhappy" ends with "happy", and
 *   "18" begins with "1" (use `regex` for word boundaries).
 * - A text of which nothing is left would match everything: given as `value` it is a `UserError` at definition, from
 *   a case a failed score. So is null, undefined or an object.
 *
 *     endsWith({ value: 'Kind regards' })
 */
export function endsWith<Input, Expected>(
  options: EndsWithOptions & { readonly value: (sample: Sample<Input, Expected>) => Text },
): Decider<Input, Expected>;
export function endsWith<Input = unknown, Expected = unknown>(
  options: EndsWithOptions & { readonly value: string },
): Decider<Input, Expected>;
export function endsWith<Input = unknown, Expected extends Text = Text>(
  options?: EndsWithOptions,
): Decider<Input, Expected>;
export function endsWith(
  options: EndsWithOptions & { readonly value?: string | ((sample: Sample) => unknown) } = {},
): Decider {
  return affixed('endsWith', options);
}
