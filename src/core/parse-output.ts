import { messageOf } from '../model/errors.ts';
import type { Sample } from '../model/grader.ts';
import { type Message, textOf } from '../model/result.ts';
import { isRecorded, type Schema, type Variant } from '../model/suite.ts';

/** What of a sample comes from the variant's schema. */
export type ParsedOutput = Pick<Sample, 'parsed' | 'parseError'>;

/**
 * An answer, read as JSON and parsed by the variant's `output` schema; nothing where the variant has none.
 * Only the whole answer counts: structured outputs hold nothing but the value.
 */
export function parseOutput<Input>(
  variant: Variant<Input> | undefined,
  message: Pick<Message, 'content' | 'stop_reason'>,
): ParsedOutput {
  if (!variant || isRecorded(variant) || !variant.output) return {};
  const { stop_reason: reason } = message;
  if (reason === 'refusal') return { parseError: 'the answer was refused' };
  const text = textOf(message);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const isCut = reason === 'max_tokens' || reason === 'model_context_window_exceeded';
    const what = text.trim() === '' ? 'the answer is empty' : `not JSON: ${messageOf(error)}`;
    return { parseError: isCut ? `cut short (${reason}), ${what}` : what };
  }
  return check(variant.output, value);
}

function check(schema: Schema<unknown>, value: unknown): ParsedOutput {
  try {
    const result = schema.safeParse(value);
    if (result.success) return { parsed: result.data };
    const [issue] = result.error.issues;
    const place = issue?.path.map(String).join('.');
    return { parseError: `${place ? `${place}: ` : ''}${issue?.message ?? 'does not fit the schema'}` };
  } catch (error) {
    return { parseError: `the schema threw: ${messageOf(error)}` };
  }
}
