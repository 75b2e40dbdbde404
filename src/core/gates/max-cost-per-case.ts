import type { GateOf } from '../../model/gate.ts';
import { askedVariants, type GateRule, nothing, summaryOf } from './judging.ts';
import { makeGate, type VariantOptions } from './make-gate.ts';

/**
 * Fails where an answered case costs more than this, with all its repetitions and without its judges, or where that is
 * not known.
 *
 * @param dollars US dollars.
 */
export function maxCostPerCase(dollars: number, options: VariantOptions = {}): GateOf<'maxCostPerCase'> {
  return makeGate('maxCostPerCase', { ...options, dollars });
}

export const maxCostPerCaseRule: GateRule<GateOf<'maxCostPerCase'>> = {
  looksAt: askedVariants,
  judge({ dollars }, variant, input) {
    const { perThousandCases } = summaryOf(variant, input).cost;
    if (perThousandCases === null) return nothing('amount not known');
    const amount = perThousandCases / 1000;
    return { holds: amount <= dollars, finding: { type: 'amount', amount }, facts: null };
  },
};
