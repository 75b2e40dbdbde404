import type { Case } from '../../model/case.ts';
import type { Sample } from '../../model/grader.ts';
import type { Message } from '../../model/result.ts';

/** A case with an answer that nobody gave: its expected value. `variant` is "expected". */
export function goldSample({ id, input, expected, tags }: Case, output: string): Sample {
  const message = {
    id: 'msg_expected',
    type: 'message',
    role: 'assistant',
    model: 'expected',
    content: [{ type: 'text', text: output, citations: null }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 0, output_tokens: 0 },
  } as unknown as Message;
  return {
    input,
    expected,
    output,
    message,
    transcript: [],
    cost: null,
    caseId: id,
    tags,
    variant: 'expected',
    repetition: 0,
  };
}
