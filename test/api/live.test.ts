import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { livePort } from '../../src/api/live.ts';
import { textOf } from '../../src/model/result.ts';
import type { Mishap } from '../../src/simulator/fault.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { requests, simulatedApi } from '../simulator/simulated-api.ts';
import { KEY, linesOf, requestFile } from './ports.ts';

async function live(options: Partial<SimulatorOptions> = {}, concurrency = 4) {
  const { simulator } = await simulatedApi(options);
  const client = new Anthropic({ apiKey: KEY, baseURL: simulator.url });
  const slept: number[] = [];
  let time = 0;
  const pass = (ms: number) => {
    time += ms;
  };
  const sleep = async (ms: number) => {
    slept.push(ms);
    pass(ms);
  };
  const port = livePort(client, { concurrency, now: () => new Date(time), sleep });
  return { simulator, slept, port, pass };
}

/** Counts how many answers are under way at once. */
function meter() {
  let current = 0;
  let most = 0;
  let calls = 0;
  return {
    simulate: async () => {
      calls++;
      most = Math.max(most, ++current);
      await new Promise((resolve) => setTimeout(resolve, 20));
      current--;
      return 'done';
    },
    get most() {
      return most;
    },
    get calls() {
      return calls;
    },
  };
}

describe('the live adapter', () => {
  it('answers every request with the line that a batch would have', async () => {
    const { port, simulator } = await live({ simulate: ({ messages }) => `Re: ${messages[0]?.content}` });
    const lines = await linesOf(port, requestFile(requests(10)));
    expect(lines.map(({ custom_id }) => custom_id).toSorted()).toEqual(
      requests(10)
        .map(({ custom_id }) => custom_id)
        .toSorted(),
    );
    for (const { custom_id, result } of lines) {
      expect(result).toMatchObject({
        type: 'succeeded',
        message: { role: 'assistant', stop_reason: 'end_turn', usage: { service_tier: 'standard' } },
      });
      expect(result.type === 'succeeded' && textOf(result.message)).toBe(
        `Re: Question ${custom_id.slice(5)}`,
      );
    }
    expect(simulator.account).toMatchObject({ messages: 10, batches: 0 });
  });

  it.each([1, 3, 8])('never has more than %i requests under way, and uses them all', async (concurrency) => {
    const counting = meter();
    const { port } = await live({ simulate: counting.simulate }, concurrency);
    expect(await linesOf(port, requestFile(requests(5 * concurrency)))).toHaveLength(5 * concurrency);
    expect(counting.most).toBe(concurrency);
  });

  it('asks no further than its reader takes', async () => {
    const counting = meter();
    const { port } = await live({ simulate: counting.simulate }, 3);
    const lines = port.results('live', requestFile(requests(40)), new Set())[Symbol.asyncIterator]();
    await lines.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(counting.calls).toBeLessThanOrEqual(3);
    await lines.return?.();
  });

  it('hands each answer over as it comes, the quick ones first', async () => {
    let others = 0;
    const simulate: SimulatorOptions['simulate'] = async ({ messages }) => {
      if (messages[0]?.content !== 'Question 0') return String(++others);
      while (others < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      return 'slow';
    };
    const { port } = await live({ simulate }, 2);
    const ids = (await linesOf(port, requestFile(requests(5)))).map(({ custom_id }) => custom_id);
    expect(ids.at(-1)).toBe('case-0');
  });

  it('makes results of errors, and goes on', async () => {
    const { port } = await live({
      onCall: ({ ordinal }) => {
        if (ordinal % 3 === 0)
          return { at: 'arrival', how: { status: ordinal % 2 ? 400 : 500, message: 'No.' } };
        return ordinal % 7 === 0 ? { at: 'arrival', how: 'drop' } : undefined;
      },
    });
    const lines = await linesOf(port, requestFile(requests(21)));
    expect(lines).toHaveLength(21);
    const errors = lines.flatMap(({ result }) => (result.type === 'errored' ? [result.error] : []));
    expect(errors.length).toBe(9);
    expect(new Set(errors.map(({ error }) => error.type))).toEqual(
      new Set(['invalid_request_error', 'api_error', 'connection_error']),
    );
    for (const error of errors)
      expect(error).toMatchObject({ type: 'error', error: { message: expect.any(String) } });
    expect(JSON.stringify(lines)).not.toContain(KEY);
  });

  it('asks again after a refusal, and waits as long as it says', async () => {
    const { port, slept, simulator } = await live({
      onCall: ({ ordinal }) => {
        if (ordinal === 1) return { at: 'arrival', how: { status: 429, retryAfter: 3 } };
        return ordinal === 2 ? { at: 'arrival', how: { status: 529 } } : undefined;
      },
    });
    const [line] = await linesOf(port, requestFile(requests(1)));
    expect(line?.result.type).toBe('succeeded');
    expect(slept).toEqual([3000, 4000]);
    expect(simulator.account.messages).toBe(1);
  });

  it.each<[string, Mishap]>([
    ['a broken connection', 'drop'],
    ['a server error', { status: 500 }],
    ['a spend cap', { status: 429, errorCode: 'enforced_spend_limit_reached' }],
  ])('asks once only where the answer may be paid for already, or never comes: %s', async (_, how) => {
    const { port, simulator } = await live({ onCall: () => ({ at: 'reply', how }) });
    const [line] = await linesOf(port, requestFile(requests(1)));
    expect(line?.result.type).toBe('errored');
    expect(simulator.account.calls).toBe(1);
  });

  it('asks what is refused as one request in a batch would be', async () => {
    const { port } = await live();
    const [line] = await linesOf(port, requestFile(requests(1, { model: 'claude-none-such' })));
    expect(line?.result).toMatchObject({
      type: 'errored',
      error: {
        type: 'error',
        error: { type: 'not_found_error' },
        request_id: expect.stringMatching(/^req_/),
      },
    });
  });

  it('measures how long an answer took', async () => {
    let pass: (ms: number) => void;
    const own = await live(
      {
        simulate: ({ messages }) => {
          pass(String(messages[0]?.content) === 'Question 1' ? 700 : 250);
          return 'done';
        },
      },
      1,
    );
    pass = own.pass;
    const lines = await linesOf(own.port, requestFile(requests(3)));
    expect(lines.map(({ latency_ms }) => latency_ms)).toEqual([250, 700, 250]);
  });

  it('measures the try that was answered alone, without the waits and refusals before it', async () => {
    let pass: (ms: number) => void;
    const own = await live({
      simulate: () => {
        pass(250);
        return 'done';
      },
      onCall: ({ ordinal }) => {
        pass(10);
        return ordinal < 3 ? { at: 'arrival', how: { status: 529 } } : undefined;
      },
    });
    pass = own.pass;
    const [line] = await linesOf(own.port, requestFile(requests(1)));
    expect(own.slept).toEqual([2000, 4000]);
    expect(line?.latency_ms).toBe(260);
  });

  it('has no latency to tell of what was not answered', async () => {
    const { port } = await live({ onCall: () => ({ at: 'arrival', how: { status: 400, message: 'No.' } }) });
    const [line] = await linesOf(port, requestFile(requests(1)));
    expect(line?.result.type).toBe('errored');
    expect(line).not.toHaveProperty('latency_ms');
  });

  it('passes over what has been answered', async () => {
    const { port, simulator } = await live();
    const lines = await linesOf(port, requestFile(requests(5)), ['case-1', 'case-3', 'case-9']);
    expect(lines.map(({ custom_id }) => custom_id).toSorted()).toEqual(['case-0', 'case-2', 'case-4']);
    expect(simulator.account.messages).toBe(3);
    expect(await linesOf(port, requestFile(requests(1)), ['case-0'])).toEqual([]);
  });

  it('told to stop, waits for what is paid for and asks no more', async () => {
    const counting = meter();
    const { port } = await live({ simulate: counting.simulate }, 3);
    const stop = new AbortController();
    let lines = 0;
    for await (const _ of port.results('live', requestFile(requests(40)), new Set(), stop.signal)) {
      lines++;
      stop.abort();
    }
    expect(lines).toBe(counting.calls);
    expect(counting.calls).toBeLessThan(10);
  });

  it('is no place where a batch could be left behind', async () => {
    const { port, simulator } = await live();
    const batch = await port.create(requestFile(requests(2)));
    expect(batch).toMatchObject({ processing_status: 'ended' });
    expect(await port.retrieve(batch.id)).toMatchObject({ batch: { id: batch.id }, retryAfter: null });
    for await (const _ of port.list()) expect.fail('nothing is listed');
    expect(port).toMatchObject({ remote: false, resultsAreKept: false, endpoint: simulator.url });
    expect(simulator.account.calls).toBe(0);
  });
});
