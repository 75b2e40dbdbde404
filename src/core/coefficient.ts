import type { Coefficient } from '../model/agreement.ts';
import type { Agreement, Crosstab } from './stats/agreement.ts';
import { bcaInterval } from './stats/bca.ts';
import { type Interval, wilson, Z } from './stats/interval.ts';

/** The large-sample interval holds from so many cases on. */
const LARGE = 50;

/**
 * A coefficient of the trials' table with its interval: value ± 1.96 SE, clipped, for 50 cases or more with a
 * trial each; else a BCa bootstrap over the cases. Where nothing varies neither says anything: then it is what
 * Wilson's limits of the agreement make of it.
 *
 * @param cases a table of counts for each case.
 */
export function coefficientOf(
  cases: readonly Crosstab[],
  statistic: (table: Crosstab) => Agreement | null,
): Coefficient {
  const table = addTables(cases);
  const found = statistic(table);
  if (found === null) return { value: null, low: null, high: null, method: null };
  const { value, standardError, chance } = found;
  const trials = sum(table.flat());
  const atEnds = (interval: Interval | null, method: Coefficient['method']): Coefficient => ({
    value,
    // A bootstrap of few cases may pass the value by.
    low: interval && Math.max(-1, Math.min(value, interval[0])),
    high: interval && Math.min(1, Math.max(value, interval[1])),
    method: interval && method,
  });
  if (standardError === 0) return atEnds(ofAgreement(table, cases.length, chance), 'wilson');
  if (cases.length >= LARGE && trials === cases.length) {
    return atEnds([value - Z * standardError, value + Z * standardError], 'large-sample');
  }
  return atEnds(
    bcaInterval(cases, (some) => statistic(addTables(some))?.value ?? null),
    'bca',
  );
}

/** What the agreement's limits allow, at the same agreement by chance. */
function ofAgreement(table: Crosstab, cases: number, chance: number): Interval | null {
  const agreement = sum(table.map((row, i) => row[i]!)) / sum(table.flat());
  // One of the two knows one class only: there is nothing to agree on beyond chance.
  if (agreement > 0 && agreement < 1) return null;
  const [low, high] = wilson(agreement, cases);
  return [(low - chance) / (1 - chance), (high - chance) / (1 - chance)];
}

function addTables(tables: readonly Crosstab[]): Crosstab {
  const total = tables[0]!.map((row) => row.map(() => 0));
  for (const table of tables) {
    for (let i = 0; i < table.length; i++) {
      for (let j = 0; j < table.length; j++) total[i]![j]! += table[i]![j]!;
    }
  }
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
