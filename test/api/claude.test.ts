import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { claudePort, connect } from '../../src/api/claude.ts';
import { ApiFailure } from '../../src/api/failure.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Batch } from '../../src/model/result.ts';
import type { Mishap } from '../../src/simulator/fault.ts';
import { clientOf, ended, requests, simulatedApi, stoppedClock } from '../simulator/simulated-api.ts';
import { always, bytesOf, KEY, recordingServer, requestFile, textOfFile } from './ports.ts';

type Api = Awaited<ReturnType<typeof simulatedApi>>;

const portOf = ({ simulator }: Pick<Api, 'simulator'>) =>
  claudePort(new Anthropic({ apiKey: KEY, baseURL: simulator.url, timeout: 10_000 }));

async function failureOf(work: Promise<unknown>): Promise<ApiFailure> {
  const error = await work.then(
    () => expect.fail('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiFailure)) throw error;
  expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(KEY);
  return error;
}

const BATCH: Batch = {
  id: 'msgbatch_1',
  type: 'message_batch',
  processing_status: 'in_progress',
  request_counts: { processing: 1, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
  created_at: '2026-11-20T12:00:00Z',
  expires_at: '2026-11-21T12:00:00Z',
  ended_at: null,
  cancel_initiated_at: null,
  archived_at: null,
  results_url: null,
};

describe('create', () => {
  it.each([
    ['one request', requests(1)],
    ['many requests', requests(300)],
    [
      'text of many bytes',
      requests(2, { messages: [{ role: 'user', content: `a\n"ä€😀\u2028\\n`.repeat(20_000) }] }),
    ],
  ])('sends exactly the file of %s, once, with its length', async (_, sent) => {
    const server = await recordingServer(() => ({ body: JSON.stringify(BATCH) }));
    const file = requestFile(sent);
    const before = textOfFile(file);
    const port = claudePort(new Anthropic({ apiKey: KEY, baseURL: server.url }));
    expect(await port.create(file)).toMatchObject({ id: 'msgbatch_1' });
    const [call, ...others] = server.received;
    expect(others).toEqual([]);
    expect(call).toMatchObject({ method: 'POST', url: '/v1/messages/batches' });
    expect(JSON.parse(call!.body)).toEqual({ requests: sent });
    expect(call!.headers['content-length']).toBe(String(Buffer.byteLength(call!.body)));
    expect(call!.headers['content-type']).toBe('application/json');
    expect(call!.headers['transfer-encoding']).toBeUndefined();
    expect(textOfFile(file)).toBe(before);
    expect(readdirSync(dirname(file.path))).toEqual(['0001.jsonl']);
  });

  it('makes one batch of as many requests', async () => {
    const api = await simulatedApi();
    const batch = await portOf(api).create(requestFile(requests(3)));
    expect(batch).toMatchObject({ processing_status: 'in_progress', request_counts: { processing: 3 } });
    expect(api.simulator.account).toMatchObject({ batches: 1, requests: 3 });
  });

  const mishaps: [string, Mishap, Partial<ApiFailure>][] = [
    ['dropped', 'drop', { status: null, type: 'connection', refused: false, transient: true }],
    ['failing', { status: 500 }, { status: 500, type: 'api_error', refused: false, transient: true }],
    [
      'overloaded',
      { status: 529 },
      { status: 529, type: 'overloaded_error', refused: false, transient: true },
    ],
    ['timed out', { status: 504 }, { status: 504, refused: false, transient: true }],
    ['in conflict', { status: 409 }, { status: 409, refused: false, transient: true }],
    [
      'refused',
      { status: 400 },
      { status: 400, type: 'invalid_request_error', refused: true, transient: false },
    ],
    ['too large', { status: 413 }, { status: 413, refused: true, transient: false }],
    [
      'limited',
      { status: 429, retryAfter: 7 },
      { status: 429, retryAfter: 7, refused: true, transient: true },
    ],
    ['over its budget', { status: 429 }, { status: 429, retryAfter: null, refused: true, transient: false }],
  ];
  describe.each(['arrival', 'reply'] as const)('when the fault strikes at %s', (at) => {
    it.each(mishaps)('%s: is never sent again, and says what is known', async (_, how, facts) => {
      const api = await simulatedApi({ onCall: always('create batch', { at, how }) });
      const failure = await failureOf(portOf(api).create(requestFile(requests(2))));
      expect(failure).toMatchObject(facts);
      expect(api.simulator.account).toMatchObject({ calls: 1, batches: at === 'reply' ? 1 : 0 });
    });
  });

  it('leaves no copy of the requests behind when it fails', async () => {
    const api = await simulatedApi({ onCall: always('create batch', { at: 'arrival', how: 'drop' }) });
    const file = requestFile(requests(2));
    await failureOf(portOf(api).create(file));
    expect(readdirSync(dirname(file.path))).toEqual(['0001.jsonl']);
    expect(existsSync(file.path)).toBe(true);
  });
});

describe('retrieve', () => {
  it("tells the batch, and the server's hint while it is not ended", async () => {
    const clock = stoppedClock();
    const api = await simulatedApi({ now: clock.now, retryAfterSeconds: 42 });
    const port = portOf(api);
    const { id } = await port.create(requestFile(requests(1)));
    expect(await port.retrieve(id)).toMatchObject({
      batch: { id, processing_status: 'in_progress' },
      retryAfter: 42,
    });
    clock.advance(60);
    await ended(api.client, id);
    expect(await port.retrieve(id)).toMatchObject({
      batch: { processing_status: 'ended' },
      retryAfter: null,
    });
  });

  it.each([
    ['12', 12],
    ['0', 0],
    ['1.5', 1.5],
    [
      new Date(Date.now() + 60_000).toUTCString(),
      expect.toSatisfy((seconds) => seconds > 1 && seconds <= 60),
    ],
    [new Date(0).toUTCString(), 0],
    ['soon', null],
  ])('understands the hint %s', async (hint, expected) => {
    const server = await recordingServer(() => ({
      headers: { 'retry-after': hint },
      body: JSON.stringify(BATCH),
    }));
    const port = claudePort(new Anthropic({ apiKey: KEY, baseURL: server.url }));
    expect((await port.retrieve('msgbatch_1')).retryAfter).toEqual(expected);
  });

  it.each([
    [401, 'authentication_error'],
    [402, 'billing_error'],
    [403, 'permission_error'],
    [404, 'not_found_error'],
    [413, 'request_too_large'],
  ])('does not call %i transient: it will not work later either', async (status, type) => {
    const onCall = always('retrieve batch', { at: 'arrival', how: { status, message: 'No.' } });
    const api = await simulatedApi({ onCall });
    expect(await failureOf(portOf(api).retrieve('msgbatch_1'))).toMatchObject({
      message: 'No.',
      status,
      type,
      refused: true,
      transient: false,
      requestId: expect.stringMatching(/^req_/),
    });
  });
});

describe('list', () => {
  it('walks all pages, newest first', async () => {
    const { simulator, client } = await simulatedApi({ now: stoppedClock().now });
    const made: string[] = [];
    for (let i = 0; i < 103; i++)
      made.unshift((await client.messages.batches.create({ requests: requests(1) })).id);
    const found: string[] = [];
    for await (const { id } of portOf({ simulator }).list()) found.push(id);
    expect(found).toEqual(made);
  });

  it('fails as the other calls do, also on its second page', async () => {
    let pages = 0;
    const { simulator, client } = await simulatedApi({
      now: stoppedClock().now,
      onCall: ({ operation }) =>
        operation === 'list batches' && ++pages === 2 ? { at: 'arrival', how: { status: 529 } } : undefined,
    });
    for (let i = 0; i < 101; i++) await client.messages.batches.create({ requests: requests(1) });
    let found = 0;
    const walk = async () => {
      for await (const _ of portOf({ simulator }).list()) found++;
    };
    expect(await failureOf(walk())).toMatchObject({ status: 529, transient: true });
    expect(found).toBe(100);
  });
});

describe('cancel', () => {
  it('cancels a batch, and fails for one that has ended', async () => {
    const clock = stoppedClock();
    const api = await simulatedApi({ now: clock.now });
    const port = portOf(api);
    const { id } = await port.create(requestFile(requests(2)));
    expect(await port.cancel(id)).toMatchObject({ id, processing_status: 'canceling' });
    clock.advance(60);
    await ended(api.client, id);
    expect(await failureOf(port.cancel(id))).toMatchObject({ status: 400, refused: true, transient: false });
  });
});

describe('results', () => {
  async function endedBatch(options: Parameters<typeof simulatedApi>[0] = {}) {
    const api = await simulatedApi(options);
    const port = portOf(api);
    const file = requestFile(requests(50));
    const { id } = await port.create(file);
    await ended(api.client, id);
    return { port, file, id, api };
  }

  it('come byte for byte as they are sent, whatever they are', async () => {
    const odd = ['{"custom_id":"a"}', '', 'no json', '{"text":"ä€😀\u2028"}\r'].join('\n');
    const server = await recordingServer(() => ({ body: odd }));
    const port = claudePort(new Anthropic({ apiKey: KEY, baseURL: server.url }));
    const bytes = await bytesOf(port.results('msgbatch_1', requestFile([]), new Set()));
    expect(bytes.toString('utf8')).toBe(odd);
    expect(server.received.map(({ url }) => url)).toEqual(['/v1/messages/batches/msgbatch_1/results']);
  });

  it('have an answer for every request', async () => {
    const { port, file, id } = await endedBatch();
    const lines = (await bytesOf(port.results(id, file, new Set()))).toString('utf8').split('\n');
    const ids = lines.filter((line) => line !== '').map((line) => JSON.parse(line).custom_id);
    expect(ids.toSorted()).toEqual(
      requests(50)
        .map(({ custom_id }) => custom_id)
        .toSorted(),
    );
  });

  it('that are cut fail in a way that may pass, after what has come', async () => {
    const onCall = always('batch results', { at: 'results', cut: { afterBytes: 3000, end: 'destroy' } });
    const { port, file, id } = await endedBatch({ onCall });
    let bytes = 0;
    const reading = async () => {
      for await (const chunk of port.results(id, file, new Set())) bytes += chunk.length;
    };
    expect(await failureOf(reading())).toMatchObject({ status: null, transient: true, refused: false });
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(3000);
  });

  it('of a batch that has not ended, or is not there, are refused', async () => {
    const api = await simulatedApi({ now: stoppedClock().now });
    const port = portOf(api);
    const { id } = await port.create(requestFile(requests(1)));
    const resultsOf = (batch: string) => failureOf(bytesOf(port.results(batch, requestFile([]), new Set())));
    expect(await resultsOf(id)).toMatchObject({ status: 400, transient: false });
    expect(await resultsOf('msgbatch_none')).toMatchObject({ status: 404, transient: false });
    expect(await resultsOf('../../models')).toMatchObject({ status: 404 });
  });
});

describe('connect', () => {
  const complaint = async (options: Parameters<typeof connect>[0]) => {
    const error = await connect(options).then(
      () => expect.fail('it connected'),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof UserError)) throw error;
    expect(`${error.message} ${error.hint} ${error.stack}`).not.toContain('very-secret');
    return { message: error.message, hint: error.hint, exitCode: error.exitCode };
  };

  it('makes a client that has been heard', async () => {
    const { simulator } = await simulatedApi();
    const client = await connect({ apiKey: KEY, baseURL: simulator.url });
    expect(client.baseURL).toBe(simulator.url);
    expect(simulator.account).toMatchObject({ calls: 1, batches: 0 });
  });

  it('says when the key is refused', async () => {
    const { simulator } = await simulatedApi({ workspaces: { other: 'w' } });
    expect(await complaint({ apiKey: KEY, baseURL: simulator.url })).toEqual({
      message: `${simulator.url} refuses the key: invalid x-api-key`,
      hint: 'check ANTHROPIC_API_KEY',
      exitCode: 1,
    });
  });

  it('does not blame the key for a limit', async () => {
    const how = { status: 400, message: 'You have reached your specified API usage limits' };
    const { simulator } = await simulatedApi({ onCall: always('list models', { at: 'arrival', how }) });
    expect(await complaint({ apiKey: KEY, baseURL: simulator.url })).toMatchObject({
      message: `${simulator.url} refuses the call: 400 invalid_request_error: You have reached your specified API usage limits`,
      exitCode: 1,
    });
  });

  it('goes on where the list of models is not served', async () => {
    const { simulator } = await simulatedApi({
      onCall: always('list models', { at: 'arrival', how: { status: 404 } }),
    });
    await connect({ apiKey: KEY, baseURL: simulator.url });
  });

  it.each([['sk-ant-very-secret\nand more'], ['“sk-ant-very-secret”'], ['sk-ant-very-secret\u0000']])(
    'never shows a key that cannot be sent: %j',
    async (apiKey) => {
      const { simulator } = await simulatedApi();
      const told = await complaint({ apiKey, baseURL: simulator.url });
      expect(told.message).toBe('the API key holds a character that no key has, such as a line break');
      expect(simulator.account.calls).toBe(0);
    },
  );

  it('takes a key with blanks around it', async () => {
    const { simulator } = await simulatedApi({ workspaces: { [KEY]: 'w' } });
    await connect({ apiKey: `${KEY}\n`, baseURL: simulator.url });
  });

  it.each([
    ['api.example.com', 'ANTHROPIC_BASE_URL is no address: api.example.com'],
    ['ftp://example.com', 'ANTHROPIC_BASE_URL is no address: ftp://example.com'],
    ['http://user:very-secret@localhost:1', 'ANTHROPIC_BASE_URL must not hold a password'],
  ])('refuses the address %s', async (baseURL, message) => {
    expect(await complaint({ apiKey: KEY, baseURL })).toMatchObject({ message, exitCode: 2 });
  });
});

it('has no retries of its own in any call', async () => {
  const { simulator } = await simulatedApi({ onCall: () => ({ at: 'arrival', how: { status: 529 } }) });
  const port = portOf({ simulator });
  const file = requestFile(requests(1));
  const walk = async () => {
    for await (const _ of port.list());
  };
  const calls = [
    () => port.create(file),
    () => port.retrieve('msgbatch_1'),
    () => port.cancel('msgbatch_1'),
    () => bytesOf(port.results('msgbatch_1', file, new Set())),
    walk,
  ];
  for (const call of calls) {
    const before = simulator.account.calls;
    await failureOf(call());
    expect(simulator.account.calls - before).toBe(1);
  }
});

it('keeps its address free of the key', () => {
  expect(claudePort(clientOf({ url: 'http://127.0.0.1:1' } as never, KEY)).endpoint).toBe(
    'http://127.0.0.1:1',
  );
});
