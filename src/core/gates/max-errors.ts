import type { GateOf } from '../../model/gate.ts';
import { ACCURACY } from '../score-table.ts';
import { areTooMany, errorsOf } from './errors-of.ts';
import { everyVariant, type GateRule } from './judging.ts';
import { makeGate, type VariantOptions } from './make-gate.ts';

/**
 * Fails where more than this share of a variant's trials has no verdict: no answer, or a score that failed. Gates that
 * look at scores then fail as well, whatever the scores are. Holds with 0.02 as soon as a suite has any gate.
 */
export function maxErrors(share: number, options: VariantOptions = {}): GateOf<'maxErrors'> {
  return makeGate('maxErrors', { ...options, share });
}

export const maxErrorsRule: GateRule<GateOf<'maxErrors'>> = {
  looksAt: everyVariant,
  judge(_, variant, input) {
    const finding = errorsOf(variant, ACCURACY, input);
    return { holds: !areTooMany(finding), finding, facts: null };
  },
};
