import type { GateOf } from '../../model/gate.ts';
import { casesForDifference, powerOf } from '../stats/power.ts';
import { comparedVariants, judgeDifference } from './compared.ts';
import type { GateRule } from './judging.ts';
import { makeGate, type ScoreOptions } from './make-gate.ts';

/** Of unchanged variants so many shall pass. */
const POWER = 0.8;

/**
 * Fails unless a variant is shown not to be worse by the margin: unless the lower end of the interval of its
 * difference is above minus the margin, also if all that is missing were as bad as can be. A variant that is worse
 * by the margin passes at most 2.5 times in a hundred; the price is that good ones fail where there are few cases,
 * and each result says how often. For releases, and for changing the model.
 *
 * @param margin in shares: 0.03 is 3 points.
 */
export function nonInferior(margin: number, options: ScoreOptions = {}): GateOf<'nonInferior'> {
  return makeGate('nonInferior', { ...options, margin });
}

export const nonInferiorRule: GateRule<GateOf<'nonInferior'>> = {
  looksAt: comparedVariants,
  judge: (gate, variant, input) =>
    judgeDifference(gate, variant, gate.margin, input, ({ difference, n }) => {
      const { standardError, confidence } = difference;
      const alpha = 1 - confidence;
      // Where nothing varied there is nothing to go by.
      const isKnown = standardError !== null && standardError > 0;
      return {
        type: 'nonInferior',
        wrongPass: alpha / 2,
        passesUnchanged: isKnown ? powerOf(gate.margin, standardError, alpha) : null,
        casesNeeded: isKnown
          ? casesForDifference(standardError ** 2 * n, gate.margin, { alpha, power: POWER })
          : null,
      };
    }),
};
