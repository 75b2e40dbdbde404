import { type GateResult, isComparisonGate } from '../model/gate.ts';
import type { Summary } from '../model/summary.ts';
import { decisiveComparisons } from './gates/compared.ts';
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
  // 0.05, and not 0.050000000000000044.
  const alpha = Math.round((1 - confidence) * 1e12) / 1e12;
  if (instalments === null || instalments.of !== NOMINAL.length) return alpha;
  return (alpha / ALPHA) * NOMINAL[instalments.released - 1]!;
}

/** What may be bought next: another share of the cases, or one more repetition of all that were bought. */
export type Held = 'share' | 'repetition';

/** Whether it is needed, by the summary of what has been bought so far. */
export type Look = (summary: Summary, held: Held) => 'release' | 'stop';

/**
 * What a look says of a run in instalments: another share of the cases is needed while more of them could decide what
 * the run is about; one more repetition where a gate failed by its scores.
 */
export function lookAt(summary: Summary, held: Held): 'release' | 'stop' {
  const isNeeded = held === 'share' ? isOpen(summary) : wantsConfirmation(summary);
  return isNeeded ? 'release' : 'stop';
}

/** Gates say what the run is about, each with its own metric, slice and margin; without any that compares, verdicts do. */
function isOpen({ comparisons, gates }: Summary): boolean {
  if (gates.some(isUndecided)) return true;
  if (gates.some(({ gate }) => isComparisonGate(gate))) return false;
  return decisiveComparisons(comparisons).some(
    ({ verdict: { type } }) => type === 'unclear' || type === 'unknown',
  );
}

/** Whether more cases could make it another outcome. What is not comparable stays so, and what was spent is spent. */
function isUndecided({ finding }: GateResult): boolean {
  switch (finding.type) {
    case 'difference':
    case 'share':
      return finding.reading === 'open' || finding.reading === 'missing';
    case 'cases':
      return finding.failed.length === 0 && finding.missing.length > 0;
    case 'nothing':
      return finding.reason === 'too little data' || finding.reason === 'no such slice';
    default:
      return false;
  }
}
