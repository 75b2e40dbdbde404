import type { Case } from '../model/case.ts';
import type { CaseSelection, CaseView } from '../model/case-view.ts';
import type { TrialRecord } from '../model/record.ts';
import { CHANGES, type Change, worstChange } from '../model/transition.ts';
import { meanScore } from './stats/scores.ts';

/** Cases that a report shows in full; the rest is counted. */
export const SHOWN_CASES = 500;

/** Picks the cases that a report shows, holding at most {@link SHOWN_CASES} of each kind meanwhile. */
export interface CaseSelector {
  /** All records of one case, by variant, then by repetition. */
  addCase(row: Case, records: readonly TrialRecord[]): void;
  finish(): CaseSelection;
}

export function caseSelector(
  variants: readonly string[],
  baseline: string,
  shown = SHOWN_CASES,
): CaseSelector {
  const kinds = new Map<Change, CaseView[]>(CHANGES.map((change) => [change, []]));
  let total = 0;
  return {
    addCase(row, records) {
      total++;
      const change = changeOf(records, variants, baseline);
      const kind = kinds.get(change)!;
      if (kind.length < shown) kind.push({ case: row, change, records });
    },
    finish: () => ({ shown: CHANGES.flatMap((change) => kinds.get(change)!).slice(0, shown), total }),
  };
}

function changeOf(records: readonly TrialRecord[], variants: readonly string[], baseline: string): Change {
  const scoreOf = records.some(decides) ? passScore : firstScore;
  const means = new Map(
    variants.map((variant) => [
      variant,
      meanScore(records.filter((record) => record.variant === variant).map(scoreOf))?.mean,
    ]),
  );
  const others = variants.filter((variant) => variant !== baseline).map((variant) => means.get(variant));
  return worstChange(means.get(baseline), others);
}

/** As in the comparison: pass or fail where there is a gate, else the first score that is not advisory. */
function decides({ scores }: TrialRecord): boolean {
  return Object.values(scores).some((score) => score.outcome === 'scored' && score.pass !== null);
}

function passScore({ pass }: TrialRecord): number | null {
  return pass === null ? null : Number(pass);
}

function firstScore({ scores }: TrialRecord): number | null {
  const first = Object.values(scores).find(({ role }) => role !== 'advisory');
  return first?.outcome === 'scored' ? first.score : null;
}
