import type { Decider } from '../model/grader.ts';
import type { TrailingOptions } from './part.ts';
import { quantified } from './quantifier.ts';

/**
 * Passes where every part passes; its score is the lowest of theirs.
 *
 * One part that fails settles it, and the reason names it. Short of that, a part that could not be scored makes
 * the whole a failed score. All parts are asked, also when one has settled it.
 *
 *     all(contains({ value: 'Dear' }), not(contains({ value: 'As an AI' })), { name: 'polite' })
 */
export function all<Input, Expected>(...parts: readonly Decider<Input, Expected>[]): Decider<Input, Expected>;
export function all<Input, Expected>(
  ...partsAndOptions: readonly [...Decider<Input, Expected>[], TrailingOptions]
): Decider<Input, Expected>;
export function all(...args: readonly (Decider | TrailingOptions)[]): Decider {
  return quantified({ kind: 'all', settles: false }, args);
}
