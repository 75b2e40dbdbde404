import type { GateOf } from '../../model/gate.ts';
import { comparedVariants, judgeDifference } from './compared.ts';
import type { GateRule } from './judging.ts';
import { makeGate, type ScoreOptions } from './make-gate.ts';

export interface NoRegressionOptions extends ScoreOptions {
  /** How much worse a variant may be shown to be and still pass: 0.01 is a point. Default 0. */
  readonly tolerance?: number;
  /**
   * Where several metrics are held to it they share one error of 5 %, and each interval is wider for it; the one that
   * is primary keeps an error of its own.
   */
  readonly primary?: boolean;
}

/**
 * Fails where a variant is shown to be worse: where the whole interval of its difference is below zero, or below
 * minus the tolerance. An unchanged variant fails at most 2.5 times in a hundred, however few cases there are; the
 * price is that small drops go unseen, and each result says which. For every change.
 */
export function noRegression(options: NoRegressionOptions = {}): GateOf<'noRegression'> {
  return makeGate('noRegression', options);
}

export const noRegressionRule: GateRule<GateOf<'noRegression'>> = {
  looksAt: comparedVariants,
  judge: (gate, variant, input) =>
    judgeDifference(gate, variant, gate.tolerance, input, ({ difference, detectable }) => ({
      type: 'noRegression',
      falseAlarm: (1 - difference.confidence) / 2,
      detectable,
    })),
};
