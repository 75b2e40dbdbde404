import { findModel, type ModelTable } from '../model/models.ts';
import { isFields } from '../model/request-rules/fault.ts';
import { checkParams } from '../model/request-rules.ts';
import { estimateInputTokens } from '../model/token-estimate.ts';
import { type AnswerRequest, dayOf } from './answer.ts';
import { ApiError } from './api-error.ts';
import { tooLarge } from './receive-batch.ts';
import { type Caller, jsonReply, type Reply } from './reply.ts';

const MAX_BODY_BYTES = 32_000_000;

/** `POST /v1/messages`, not streamed. */
export async function createMessage(
  body: AsyncIterable<Buffer>,
  caller: Caller,
  answer: AnswerRequest,
  now: number,
): Promise<Reply> {
  const params = await readJson(body);
  if (isFields(params) && params.stream === true) {
    throw new ApiError('invalid_request_error', 'stream: the simulator does not stream');
  }
  const outcome = await answer(params, { endpoint: 'messages', apiVersion: caller.apiVersion, now });
  if (outcome.type === 'succeeded') return jsonReply(outcome.message);
  if (outcome.type === 'expired') throw new ApiError('timeout_error', 'Request timed out');
  throw new ApiError(outcome.error.type, outcome.error.message);
}

/** `POST /v1/messages/count_tokens`: an estimate, as the API's own is. */
export async function countTokens(
  body: AsyncIterable<Buffer>,
  caller: Caller,
  models: ModelTable,
  now: number,
): Promise<Reply> {
  const params = await readJson(body);
  const rules = { apiVersion: caller.apiVersion, endpoint: 'count_tokens', today: dayOf(now) } as const;
  const [refusal] = checkParams(params, models, rules);
  if (refusal) throw new ApiError(refusal.type, refusal.message);
  const counted = params as Record<string, unknown>;
  const facts = findModel(models, String(counted.model))!;
  return jsonReply({ input_tokens: estimateInputTokens(counted, facts.tokenizer) });
}

async function readJson(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw tooLarge();
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ApiError('invalid_request_error', 'The request body is not valid JSON');
  }
}
