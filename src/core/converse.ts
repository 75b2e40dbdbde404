import { UserError } from '../model/errors.ts';
import type { Params } from '../model/request.ts';
import type { Message } from '../model/result.ts';
import { isRecorded, type LoadedVariant, type RecordedVariant, type UserScript } from '../model/suite.ts';
import { isRunnable } from '../model/tool.ts';

export type Messages = Params['messages'];

/** A turn that was answered, and the messages with which the conversation went on. */
export interface Turn {
  readonly message: Message;
  readonly next: Messages;
}

const MAX_TURNS = 10;

/** Whether answers of the variant may go on: tools are run, here or by the API, or a scripted user says more. */
export function converses(variant: LoadedVariant | RecordedVariant): boolean {
  if (isRecorded(variant)) return false;
  const { tools = [], user } = variant;
  // The API's own tools may pause a turn; tools that only the answer's reader runs end it.
  return user !== undefined || tools.some((own) => isRunnable(own) || isServerTool(own));
}

/** Tools that the API runs have a dated type, such as `web_search_20250305`. */
function isServerTool(tool: object): boolean {
  return 'type' in tool && typeof tool.type === 'string' && /_\d{8}$/.test(tool.type);
}

/** The whole conversation so far, as it is sent: the opening, then each answer and what followed it. */
export function transcriptOf(opening: Messages, turns: readonly Turn[]): Messages {
  return [
    ...opening,
    ...turns.flatMap(({ message, next }) => [
      { role: 'assistant' as const, content: message.content },
      ...next,
    ]),
  ];
}

type ToolCall = Extract<Message['content'][number], { type: 'tool_use' }>;

/** How a conversation goes on after an answer. */
export type Step =
  | { readonly do: 'end' }
  /** These calls are to be answered with their results. */
  | { readonly do: 'run'; readonly calls: readonly ToolCall[] }
  /** It goes on with these messages; none where a paused turn is taken up again. */
  | { readonly do: 'say'; readonly messages: Messages };

/**
 * What follows an answer.
 *
 * @param turns answered so far, this one included.
 * @param transcript the conversation up to and including the answer.
 */
export function nextStep(
  variant: LoadedVariant,
  message: Message,
  turns: number,
  transcript: Messages,
): Step {
  if (turns >= (variant.maxTurns ?? MAX_TURNS)) return { do: 'end' };
  if (message.stop_reason === 'pause_turn') return { do: 'say', messages: [] };
  const calls = message.content.filter((block) => block.type === 'tool_use');
  if (message.stop_reason === 'tool_use' && calls.length > 0) {
    const runnable = (variant.tools ?? []).some(isRunnable);
    return runnable ? { do: 'run', calls } : { do: 'end' };
  }
  if (message.stop_reason !== 'end_turn' && message.stop_reason !== 'stop_sequence') return { do: 'end' };
  const said = userSays(variant.user, transcript);
  return said === null ? { do: 'end' } : { do: 'say', messages: [{ role: 'user', content: said }] };
}

/** What the scripted user says next; null: nothing more. */
function userSays(user: UserScript | undefined, transcript: Messages): string | null {
  if (user === undefined) return null;
  if (typeof user !== 'function') return user[spokenTurns(transcript)] ?? null;
  const said: unknown = user(transcript);
  if (said === null || said === undefined) return null;
  if (typeof said === 'string' && said !== '') return said;
  throw new UserError('the function "user" must return a text, or null at the end', 'nothing is lost');
}

/** Answers after which the user, and not a tool or nobody, had the word: all but the last of them were used. */
function spokenTurns(transcript: Messages): number {
  let answered = 0;
  for (let i = 0; i < transcript.length - 1; i++) {
    if (transcript[i]!.role === 'assistant' && isSpoken(transcript[i + 1]!)) answered++;
  }
  return answered;
}

function isSpoken({ role, content }: Messages[number]): boolean {
  return role === 'user' && typeof content === 'string';
}
