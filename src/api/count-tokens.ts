import type Anthropic from '@anthropic-ai/sdk';
import { isUserError, messageOf } from '../model/errors.ts';
import type { Params } from '../model/request.ts';
import { type ClaudeOptions, connect } from './claude.ts';

/** Counts the tokens of a request's prompt, for nothing. */
export type TokenCounter = (params: Params) => Promise<number>;

/** The fields of a request that make its prompt: what `count_tokens` takes. */
const COUNTED = [
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
] as const satisfies readonly (keyof Params)[];

/**
 * A counter of the API's own, or the reason why there is none: no key, a refused one, no connection.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/token-counting
 */
export async function tokenCounter(
  options: ClaudeOptions,
): Promise<{ readonly count: TokenCounter } | { readonly why: string }> {
  try {
    const client = await connect(options);
    return { count: (params) => count(client, params) };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { why: messageOf(error) };
  }
}

async function count(client: Anthropic, params: Params): Promise<number> {
  const counted = Object.fromEntries(
    COUNTED.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]] as const])),
  );
  const { input_tokens } = await client.messages.countTokens(
    counted as unknown as Anthropic.Messages.MessageCountTokensParams,
  );
  return input_tokens;
}
