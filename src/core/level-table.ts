import type { LevelTable } from '../model/calibration.ts';
import { coefficientOf } from './coefficient.ts';
import { cohensKappa } from './stats/agreement.ts';

/** More levels than these make no table that is read. */
const MOST_LEVELS = 10;

/**
 * Humans' scores against the judge's, where they are of a few levels that are more than pass and fail; null
 * otherwise. Its kappa weighs a difference by its square (Cohen 1968), for levels are ordered.
 */
export function levelTable(
  cases: readonly (readonly { readonly human: number; readonly judge: number }[])[],
): LevelTable | null {
  const levels = [...new Set(cases.flat().flatMap(({ human, judge }) => [human, judge]))].sort(
    (a, b) => a - b,
  );
  if (levels.length > MOST_LEVELS || levels.every((level) => level === 0 || level === 1)) return null;
  const tables = cases.map((ratings) => {
    const table = levels.map(() => levels.map(() => 0));
    for (const { human, judge } of ratings) table[levels.indexOf(human)]![levels.indexOf(judge)]!++;
    return table;
  });
  const weights = (i: number, j: number) => 1 - (levels[i]! - levels[j]!) ** 2;
  return {
    levels,
    table: levels.map((_, i) => levels.map((_, j) => tables.reduce((sum, own) => sum + own[i]![j]!, 0))),
    kappa: coefficientOf(tables, (table) => cohensKappa(table, weights)),
  };
}
