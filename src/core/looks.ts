import type { Summary } from '../model/summary.ts';
import { wantsConfirmation } from './gates/confirmation.ts';
import { ALPHA } from './stats/interval.ts';

/**
 * The two-sided error of the interval at each of four looks, after equal shares of the cases: O'Brien & Fleming 1979,
 * Biometrics 35, 549–556; Jennison & Turnbull 2000, table 2.3. Over all looks it is 5 %, so whoever looks at every
 * one and stops at the first clear answer is wrong no more often than at the end.
 */
const NOMINAL = [0.000052, 0.0042, 0.0194, 0.0429] as const;

/** The error of a run's intervals, 1 − confidence, for the look that has been reached. */
export function alphaOf({ confidence, instalments }: Pick<Summary, 'confidence' | 'instalments'>): number {
  const alpha = 1 - confidence;
  if (instalments === null || instalments.of !== NOMINAL.length) return alpha;
  return (alpha / ALPHA) * NOMINAL[instalments.released - 1]!;
}

/** What may be bought next: another share of the cases, or one more repetition of all that were bought. */
export type Held = 'share' | 'repetition';

/** Whether it is needed, by the summary of what has been bought so far. */
export type Look = (summary: Summary, held: Held) => 'release' | 'stop';

/**
 * What a look says of a run in instalments: another share of the cases is needed while a comparison is open; one more
 * repetition where a gate failed by its scores.
 */
export function lookAt(summary: Summary, held: Held): 'release' | 'stop' {
  const isNeeded = held === 'share' ? isOpen(summary) : wantsConfirmation(summary);
  return isNeeded ? 'release' : 'stop';
}

/** Whether more cases could still decide a comparison that the run is about. */
function isOpen({ comparisons }: Summary): boolean {
  const committed = comparisons.filter(({ against }) => against.type === 'baseline');
  const asked = committed.length > 0 ? committed : comparisons;
  return asked.some(({ verdict: { type } }) => type === 'unclear' || type === 'unknown');
}
