import { describe, expect, it } from 'vitest';
import type { Call, Fault, Operation, ResultsFault } from '../../src/simulator/fault.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import { clientOf, ended, outcomes, requests, resultsOf, simulatedApi } from './simulated-api.ts';

/** Befalls the first call of its kind, and no other. */
function once(operation: Operation, fault: Fault): (call: Call) => Fault | undefined {
  let isOver = false;
  return (call) => {
    if (isOver || call.operation !== operation) return undefined;
    isOver = true;
    return fault;
  };
}

/** A batch that has ended, on an API that spoils its first download. */
async function spoiled(fault: Omit<ResultsFault, 'at'>) {
  const { client } = await simulatedApi({ onCall: once('batch results', { at: 'results', ...fault }) });
  const { id } = await client.messages.batches.create({ requests: requests(20) });
  await ended(client, id);
  return { client, id };
}

describe('a create call', () => {
  it.each([
    ['dropped on arrival', { at: 'arrival', how: 'drop' }, 0, null],
    ['dropped after acceptance', { at: 'reply', how: 'drop' }, 1, null],
    ['refused', { at: 'arrival', how: { status: 529 } }, 0, 529],
    ['failed after acceptance', { at: 'reply', how: { status: 500 } }, 1, 500],
  ] as const)(
    '%s leaves the client without a batch, whether or not there is one',
    async (_, fault, batches, status) => {
      const lines: LogLine[] = [];
      const onCall = once('create batch', fault);
      const { client, simulator } = await simulatedApi({ onCall, log: (line) => lines.push(line) });
      const refused = client.messages.batches.create({ requests: requests(2) });
      await expect(refused).rejects.toMatchObject({ status: status ?? undefined });
      expect((await client.messages.batches.list()).data).toHaveLength(batches);
      expect(simulator.account).toMatchObject({ batches, requests: 2 * batches });
      expect(lines[0]).toMatchObject({ method: 'POST', status });
      expect(lines[0]?.requests).toBe(batches === 0 ? undefined : 2);
    },
  );

  it('is bought twice by a client that sends it again', async () => {
    const onCall = once('create batch', { at: 'reply', how: 'drop' });
    const { client, simulator } = await simulatedApi({ onCall });
    await client.messages.batches.create({ requests: requests(2) }, { maxRetries: 1 });
    expect(simulator.account).toMatchObject({ batches: 2, requests: 4 });
  });

  it('is never answered in silence', async () => {
    const onCall = once('create batch', { at: 'reply', how: 'silence' });
    const { client, simulator } = await simulatedApi({ onCall });
    const unanswered = client.messages.batches.create({ requests: requests(1) }, { timeout: 50 });
    await expect(unanswered).rejects.toThrow('timed out');
    expect(simulator.account.batches).toBe(1);
  });

  it('creates nothing when the client hangs up in the middle of it', async () => {
    const { client, simulator } = await simulatedApi();
    const upload = client.post('/v1/messages/batches', {
      headers: { 'content-type': 'application/json' },
      body: (async function* () {
        yield Buffer.from('{"requests":[{"custom_id":"a","params":{}},');
        throw new Error('the disk is gone');
      })(),
    });
    await expect(upload).rejects.toThrow();
    expect((await client.messages.batches.list()).data).toEqual([]);
    expect(simulator.account.requests).toBe(0);
  });
});

describe('an error', () => {
  it('comes with retry-after and an error code when told so', async () => {
    const how = { status: 429, retryAfter: 7, errorCode: 'enforced_spend_limit_reached' };
    const { client } = await simulatedApi({ onCall: once('list batches', { at: 'arrival', how }) });
    const error = await client.messages.batches.list().catch((refusal) => refusal);
    expect(error).toMatchObject({ type: 'rate_limit_error', errorCode: 'enforced_spend_limit_reached' });
    expect(error.headers.get('retry-after')).toBe('7');
    expect(error.requestID).toBe(error.error.request_id);
  });
});

describe('a download', () => {
  it('that is cut yields some lines and then fails', async () => {
    const { client, id } = await spoiled({ cut: { afterBytes: 3000, end: 'destroy' } });
    const lines: unknown[] = [];
    const reading = (async () => {
      for await (const line of await client.messages.batches.results(id)) lines.push(line);
    })();
    await expect(reading).rejects.toThrow('terminated');
    expect(lines.length).toBeGreaterThan(0);
    expect(await resultsOf(client, id)).toHaveLength(20);
  });

  it('that ends early in the middle of a line is malformed', async () => {
    const { client, id } = await spoiled({ cut: { afterBytes: 3000, end: 'clean' } });
    await expect(resultsOf(client, id)).rejects.toThrow(SyntaxError);
  });

  it('that leaves lines out looks whole', async () => {
    const { client, id } = await spoiled({ lines: (line, i) => (i < 5 ? [] : [line]) });
    expect(await resultsOf(client, id)).toHaveLength(15);
  });

  it('may double a line and bring one that nobody asked for', async () => {
    const foreign = '{"custom_id":"foreign","result":{"type":"expired"}}';
    const { client, id } = await spoiled({ lines: (line, i) => (i === 0 ? [line, line, foreign] : [line]) });
    const ids = (await resultsOf(client, id)).map((line) => line.custom_id);
    expect(ids).toHaveLength(22);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe('foreign');
  });

  it('may have a blank line, on which the SDK fails', async () => {
    const { client, id } = await spoiled({ lines: (line, i) => (i === 3 ? ['', line] : [line]) });
    await expect(resultsOf(client, id)).rejects.toThrow(SyntaxError);
  });
});

describe('faults by chance', () => {
  it('strike a share of the requests, which succeed when sent again', async () => {
    const { client } = await simulatedApi({ shares: { errored: 0.3, expired: 0.2 } });
    const sent = requests(200);
    const first = await outcomes(client, sent);
    const struck = sent.filter(({ custom_id }) => first.get(custom_id)?.type !== 'succeeded');
    expect(struck.length).toBeGreaterThan(60);
    expect(struck.length).toBeLessThan(140);
    const types = new Set(struck.map(({ custom_id }) => first.get(custom_id)?.type));
    expect(types).toEqual(new Set(['errored', 'expired']));
    const again = await outcomes(client, struck);
    expect([...again.values()].every((result) => result.type === 'succeeded')).toBe(true);
  });

  it('are the same for the same seed', async () => {
    const struckWith = async (seed: number) => {
      const { client } = await simulatedApi({ shares: { errored: 0.5 }, seed });
      const results = [...(await outcomes(client, requests(20)))];
      return results.flatMap(([id, result]) => (result.type === 'errored' ? [id] : [])).toSorted();
    };
    expect(await struckWith(1)).toEqual(await struckWith(1));
    expect(await struckWith(1)).not.toEqual(await struckWith(2));
  });

  it('strike a share of the calls', async () => {
    const shares = { rateLimited: 0.2, overloaded: 0.2, failed: 0.2, dropped: 0.2 };
    const { simulator } = await simulatedApi({ shares });
    const client = clientOf(simulator);
    const seen = new Set<number | undefined>();
    for (let i = 0; i < 60; i++) {
      const status = await client.messages.batches.list().then(
        () => 200,
        (error) => error.status as number | undefined,
      );
      seen.add(status);
    }
    expect(seen).toEqual(new Set([200, 429, 529, 500, undefined]));
  });
});
