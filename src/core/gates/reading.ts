import type { Reading } from '../../model/gate.ts';

/** The ends of an interval; null: not enough data. */
export interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

/** Whether an interval shows a claim, its contrary, or neither. */
export type Claim = (low: number, high: number) => 'holds' | 'broken' | 'open';

/**
 * What a claim comes to on the cases that have scores, and if all that is missing were as bad as can be.
 *
 * @param worst null: nothing is missing.
 * @returns null where there is not enough data.
 */
export function readingOf(claim: Claim, found: Ends, worst: Ends | null): Reading | null {
  const [own, atWorst] = [found, worst ?? found].map(({ low, high }) =>
    low === null || high === null ? null : claim(low, high),
  );
  if (own == null || atWorst == null) return null;
  if (own === 'broken' || own === atWorst) return own;
  return atWorst === 'broken' ? 'missing' : 'open';
}
