import type { Decider } from '../model/grader.ts';
import type { TrailingOptions } from './part.ts';
import { quantified } from './quantifier.ts';

/**
 * Passes where at least one part passes; its score is the highest of theirs.
 *
 * One part that passes settles it, and the reason names it. Short of that, a part that could not be scored makes
 * the whole a failed score. All parts are asked, also when one has settled it.
 *
 *     any(exactMatch(), contains({ value: ({ expected }) => `**${expected}**` }))
 */
export function any<Input, Expected>(...parts: readonly Decider<Input, Expected>[]): Decider<Input, Expected>;
export function any<Input, Expected>(
  ...partsAndOptions: readonly [...Decider<Input, Expected>[], TrailingOptions]
): Decider<Input, Expected>;
export function any(...args: readonly (Decider | TrailingOptions)[]): Decider {
  return quantified({ kind: 'any', settles: true }, args);
}
