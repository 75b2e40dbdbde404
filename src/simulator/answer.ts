import { randomBytes } from 'node:crypto';
import { messageOf } from '../model/errors.ts';
import { findModel, type ModelTable } from '../model/models.ts';
import type { Params } from '../model/request.ts';
import { isFields } from '../model/request-rules/fault.ts';
import { type ApiVersion, checkParams, type RuleContext } from '../model/request-rules.ts';
import type { Message } from '../model/result.ts';
import type { Simulate } from '../model/suite.ts';
import { createRequestFaults, type FaultShares } from './fault.ts';
import { type Answer, toMessage } from './message.ts';
import { createPromptCache } from './prompt-cache.ts';
import { hashOf, randomFrom } from './seeded-random.ts';

/** What became of one request. */
export type Outcome =
  | { readonly type: 'succeeded'; readonly message: Message }
  | { readonly type: 'errored'; readonly error: { readonly type: string; readonly message: string } }
  | { readonly type: 'expired' };

export interface AnswerContext {
  readonly endpoint: 'messages' | 'batch';
  readonly apiVersion: ApiVersion;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Answers a request as a model behind the API would. Never throws: what fails is an outcome. */
export type AnswerRequest = (params: unknown, context: AnswerContext) => Promise<Outcome>;

const FAULT_TEXTS = { overloaded_error: 'Overloaded', api_error: 'Internal server error' };

export function createAnswerer(options: {
  readonly models: ModelTable;
  readonly simulate: Simulate;
  readonly shares: FaultShares;
  readonly seed: number;
}): AnswerRequest {
  const { models, simulate, shares, seed } = options;
  const faultOf = createRequestFaults(shares, seed);
  const measurePrompt = createPromptCache();
  const nextMessageId = createMessageIds();

  return async (params, { endpoint, apiVersion, now }) => {
    const rules: RuleContext = { apiVersion, endpoint, today: dayOf(now) };
    const [refusal] = checkParams(params, models, rules);
    if (refusal) return { type: 'errored', error: { type: refusal.type, message: refusal.message } };

    const checked = params as Params;
    const hash = hashOf(JSON.stringify(checked));
    const isInBatch = endpoint === 'batch';
    const fault = faultOf(hash, isInBatch);
    if (fault === 'expired') return { type: 'expired' };
    if (fault) return { type: 'errored', error: { type: fault, message: FAULT_TEXTS[fault] } };

    const facts = findModel(models, checked.model)!;
    const prompt = measurePrompt(params as Record<string, unknown>, facts, now);
    const tokens = prompt.uncached + prompt.read + prompt.written5m + prompt.written1h;
    if (facts.contextTokens !== null && tokens > facts.contextTokens) {
      const message = `prompt is too long: ${tokens} tokens > ${facts.contextTokens} maximum`;
      return { type: 'errored', error: { type: 'invalid_request_error', message } };
    }

    const answer = await ask(simulate, checked, `${seed} ${hash}`);
    if (answer.error) return { type: 'errored', error: answer.error };
    return {
      type: 'succeeded',
      message: toMessage(answer, checked, { id: nextMessageId(), facts, prompt, isInBatch }),
    };
  };
}

/** `YYYY-MM-DD` of a moment. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

async function ask(simulate: Simulate, params: Params, seed: string): Promise<Answer> {
  try {
    const answer: unknown = await simulate(params, { random: randomFrom(seed) });
    if (typeof answer === 'string' || Array.isArray(answer)) return { content: answer };
    if (isFields(answer)) return answer;
    throw new Error(`simulate returned ${answer}: expected text, content blocks or an object`);
  } catch (error) {
    return { error: { type: 'api_error', message: messageOf(error) } };
  }
}

/** Ids that differ between simulators, too: a resumed run meets answers of several. */
function createMessageIds(): () => string {
  const simulator = randomBytes(6).toString('hex');
  let count = 0;
  return () => `msg_sim_${simulator}${(count++).toString(36).padStart(8, '0')}`;
}
