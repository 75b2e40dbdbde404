import { type Drop, LISTED_DROPS, type MetricComparison } from '../model/comparison.ts';
import { directionOf } from '../model/transition.ts';
import type { ScoreColumn } from './stats/scores.ts';

/** Which cases changed between two variants. */
export type CaseChanges = Pick<
  MetricComparison,
  'fixed' | 'broken' | 'bothPass' | 'bothFail' | 'fixedCases' | 'brokenCases' | 'drops'
>;

/** Where no case is in both. */
export const NO_CHANGES: CaseChanges = {
  fixed: 0,
  broken: 0,
  bothPass: 0,
  bothFail: 0,
  fixedCases: [],
  brokenCases: [],
  drops: [],
};

/**
 * @param a The same cases as b's in the same order, all with scores.
 * @param listed Ids of each kind at the most.
 */
export function caseChanges(
  a: ScoreColumn,
  b: ScoreColumn,
  idOf: (place: number) => string,
  listed: number,
): CaseChanges {
  const fixedCases: string[] = [];
  const brokenCases: string[] = [];
  let drops: { readonly place: number; readonly by: number }[] = [];
  let [fixed, broken, bothPass, bothFail] = [0, 0, 0, 0];
  for (let i = 0; i < a.means.length; i++) {
    const direction = directionOf(a.means[i]!, b.means[i]!);
    if (direction > 0) {
      if (fixed++ < listed) fixedCases.push(idOf(i));
    } else if (direction < 0) {
      if (broken++ < listed) brokenCases.push(idOf(i));
      drops.push({ place: i, by: a.means[i]! - b.means[i]! });
      if (drops.length > 100 * LISTED_DROPS) drops = largest(drops);
    } else if (a.means[i] === 1) bothPass++;
    else bothFail++;
  }
  const isBinary = a.binary && b.binary;
  return {
    fixed,
    broken,
    bothPass,
    bothFail,
    fixedCases,
    brokenCases,
    drops: isBinary
      ? []
      : largest(drops).map(
          ({ place }): Drop => ({
            case: idOf(place),
            before: a.means[place]!,
            after: b.means[place]!,
          }),
        ),
  };
}

function largest<D extends { readonly by: number; readonly place: number }>(drops: readonly D[]): D[] {
  return drops.toSorted((one, other) => other.by - one.by || one.place - other.place).slice(0, LISTED_DROPS);
}
