import { describe, expect, it } from 'vitest';
import { isSimulatedId } from '../../src/model/result.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import {
  clientOf,
  ended,
  outcomes,
  params,
  requests,
  resultsOf,
  simulatedApi,
  stoppedClock,
} from './simulated-api.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('a batch', () => {
  it('keeps its counts at processing until it has ended, then moves them all at once', async () => {
    const clock = stoppedClock();
    const { client } = await simulatedApi({ now: clock.now, batchSeconds: HOUR });
    const { id } = await client.messages.batches.create({ requests: requests(10) });
    clock.advance(HOUR - 1);
    const { request_counts: before } = await client.messages.batches.retrieve(id);
    expect(before).toEqual({ processing: 10, succeeded: 0, errored: 0, canceled: 0, expired: 0 });
    clock.advance(1);
    const { request_counts: after, ended_at } = await ended(client, id);
    expect(after).toEqual({ processing: 0, succeeded: 10, errored: 0, canceled: 0, expired: 0 });
    expect(ended_at).toBe('2026-11-20T13:00:00.000Z');
  });

  it('ends after 24 hours, and what was not done by then has expired', async () => {
    const clock = stoppedClock();
    const { client } = await simulatedApi({ now: clock.now, batchSeconds: 2 * DAY });
    const { id } = await client.messages.batches.create({ requests: requests(10) });
    clock.advance(DAY);
    const { request_counts } = await ended(client, id);
    expect(request_counts).toMatchObject({ succeeded: 5, expired: 5 });
  });

  it('finishes what is under way after a cancel, and cancels the rest', async () => {
    const clock = stoppedClock();
    const { client } = await simulatedApi({ now: clock.now, batchSeconds: HOUR });
    const { id } = await client.messages.batches.create({ requests: requests(10) });
    clock.advance(HOUR / 2);
    const canceling = await client.messages.batches.cancel(id);
    expect(canceling).toMatchObject({ processing_status: 'canceling', request_counts: { processing: 10 } });
    clock.advance(HOUR / 10);
    const { request_counts } = await ended(client, id);
    expect(request_counts).toMatchObject({ succeeded: 6, canceled: 4 });
    const types = (await resultsOf(client, id)).map((line) => line.result.type);
    expect(types.filter((type) => type === 'canceled')).toHaveLength(4);
  });

  it('loses its results 29 days after it was created', async () => {
    const clock = stoppedClock();
    const { client, simulator } = await simulatedApi({ now: clock.now, batchSeconds: 1 });
    const { id } = await client.messages.batches.create({ requests: requests(1) });
    clock.advance(1);
    const { results_url: url } = await ended(client, id);
    clock.advance(29 * DAY);
    const archived = await client.messages.batches.retrieve(id);
    expect(archived).toMatchObject({ results_url: null, archived_at: '2026-12-19T12:00:00.000Z' });
    await expect(client.messages.batches.results(id)).rejects.toThrow('No batch `results_url`');
    const reply = await fetch(url!, { headers: headersFor('sk-simulated') });
    expect(reply.status).toBe(404);
    expect(url).toContain(simulator.url);
  });

  it('may keep its results_url after that', async () => {
    const clock = stoppedClock();
    const quirks = { resultsUrlAfterArchival: 'kept' } as const;
    const { client } = await simulatedApi({ now: clock.now, batchSeconds: 0, quirks });
    const { id } = await client.messages.batches.create({ requests: requests(1) });
    await ended(client, id);
    clock.advance(30 * DAY);
    await expect(client.messages.batches.results(id)).rejects.toMatchObject({ status: 404 });
  });

  it('returns its results in another order than they were sent, without a last newline', async () => {
    const { client } = await simulatedApi();
    const sent = requests(50);
    const { id } = await client.messages.batches.create({ requests: sent });
    const { results_url } = await ended(client, id);
    const reply = await fetch(results_url!, { headers: headersFor('sk-simulated') });
    expect(reply.headers.get('content-type')).toBeNull();
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${id}_results.jsonl"`);
    const body = await reply.text();
    expect(body.endsWith('\n')).toBe(false);
    const ids = body.split('\n').map((line) => JSON.parse(line).custom_id);
    expect(ids).not.toEqual(sent.map((request) => request.custom_id));
    expect(ids.toSorted()).toEqual(sent.map((request) => request.custom_id).toSorted());
  });

  it('is seen only by the workspace of its key', async () => {
    const workspaces = { 'sk-a': 'wrkspc_a', 'sk-b': 'wrkspc_b' };
    const { simulator } = await simulatedApi({ workspaces });
    const [a, b] = [clientOf(simulator, 'sk-a'), clientOf(simulator, 'sk-b')];
    const { id } = await a.messages.batches.create({ requests: requests(1) });
    await expect(b.messages.batches.retrieve(id)).rejects.toMatchObject({ status: 404 });
    expect((await b.messages.batches.list()).data).toEqual([]);
    expect((await a.messages.batches.list()).data).toHaveLength(1);
    const stranger = clientOf(simulator, 'sk-c');
    await expect(stranger.messages.batches.list()).rejects.toMatchObject({ status: 401 });
  });

  it('takes the workspace of x-api-key when a bearer token comes, too', async () => {
    const { simulator } = await simulatedApi({ workspaces: { 'sk-a': 'wrkspc_a', 'sk-b': 'wrkspc_b' } });
    const headers = { ...headersFor('sk-b'), 'x-api-key': 'sk-a' };
    const reply = await fetch(`${simulator.url}/v1/messages/batches`, { headers });
    expect(reply.headers.get('anthropic-workspace-id')).toBe('wrkspc_a');
    expect(reply.headers.get('anthropic-organization-id')).toBe('simulator');
  });

  it('says in its ids that it is simulated', async () => {
    const { client } = await simulatedApi();
    const { id } = await client.messages.batches.create({ requests: requests(1) });
    await ended(client, id);
    const [line] = await resultsOf(client, id);
    expect(isSimulatedId(id)).toBe(true);
    expect(line?.result.type === 'succeeded' && isSimulatedId(line.result.message.id)).toBe(true);
  });
});

