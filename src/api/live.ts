import type Anthropic from '@anthropic-ai/sdk';
import type { Params } from '../model/request.ts';
import type { ResultLine } from '../model/result.ts';
import { localBatches } from './local-batch.ts';
import type { BatchPort } from './port.ts';
import { readRequests } from './requests.ts';

export interface LiveOptions {
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly now: () => Date;
}

/** Above this the SDK demands a timeout of the caller's own for an answer that does not stream. */
const TIMEOUT_MS = 60 * 60 * 1000;

/**
 * Single requests instead of a batch, at full price, for the few rows a person waits for. The result lines
 * are those of a batch, and each is handed over as it arrives, so an interrupted run keeps what it has paid.
 */
export function livePort(client: Anthropic, { concurrency, now }: LiveOptions): BatchPort {
  return {
    ...localBatches('live', now),
    endpoint: client.baseURL,
    resultsAreKept: false,
    async *results(_id, requests, answered, stop) {
      const underWay = new Set<Promise<string>>();
      for await (const { custom_id, params } of readRequests<Params>(requests)) {
        if (stop?.aborted) break;
        if (answered.has(custom_id)) continue;
        // Only as much is taken from the file as is under way: the file may hold a million requests.
        if (underWay.size >= concurrency) yield await next(underWay);
        underWay.add(ask(client, custom_id, params));
      }
      while (underWay.size > 0) yield await next(underWay);
    },
  };
}

/** The line of whichever request comes back first. */
async function next(underWay: Set<Promise<string>>): Promise<Uint8Array> {
  const [first, line] = await Promise.race(
    [...underWay].map(async (answer) => [answer, await answer] as const),
  );
  underWay.delete(first);
  return Buffer.from(`${line}\n`);
}

async function ask(client: Anthropic, custom_id: string, params: Params): Promise<string> {
  return JSON.stringify({ custom_id, result: await answer(client, params) } satisfies ResultLine);
}

/** An error becomes a result, as it does in a batch. The SDK has tried again by then. */
async function answer(client: Anthropic, params: Params): Promise<ResultLine['result']> {
  try {
    return { type: 'succeeded', message: await client.messages.create(params, { timeout: TIMEOUT_MS }) };
  } catch (error) {
    return { type: 'errored', error: errorBody(error) };
  }
}

type ErrorBody = Extract<ResultLine['result'], { type: 'errored' }>['error'];

/** The response's own body where there is one; else a connection failure in the same form. */
function errorBody(error: unknown): ErrorBody {
  const {
    error: body,
    message,
    requestID,
  } = error as { error?: unknown; message?: string; requestID?: string };
  if (typeof body === 'object' && body !== null && 'error' in body) return body as ErrorBody;
  return {
    type: 'error',
    error: { type: 'api_error', message: message ?? String(error) },
    request_id: requestID ?? null,
  };
}
