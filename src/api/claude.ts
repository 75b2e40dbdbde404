import { Console } from 'node:console';
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type Anthropic from '@anthropic-ai/sdk';
import type { APIError } from '@anthropic-ai/sdk';
import { messageOf, UserError } from '../model/errors.ts';
import type { Batch } from '../model/result.ts';
import { ApiFailure } from './failure.ts';
import type { BatchPort, RequestFile } from './port.ts';

export interface ClaudeOptions {
  /** Default: as the SDK finds it (`ANTHROPIC_API_KEY`, `ANTHROPIC_AUTH_TOKEN`, a profile). */
  readonly apiKey?: string;
  /** Default: `ANTHROPIC_BASE_URL`, else the real API. */
  readonly baseURL?: string;
  /** How long a batch may take to be sent until the response begins. Default an hour: 250 MB on a slow line. */
  readonly uploadTimeoutMs?: number;
}

const UPLOAD_TIMEOUT_MS = 60 * 60 * 1000;

/**
 * The engine decides when a call is made again, and waits by its own clock. For a create it is vital: there
 * is no idempotency key, so a second POST after a lost response is a second paid batch.
 */
const ONCE = { maxRetries: 0 } as const;

/** Otherwise fetch keeps a copy of the whole body in memory, in case a redirect wants it again. */
const STREAMED_UPLOAD = { redirect: 'error', window: null } as const;

/**
 * The SDK's client, checked with one free call, so that a missing or refused key is found before anything
 * is planned. The SDK is loaded here and nowhere else: importing it takes longer than starting Node.
 *
 * @throws UserError when there is no key, or the API refuses it.
 */
export async function connect({ uploadTimeoutMs: _, ...options }: ClaudeOptions = {}): Promise<Anthropic> {
  const { default: Client } = await import('@anthropic-ai/sdk');
  // Standard output is for results: the SDK's log goes to standard error.
  const logger = new Console(process.stderr);
  const client = new Client({ logger, ...options });
  checkSettings(client);
  try {
    await client.models.list({ limit: 1 });
  } catch (error) {
    if (/resolve authentication/.test(messageOf(error))) {
      throw new UserError(
        'there is no API key',
        'set ANTHROPIC_API_KEY, or add --simulate to run against the local simulator',
      );
    }
    const failure = toFailure(error);
    if (failure.status === 401 || failure.status === 403) {
      throw new UserError(
        `${client.baseURL} refuses the key: ${failure.message}`,
        'check ANTHROPIC_API_KEY',
        1,
      );
    }
    if (failure.refused && failure.status !== 404) {
      throw new UserError(
        `${client.baseURL} refuses the call: ${failure.status} ${failure.type}: ${failure.message}`,
        'nothing was sent',
        1,
      );
    }
    if (failure.status === null) {
      throw new UserError(
        `${client.baseURL} cannot be reached: ${failure.message}`,
        'check ANTHROPIC_BASE_URL and the network; nothing was sent',
        1,
      );
    }
  }
  return client;
}

/** Found here, because the errors of a request that cannot even be made would quote the key or the password. */
function checkSettings({ apiKey, authToken, baseURL }: Anthropic): void {
  for (const key of [apiKey, authToken]) {
    if (key && /[^\x20-\x7e]/.test(key.trim())) {
      throw new UserError(
        'the API key holds a character that no key has, such as a line break',
        'copy it again; ANTHROPIC_API_KEY must hold the key alone',
      );
    }
  }
  const address = URL.canParse(baseURL) ? new URL(baseURL) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password) {
    throw new UserError(
      `ANTHROPIC_BASE_URL ${address?.password ? 'must not hold a password' : `is no address: ${baseURL}`}`,
      'such as https://api.anthropic.com',
    );
  }
}

/** The Message Batches API through the official SDK. */
export function claudePort(
  client: Anthropic,
  { uploadTimeoutMs = UPLOAD_TIMEOUT_MS }: ClaudeOptions = {},
): BatchPort {
  const batches = client.messages.batches;
  return {
    endpoint: client.baseURL,
    remote: true,
    resultsAreKept: true,

    async create(requests) {
      const body = `${requests.path}.body`;
      try {
        await writeBody(requests, body);
        // A file-backed blob: its length is known to the server, and its bytes need not fit in memory.
        const blob = await openAsBlob(body);
        return await failing(() =>
          client.post<Batch>('/v1/messages/batches', {
            body: blob,
            headers: { 'content-type': 'application/json' },
            ...ONCE,
            timeout: uploadTimeoutMs,
            fetchOptions: STREAMED_UPLOAD,
          }),
        );
      } finally {
        await rm(body, { force: true });
      }
    },

    async retrieve(id) {
      const { data, response } = await failing(() => batches.retrieve(id, {}, ONCE).withResponse());
      return { batch: data, retryAfter: secondsOf(response.headers) };
    },

    async *list() {
      try {
        yield* batches.list({ limit: 100 }, ONCE);
      } catch (error) {
        throw toFailure(error);
      }
    },

    cancel: (id) => failing(() => batches.cancel(id, {}, ONCE)),

    async *results(id) {
      try {
        // By path, not by `results_url`: an address from a response could lead the key to another host.
        const response = await client
          .get(`/v1/messages/batches/${encodeURIComponent(id)}/results`, {
            headers: { accept: 'application/binary' },
            stream: true,
            ...ONCE,
          })
          .asResponse();
        if (response.body) yield* Readable.fromWeb(response.body as never) as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}

/** `{"requests":[…]}` from JSON lines: each line break becomes the comma between two elements. */
async function writeBody(requests: RequestFile, path: string): Promise<void> {
  const lineBreak = '\n'.charCodeAt(0);
  const comma = ','.charCodeAt(0);
  let seen = 0;
  let started = false;
  const toBody = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // JSON holds no raw line breaks, so each one ends a line; the last of the file has no successor.
      for (let at = chunk.indexOf(lineBreak); at !== -1; at = chunk.indexOf(lineBreak, at + 1)) {
        seen++;
        chunk[at] = seen < requests.lines ? comma : ' '.charCodeAt(0);
      }
      if (!started) this.push('{"requests":[');
      started = true;
      done(null, chunk);
    },
    flush(done) {
      done(null, ']}');
    },
  });
  await pipeline(createReadStream(requests.path), toBody, createWriteStream(path));
}

async function failing<T>(call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toFailure(error);
  }
}

/** What went wrong, in the engine's terms. The SDK's errors carry no request headers, so no key. */
function toFailure(error: unknown): ApiFailure {
  // By shape: importing the SDK's classes would load the SDK.
  const { status, type, apiMessage, headers, requestID } = error as Partial<APIError>;
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return new ApiFailure(apiMessage ?? `${messageOf(error)}${cause}`, {
    status: status ?? null,
    type: type ?? (status === undefined ? 'connection' : `status ${status}`),
    retryAfter: headers ? secondsOf(headers) : null,
    requestId: requestID ?? null,
  });
}

/** `retry-after`: seconds, or a date; null where it is absent. */
function secondsOf(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