describe('limits', () => {
  it('refuses requests beyond the queue, and takes them when it has emptied', async () => {
    const { client, simulator } = await simulatedApi({ queueLimit: 5 });
    const { id } = await client.messages.batches.create({ requests: requests(3) });
    const again = () => client.messages.batches.create({ requests: requests(3) });
    await expect(again()).rejects.toMatchObject({ status: 429, type: 'rate_limit_error' });
    await ended(client, id);
    await again();
    expect(simulator.account.requests).toBe(6);
  });

  it('refuses calls beyond the rate, and says when to come again', async () => {
    const clock = stoppedClock();
    const { client } = await simulatedApi({ callsPerMinute: 2, now: clock.now });
    await client.messages.batches.list();
    clock.advance(20);
    await client.messages.batches.list();
    const refusal = await client.messages.batches.list().catch((error) => error);
    expect(refusal.status).toBe(429);
    expect(refusal.headers.get('retry-after')).toBe('40');
    clock.advance(40);
    await client.messages.batches.list();
  });

  it('refuses a body of more than 256 MB before reading it', async () => {
    const { simulator } = await simulatedApi();
    const body = new Blob(Array.from({ length: 257 }, () => new Uint8Array(1_000_000)));
    const reply = await fetch(`${simulator.url}/v1/messages/batches`, {
      method: 'POST',
      headers: headersFor('sk-simulated'),
      body,
    });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({ error: { type: 'request_too_large' } });
    expect(simulator.account.batches).toBe(0);
  });

  it('refuses more than 100,000 requests', async () => {
    const { client, simulator } = await simulatedApi();
    const many = Array.from({ length: 100_001 }, (_, i) => `{"custom_id":"${i}","params":{}}`);
    const refused = client.post('/v1/messages/batches', {
      body: `{"requests":[${many.join()}]}`,
      headers: { 'content-type': 'application/json' },
    });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      apiMessage: 'requests: List should have at most 100000 items after validation',
    });
    expect(simulator.account.requests).toBe(0);
  });
});

describe('what the API leaves open', () => {
  const fast = { custom_id: 'fast', params: params({ speed: 'fast' }) };

  it('is an errored result for a parameter that batches do not take', async () => {
    const { client } = await simulatedApi();
    const results = await outcomes(client, [fast, ...requests(1)]);
    expect(results.get('fast')).toMatchObject({
      type: 'errored',
      error: { error: { type: 'invalid_request_error' } },
    });
    expect(results.get('case-0')?.type).toBe('succeeded');
  });

  it('is a refusal of the whole batch when told so', async () => {
    const { client } = await simulatedApi({ quirks: { unsupportedParams: 'sync' } });
    const refused = client.messages.batches.create({ requests: [...requests(1), fast] });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      apiMessage: expect.stringMatching(/^requests\.1\.params\.speed: /),
    });
  });

  it('takes a body without a length, or not', async () => {
    const upload = (url: string) =>
      clientOf({ url } as never).post('/v1/messages/batches', {
        body: (async function* () {
          yield Buffer.from(JSON.stringify({ requests: requests(1) }));
        })(),
        headers: { 'content-type': 'application/json' },
      });
    const accepting = await simulatedApi();
    await upload(accepting.simulator.url);
    expect(accepting.simulator.account.requests).toBe(1);
    const refusing = await simulatedApi({ quirks: { chunkedUploads: 'refuse' } });
    await expect(upload(refusing.simulator.url)).rejects.toMatchObject({ status: 400 });
  });

  it('hints at the next poll, or does not', async () => {
    const clock = stoppedClock();
    for (const [retryAfterSeconds, header] of [[10, '10'] as const, [null, null] as const]) {
      const { client } = await simulatedApi({ now: clock.now, retryAfterSeconds });
      const { id } = await client.messages.batches.create({ requests: requests(1) });
      const { response } = await client.messages.batches.retrieve(id).withResponse();
      expect(response.headers.get('retry-after')).toBe(header);
    }
  });
});

describe('the log', () => {
  it('has a line for each call, and tells how many requests were bought', async () => {
    const lines: LogLine[] = [];
    const clock = stoppedClock();
    const { client } = await simulatedApi({ now: clock.now, log: (line) => lines.push(line) });
    const { id } = await client.messages.batches.create({ requests: requests(3) });
    await client.messages.batches.create({ requests: [] }).catch(() => {});
    await client.messages.batches.list({ limit: 1 });
    const at = '2026-11-20T12:00:00.000Z';
    const path = '/v1/messages/batches';
    expect(lines).toEqual([
      { at, method: 'POST', path, status: 200, batch: id, requests: 3 },
      { at, method: 'POST', path, status: 400 },
      { at, method: 'GET', path: `${path}?limit=1`, status: 200 },
    ]);
  });
});

function headersFor(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'anthropic-version': '2026-10-21' };
}
