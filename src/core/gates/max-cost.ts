import type { GateOf } from '../../model/gate.ts';
import { type GateRule, nothing } from './judging.ts';
import { makeGate } from './make-gate.ts';

/**
 * Fails where the run has cost more, judges and batches that were bought twice included, or where that is not known.
 *
 * @param dollars US dollars. To send nothing beyond an amount in the first place, give the suite a `maxCost`.
 */
export function maxCost(dollars: number): GateOf<'maxCost'> {
  return makeGate('maxCost', { dollars });
}

export const maxCostRule: GateRule<GateOf<'maxCost'>> = {
  judgeRun({ dollars }, { ledger }) {
    const isKnown = ledger.lines.every(({ settled, lost }) => settled !== null && lost !== null);
    const amount = ledger.settled + ledger.lost;
    // What is known of it may be too much already.
    if (!isKnown && amount <= dollars) return nothing('amount not known');
    return { holds: amount <= dollars, finding: { type: 'amount', amount }, facts: null };
  },
};
