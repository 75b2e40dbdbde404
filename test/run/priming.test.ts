import { setTimeout } from 'node:timers/promises';
import { dataset, defineSuite, exactMatch, renderTerminal, runSuite, submitSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { AnySuite } from '../../src/model/suite.ts';
import type { Clock } from '../../src/run/context.ts';
import { bench, bought, journalOf, loaded, sums } from './workbench.ts';

/** A prefix longer than the shortest that is cached. */
const HANDBOOK = 'Answer with the sum alone. '.repeat(400);

function withPrefix(prime: boolean): AnySuite {
  const rows = Array.from({ length: 10 }, (_, i) => ({
    id: `sum-${i}`,
    input: { a: i },
    expected: String(i + 1),
  }));
  return defineSuite('primed', dataset(rows), {
    variants: {
      haiku: {
        model: 'claude-haiku-5-5',
        max_tokens: 64,
        system: [{ type: 'text', text: HANDBOOK, cache_control: { type: 'ephemeral', ttl: '1h' } }],
        prompt: '{{a}}+1',
        prime,
      },
    },
    graders: [exactMatch()],
    simulate: ({ messages }) => String(Number.parseInt(String(messages[0]!.content), 10) + 1),
  });
}

/** Real time, without patience. */
const HASTY: Clock = {
  now: () => new Date(),
  sleep: (_ms, signal) => setTimeout(10, undefined, { signal }),
};

describe('priming the prompt cache', () => {
  it('sends one request, waits for it, then the rest', async () => {
    const { calls, options } = await bench(withPrefix(true));
    const { folder, summary } = await runSuite(loaded(withPrefix(true)), options);
    expect(bought(calls)).toEqual([1, 9]);
    expect(summary.unanswered).toBe(0);
    const steps = journalOf(folder.path).map(({ type, batch }) => `${type} ${batch}`);
    expect(steps.indexOf('intended 2')).toBeGreaterThan(steps.indexOf('ended 1'));
  });

  it('is measured: what was read, and what that saved', async () => {
    // On a clock that leaps, the cache would have expired before it is read.
    const { options } = await bench(withPrefix(true), { now: Date.now, batchSeconds: 0.05 });
    const { summary } = await runSuite(loaded(withPrefix(true)), { ...options, clock: HASTY });
    const [haiku] = summary.variants;
    expect(haiku!.tokens.cacheRead).toBe(9 * haiku!.tokens.cacheWrite);
    expect(haiku!.cost.cacheSaved).toBeGreaterThan(0);
    const text = renderTerminal(summary, { columns: 100, color: false, ascii: false });
    expect(text).toMatch(/Prompt cache: haiku read \S+ of \S+ tokens \(\d\d\.\d %\), which saved \$/);
  });

  it('holds for a rerun too, and is left out for a single request', async () => {
    const { calls, options } = await bench(withPrefix(true), { shares: { expired: 0.6 } });
    const { summary } = await runSuite(loaded(withPrefix(true)), options);
    expect(summary.unanswered).toBe(0);
    const [, , primer, rest] = bought(calls);
    expect(primer).toBe(1);
    expect(rest).toBe(summary.variants[0]!.rerun - 1);
    const one = await bench(withPrefix(true));
    const { folder } = await runSuite(loaded(withPrefix(true)), { ...one.options, first: 1 });
    expect(journalOf(folder.path)[0]).toMatchObject({ type: 'packed', purpose: 'answer' });
  });

  it('goes on when the first request fails: nothing is promised', async () => {
    const suite = withPrefix(true);
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        JSON.stringify(params).includes('"0+1"')
          ? { error: { type: 'invalid_request_error', message: 'no' } }
          : suite.simulate!(params, context),
    });
    const { summary } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([1, 9]);
    expect(summary.unanswered).toBe(1);
  });

  it('is waited for also when nothing else is', async () => {
    const { calls, options } = await bench(withPrefix(true));
    const folder = await submitSuite(loaded(withPrefix(true)), options);
    expect(bought(calls)).toEqual([1, 9]);
    expect(folder.readState().batches.map(({ status }) => status)).toEqual(['ended', 'created']);
  });

  it('does nothing to the requests themselves', async () => {
    const hashes = async (prime: boolean) => {
      const { options } = await bench(withPrefix(prime));
      const { folder } = await runSuite(loaded(withPrefix(prime)), options);
      return [...folder.plan()].map(({ hash }) => hash);
    };
    expect(await hashes(true)).toEqual(await hashes(false));
  });

  it('without a mark for the cache is refused before anything is sent', async () => {
    const suite = sums();
    const unmarked = { ...suite, variants: { haiku: { ...suite.variants.haiku!, prime: true } } };
    const { calls, options } = await bench(suite);
    await expect(runSuite(loaded(unmarked), options)).rejects.toThrow(
      'variant "haiku": "prime" without "cache_control": there is no prefix to share',
    );
    expect(bought(calls)).toEqual([]);
  });
});
