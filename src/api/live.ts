import type { Anthropic, APIError } from '@anthropic-ai/sdk';
import pLimit from 'p-limit';
import type { Params } from '../model/request.ts';
import type { ResultLine } from '../model/result.ts';
import { localBatches } from './local-batch.ts';
import type { BatchPort } from './port.ts';
import { readRequests } from './requests.ts';

export interface LiveOptions {
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Above this the SDK demands a timeout of the caller's own for an answer that does not stream. */
const TIMEOUT_MS = 60 * 60 * 1000;
/** How often a refusal is answered with another try. */
const TRIES = 4;
const WAIT_MS = 2000;

/**
 * Single requests instead of a batch, at full price, for the few rows a person waits for. The result lines
 * are those of a batch, and each is handed over as it arrives, so an interrupted run keeps what it has paid.
 */
export function livePort(client: Anthropic, options: LiveOptions): BatchPort {
  const { concurrency, now } = options;
  /** Over all variants. */
  const limit = pLimit(concurrency);
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
        underWay.add(limit(() => ask(client, options, custom_id, params)));
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

async function ask(
  client: Anthropic,
  options: LiveOptions,
  custom_id: string,
  params: Params,
): Promise<string> {
  return JSON.stringify({ custom_id, ...(await answer(client, options, params)) } satisfies ResultLine);
}

/**
 * An error becomes a result, as it does in a batch. Only a refusal is answered with another try: after a
 * timeout or a broken connection the answer may be paid for already, and asking again would pay for it twice.
 * The latency is that of the try that was answered.
 */
async function answer(
  client: Anthropic,
  { now, sleep }: LiveOptions,
  params: Params,
): Promise<Omit<ResultLine, 'custom_id'>> {
  for (let tries = 1; ; tries++) {
    const sent = now().getTime();
    try {
      const message = await client.messages.create(params, { timeout: TIMEOUT_MS, maxRetries: 0 });
      return { result: { type: 'succeeded', message }, latency_ms: now().getTime() - sent };
    } catch (error) {
      const { status, headers } = error as Partial<APIError>;
      const wait = retryAfter(headers) ?? WAIT_MS * 2 ** (tries - 1);
      const waited =
        tries < TRIES &&
        isRefusal(status, headers) &&
        (await sleep(wait).then(
          () => true,
          () => false,
        ));
      // A run that is stopped while it waits keeps the refusal.
      if (!waited) return { result: { type: 'errored', error: errorBody(error) } };
    }
  }
}

/** 529 and a 429 that names a wait: nothing was answered. A 429 without one is a spend cap, and lasts. */
function isRefusal(status: number | undefined, headers: Headers | undefined): boolean {
  return status === 529 || (status === 429 && retryAfter(headers) !== null);
}

/** Milliseconds; null where the server does not say. */
function retryAfter(headers: Headers | undefined): number | null {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Not one of the API's own: no answer came, and whether one was billed is not known. */
const CONNECTION_ERROR: string = 'connection_error';

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
    error: { type: CONNECTION_ERROR as ErrorBody['error']['type'], message: message ?? String(error) },
    request_id: requestID ?? null,
  };
}
