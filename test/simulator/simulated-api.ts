import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { onTestFinished } from 'vitest';
import { type ModelTable, modelTableSchema } from '../../src/model/models.ts';
import type { BatchRequest, Params } from '../../src/model/request.ts';
import type { Batch, Message, ResultLine } from '../../src/model/result.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';

export const MODELS: ModelTable = modelTableSchema.parse(
  JSON.parse(readFileSync(new URL('../../data/models.json', import.meta.url), 'utf8')),
);

/** A simulator that lasts as long as the test, and the SDK talking to it. */
export async function simulatedApi(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ models: MODELS, batchSeconds: 0.02, ...options });
  onTestFinished(() => simulator.close());
  return { simulator, client: clientOf(simulator) };
}

export function clientOf(simulator: Simulator, apiKey = 'sk-simulated'): Anthropic {
  return new Anthropic({ apiKey, baseURL: simulator.url, maxRetries: 0, timeout: 10_000 });
}

/** Params that every model accepts. */
export function params(overrides: Partial<Params> & Record<string, unknown> = {}): Params {
  return {
    model: 'claude-haiku-5-5',
    max_tokens: 256,
    messages: [{ role: 'user', content: 'Good morning' }],
    ...overrides,
  };
}

/** Requests `case-0`, `case-1` and so on, each with a prompt of its own. */
export function requests(count: number, overrides: Partial<Params> = {}): BatchRequest[] {
  return Array.from({ length: count }, (_, i) => ({
    custom_id: `case-${i}`,
    params: params({ messages: [{ role: 'user', content: `Question ${i}` }], ...overrides }),
  }));
}

/** The batch once it has ended. */
export async function ended(client: Anthropic, id: string): Promise<Batch> {
  for (;;) {
    const batch = await client.messages.batches.retrieve(id);
    if (batch.processing_status === 'ended') return batch;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function resultsOf(client: Anthropic, id: string): Promise<ResultLine[]> {
  const lines: ResultLine[] = [];
  for await (const line of await client.messages.batches.results(id)) lines.push(line);
  return lines;
}

/** Sends requests, waits, and returns the result of each by its custom_id. */
export async function outcomes(
  client: Anthropic,
  sent: readonly BatchRequest[],
): Promise<Map<string, ResultLine['result']>> {
  const { id } = await client.messages.batches.create({ requests: [...sent] });
  await ended(client, id);
  return new Map((await resultsOf(client, id)).map((line) => [line.custom_id, line.result]));
}

/** A clock that stands still until it is moved. */
export function stoppedClock(start = '2026-11-20T12:00:00Z') {
  let time = Date.parse(start);
  return {
    now: () => time,
    advance: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

export function textBlocks(message: Message): string[] {
  return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
}
