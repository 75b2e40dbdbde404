import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { Decider } from '../model/grader.ts';
import type { StopReason } from '../model/result.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { verdict } from './verdict.ts';

/** As the API documents them: https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
const REASONS: Readonly<Record<StopReason, true>> = {
  end_turn: true,
  max_tokens: true,
  stop_sequence: true,
  tool_use: true,
  pause_turn: true,
  refusal: true,
  model_context_window_exceeded: true,
};

/**
 * The answer stopped for one of the allowed reasons: `end_turn` where it is complete, `max_tokens` where it was cut
 * off, `tool_use`, `stop_sequence`, `pause_turn`, `refusal`, `model_context_window_exceeded`.
 *
 * - A name that is none of them is a `UserError` at definition; a reason that the API gave and that is new is not
 *   among the allowed ones, and fails.
 * - An answer that does not say why it stopped (one that another system gave) is a failed score.
 *
 *     stopReason('end_turn')
 *     stopReason(['end_turn', 'tool_use'], { name: 'complete' })
 */
export function stopReason<Input, Expected>(
  allowed: StopReason | readonly StopReason[],
  options: GraderOptions = {},
): Decider<Input, Expected> {
  const reasons = typeof allowed === 'string' ? [allowed] : allowed;
  if (!Array.isArray(reasons) || reasons.length === 0) {
    throw new UserError('stopReason: no reason is allowed', "stopReason('end_turn')");
  }
  for (const reason of reasons) {
    if (!Object.hasOwn(REASONS, reason)) {
      throw new UserError(
        `stopReason: '${reason}' is not known`,
        didYouMean(String(reason), Object.keys(REASONS)),
      );
    }
  }
  checkOptions('stopReason', options, {});
  const { name = 'stopReason' } = options;
  return makeGrader('stopReason', { ...options, name, allowed: reasons }, ({ message }) => {
    const { stop_reason: found } = message;
    if (found === null) throw new Error(`${name}: the answer does not say why it stopped`);
    return verdict(reasons.includes(found), `stopped with ${found}, wanted ${reasons.join(' or ')}`);
  });
}
