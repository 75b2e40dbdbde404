import type { ModelFacts } from '../model/models.ts';
import type { Params } from '../model/request.ts';
import type { Message } from '../model/result.ts';
import type { SimulatedAnswer } from '../model/suite.ts';
import { charactersPerToken } from '../model/token-estimate.ts';
import type { PromptTokens } from './prompt-cache.ts';

type Block = Readonly<Record<string, unknown>>;

/** The long form of what `simulate` returns. */
export type Answer = Exclude<SimulatedAnswer, string | readonly Record<string, unknown>[]>;

export interface MessageContext {
  readonly id: string;
  readonly facts: ModelFacts;
  readonly prompt: PromptTokens;
  readonly isInBatch: boolean;
}

/** What a model said. */
interface Generated {
  readonly content: readonly Block[];
  readonly stopReason: string;
  readonly stopSequence: string | null;
}

/** An answer as the Message that the API would return: cut where the params say, with every key and usage. */
export function toMessage(answer: Answer, params: Params, context: MessageContext): Message {
  const { content = '', stop_reason, usage } = answer;
  const { id, facts, prompt, isInBatch } = context;
  const generated = generate(toBlocks(content, params, context), params, facts);
  const stopReason = stop_reason ?? generated.stopReason;
  const message = {
    id,
    type: 'message',
    role: 'assistant',
    model: facts.aliases[0] ?? facts.id,
    content: generated.content,
    stop_reason: stopReason,
    stop_sequence: stopReason === 'stop_sequence' ? generated.stopSequence : null,
    stop_details: stopReason === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: prompt.uncached,
      cache_creation_input_tokens: prompt.written5m + prompt.written1h,
      cache_read_input_tokens: prompt.read,
      cache_creation: {
        ephemeral_5m_input_tokens: prompt.written5m,
        ephemeral_1h_input_tokens: prompt.written1h,
      },
      output_tokens: outputTokens(generated.content, facts),
      output_tokens_details: { thinking_tokens: 0 },
      server_tool_use: null,
      service_tier: isInBatch ? 'batch' : 'standard',
      inference_geo: params.inference_geo ?? 'global',
      speed: params.speed ?? 'standard',
      ...usage,
    },
  };
  // The blocks are whatever `simulate` returned; that it resembles a model is its business.
  return message as unknown as Message;
}

function outputTokens(content: readonly Block[], facts: ModelFacts): number {
  const characters = content.reduce((sum, block) => sum + charactersOf(block), 0);
  return Math.ceil(characters / charactersPerToken(facts.tokenizer));
}

/** Content blocks with all their keys. Models that think by default begin with an empty thinking block. */
function toBlocks(content: NonNullable<Answer['content']>, params: Params, context: MessageContext): Block[] {
  if (content === '') return [];
  if (typeof content === 'string') {
    const text = { type: 'text', text: content, citations: null };
    const thinking = { type: 'thinking', thinking: '', signature: `simulated-${context.id}` };
    return isThinking(params, context.facts) ? [thinking, text] : [text];
  }
  return content.map((block, i) => {
    if (block.type === 'text') return { citations: null, ...block };
    if (block.type !== 'tool_use') return block;
    return { id: `toolu_sim_${context.id}_${i}`, caller: { type: 'direct' }, input: {}, ...block };
  });
}

function isThinking({ thinking }: Params, facts: ModelFacts): boolean {
  if (!thinking) return facts.thinking.default === 'on';
  return thinking.type === 'adaptive' || thinking.type === 'enabled';
}

/** Says the blocks one after the other, until a stop sequence or `max_tokens` ends it. */
function generate(blocks: readonly Block[], params: Params, facts: ModelFacts): Generated {
  const content: Block[] = [];
  let left = params.max_tokens * charactersPerToken(facts.tokenizer);
  for (const block of blocks) {
    const text = block.type === 'text' ? String(block.text) : undefined;
    const stop = text === undefined ? undefined : firstStop(text, params.stop_sequences ?? []);
    const cost = stop ? stop.at : charactersOf(block);
    if (cost > left) {
      const cut = text?.slice(0, left);
      if (cut) content.push({ ...block, text: cut });
      return { content, stopReason: 'max_tokens', stopSequence: null };
    }
    if (stop) {
      content.push({ ...block, text: text!.slice(0, stop.at) });
      return { content, stopReason: 'stop_sequence', stopSequence: stop.sequence };
    }
    content.push(block);
    left -= cost;
  }
  const isCall = blocks.some((block) => block.type === 'tool_use');
  return { content, stopReason: isCall ? 'tool_use' : 'end_turn', stopSequence: null };
}

function firstStop(text: string, sequences: readonly string[]): { at: number; sequence: string } | undefined {
  let first: { at: number; sequence: string } | undefined;
  for (const sequence of sequences) {
    const at = text.indexOf(sequence);
    if (at !== -1 && (!first || at < first.at)) first = { at, sequence };
  }
  return first;
}

/** The characters of a block that cost output tokens. */
function charactersOf(block: Block): number {
  if (block.type === 'text') return String(block.text).length;
  if (block.type === 'thinking') return String(block.thinking).length;
  return JSON.stringify(block.input ?? block).length + String(block.name ?? '').length;
}
