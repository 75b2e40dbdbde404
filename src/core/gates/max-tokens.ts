import type { GateOf } from '../../model/gate.ts';
import { meanOf } from '../stats/sum.ts';
import { askedVariants, type GateRule, nothing } from './judging.ts';
import { makeGate, type VariantOptions } from './make-gate.ts';

/** Fails where an answer takes more tokens than this, in and out, in the mean over the cases, or where that is not known. */
export function maxTokens(tokens: number, options: VariantOptions = {}): GateOf<'maxTokens'> {
  return makeGate('maxTokens', { ...options, tokens });
}

export const maxTokensRule: GateRule<GateOf<'maxTokens'>> = {
  looksAt: askedVariants,
  judge({ tokens }, variant, { table }) {
    const column = table.variants.find(({ name }) => name === variant)!.tokens;
    const known = column.filter((mean) => !Number.isNaN(mean));
    if (known.length === 0) return nothing('amount not known');
    const amount = meanOf(known);
    return { holds: amount <= tokens, finding: { type: 'amount', amount }, facts: null };
  },
};
