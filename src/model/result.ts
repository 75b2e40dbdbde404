import type Anthropic from '@anthropic-ai/sdk';

/** A Message Batch as the API describes it. */
export type Batch = Anthropic.Messages.MessageBatch;

/** A model's answer as the API returns it. */
export type Message = Anthropic.Messages.Message;

export type Usage = Anthropic.Messages.Usage;

export type StopReason = Anthropic.Messages.StopReason;

/** One line of a results file. */
export interface ResultLine {
  readonly custom_id: string;
  readonly result: Anthropic.Messages.MessageBatchResult;
  /** From request to answer, of a single request; batches have turnaround only. Not of the API's making. */
  readonly latency_ms?: number;
}

/** The answer's text: its `text` blocks, joined. Never `content[0]`, which is often a thinking block. */
export function textOf(message: Pick<Message, 'content'>): string {
  let text = '';
  for (const block of message.content) if (block.type === 'text') text += block.text;
  return text;
}

/** Batches and messages of the simulator carry this in their ids, so that its answers are never taken for Claude's. */
const SIMULATED_ID = /^(msg|msgbatch)_sim_/;

export function isSimulatedId(id: string): boolean {
  return SIMULATED_ID.test(id);
}

/** Answers that another system gave carry this as the start of their message id. */
export const RECORDED_ID_PREFIX = 'recorded_';
