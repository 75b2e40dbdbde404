import type { Transition } from './comparison.ts';

/** Whether a case's mean rose (1), fell (-1) or stayed (0). What only rounding tells apart stayed. */
export function directionOf(before: number, after: number): -1 | 0 | 1 {
  const change = after - before;
  if (Math.abs(change) < 1e-12) return 0;
  return change > 0 ? 1 : -1;
}

/** From one mean score to another; one that stayed is a pass at 1 only. */
export function transitionOf(before: number, after: number): Transition {
  const direction = directionOf(before, after);
  if (direction !== 0) return direction < 0 ? 'broken' : 'fixed';
  return before === 1 ? 'both pass' : 'both fail';
}

/** How a case changed, or `error` where one of both has no mean: a comparison leaves it out. */
export type Change = Transition | 'error';

/** The most interesting first: what a reader of a comparison looks for. */
export const CHANGES = [
  'broken',
  'fixed',
  'error',
  'both fail',
  'both pass',
] as const satisfies readonly Change[];

/** @param before mean of the baseline; undefined or NaN: there is none. */
export function changeBetween(before: number | undefined, after: number | undefined): Change {
  if (before === undefined || after === undefined || Number.isNaN(before) || Number.isNaN(after))
    return 'error';
  return transitionOf(before, after);
}

/** The worst change under any of several variants; of the baseline alone, whether it passes. */
export function worstChange(before: number | undefined, after: readonly (number | undefined)[]): Change {
  const changes =
    after.length === 0 ? [changeBetween(before, before)] : after.map((mean) => changeBetween(before, mean));
  return CHANGES.find((change) => changes.includes(change))!;
}
