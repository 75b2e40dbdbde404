import type { Decider } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { checkLimits, isWithinLimits, type Limits, limitsText } from './limits.ts';
import { verdict } from './verdict.ts';

export interface OutputTokensOptions extends GraderOptions {
  /** The most tokens that pass, a whole number. */
  readonly max: number;
}

/**
 * The answer took at most so many output tokens, as the API counts and bills them: thinking and tool calls included.
 *
 * An answer without usage (one that another system gave) is a failed score: unknown is not few.
 *
 *     outputTokens({ max: 300 })
 */
export function outputTokens<Input, Expected>(options: OutputTokensOptions): Decider<Input, Expected> {
  checkOptions('outputTokens', options, { max: 'number' });
  const { name = 'outputTokens' } = options;
  const limits: Limits = { max: options.max };
  checkLimits('outputTokens', limits);
  return makeGrader('outputTokens', options, ({ message }) => {
    const used = message.usage?.output_tokens;
    if (!Number.isFinite(used)) throw new Error(`${name}: the answer does not say how many tokens it took`);
    return verdict(isWithinLimits(used, limits), `${used} output tokens, wanted ${limitsText(limits)}`);
  });
}
