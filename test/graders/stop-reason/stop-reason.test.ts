import { describe, expect, test } from 'vitest';
import { stopReason } from '../../../src/graders/stop-reason.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { StopReason } from '../../../src/model/result.ts';
import { answered, outcomeOf } from '../sample.ts';

describe('stopReason', () => {
  test.each<[StopReason | StopReason[], string | null, 'pass' | 'fail' | 'throws', string]>([
    ['end_turn', 'end_turn', 'pass', 'the allowed one'],
    ['end_turn', 'max_tokens', 'fail', 'cut off'],
    [['end_turn', 'tool_use'], 'tool_use', 'pass', 'one of several'],
    [['end_turn', 'tool_use'], 'refusal', 'fail', 'none of several'],
    ['end_turn', 'END_TURN', 'fail', 'names are as the API writes them'],
    ['end_turn', 'paused_by_moon', 'fail', 'a reason that is new is not allowed'],
    ['end_turn', null, 'throws', 'an answer that does not say is no failure of the model'],
  ])('%j, stopped with %s: %s (%s)', (allowed, found, verdict) => {
    expect(outcomeOf(stopReason(allowed), answered({ stop_reason: found as StopReason }, null))).toBe(
      verdict,
    );
  });

  test('the reason says what was found and what was wanted', () => {
    expect(
      stopReason(['end_turn', 'tool_use']).grade(answered({ stop_reason: 'max_tokens' }, null)),
    ).toMatchObject({ reason: 'stopped with max_tokens, wanted end_turn or tool_use' });
  });

  test('a reason that is none, and none at all, are UserErrors at definition', () => {
    expect(() => stopReason('end-turn' as never)).toThrow("stopReason: 'end-turn' is not known");
    expect(() => stopReason('toString' as never)).toThrow(UserError);
    expect(() => stopReason([])).toThrow('no reason is allowed');
    expect(() => stopReason(undefined as never)).toThrow(UserError);
    expect(() => stopReason('end_turn', { allowed: [] } as never)).toThrow("unknown option 'allowed'");
  });

  test('settings tell what is allowed', () => {
    expect(stopReason('end_turn').settings).toEqual({ kind: 'stopReason', allowed: ['end_turn'] });
  });
});
