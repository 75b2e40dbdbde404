import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataset, defineSuite, exactMatch, recorded, resumeRun, runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/model/record.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, essence, loaded, sums } from './workbench.ts';

describe('live mode', () => {
  it('gives the records that batches give, at the price of single requests', async () => {
    const { simulator, calls, options } = await bench(sums());
    const batched = await runSuite(loaded(sums()), options);
    const live = await runSuite(loaded(sums()), { ...options, live: true });
    expect(essence(live.folder.records)).toEqual(essence(batched.folder.records));
    expect(bought(calls)).toEqual([12, 12]);
    expect(simulator.account.messages).toBe(24);
    const [a, b] = [batched, live].map(({ summary }) => summary.variants[1]!.cost);
    expect(b!.total).toBeCloseTo(2 * a!.total!, 12);
    expect(b!.total).toBeCloseTo(a!.unbatched!, 12);
    expect(live.summary.mode).toBe('live');
  });

  it('measures each answer, and batches do not; an answer that is reused keeps its own', async () => {
    const suite = sums();
    const { clock, options } = await bench(suite, {
      simulate: async (params, context) => {
        const { signal } = new AbortController();
        await clock.sleep(params.model === 'claude-haiku-5-5' ? 200 : 900, signal);
        return suite.simulate!(params, context);
      },
    });
    const project = loaded(suite);
    const latencies = (records: Iterable<TrialRecord>) =>
      [...records].map(({ variant, latencyMs }) => `${variant} ${latencyMs}`);
    const live = await runSuite(project, { ...options, live: true, concurrency: 1, first: 2 });
    const measured = ['haiku 200', 'sonnet 900', 'haiku 200', 'sonnet 900'];
    expect(latencies(live.folder.records)).toEqual(measured);
    const again = await runSuite(project, { ...options, live: true, first: 2, reuse: 'latest' });
    expect(latencies(again.folder.records)).toEqual(measured);
    const batched = await runSuite(project, { ...options, first: 1 });
    expect(latencies(batched.folder.records)).toEqual(['haiku null', 'sonnet null']);
  });

  it('keeps each answer as it arrives, so that an interrupted run asks only for the rest', async () => {
    const stop = new AbortController();
    let asked = 0;
    const { simulator, options } = await bench(sums(), {
      onCall: ({ operation }) => {
        if (operation === 'create message' && ++asked === 7) stop.abort(new Error('stopped'));
        return undefined;
      },
    });
    const project = loaded(sums());
    let path = '';
    await expect(
      runSuite(project, {
        ...options,
        live: true,
        concurrency: 2,
        signal: stop.signal,
        onStart: (folder) => {
          path = folder.path;
        },
      }),
    ).rejects.toThrow('stopped');
    const kept = readdirSync(join(path, 'results'))
      .map(
        (name) =>
          readFileSync(join(path, 'results', name), 'utf8')
            .trimEnd()
            .split('\n').length,
      )
      .reduce((sum, lines) => sum + lines, 0);
    expect(kept).toBe(simulator.account.messages);
    expect(kept).toBeLessThan(24);

    const { folder, summary } = await resumeRun(path, project, { ...options, concurrency: 2 });
    expect(summary.unanswered).toBe(0);
    expect([...folder.records]).toHaveLength(24);
    expect(simulator.account.messages).toBe(24);
  });
});

describe('recorded answers', () => {
  const rows = [
    { id: 'a', input: { q: '1' }, expected: 'one', old: 'one' },
    { id: 'b', input: { q: '2' }, expected: 'two', old: 'deux' },
    { id: 'c', input: { q: '3' }, expected: 'three', old: '' },
  ];

  function suite(file: string): AnySuite {
    return defineSuite('compared', dataset(rows), {
      variants: {
        old: recorded(file, { output: 'answer' }),
        claude: { model: 'claude-haiku-5-5', max_tokens: 20, prompt: '{{q}}' },
      },
      graders: [exactMatch()],
      simulate: ({ messages }) => ['one', 'two', 'three'][Number(messages[0]!.content) - 1]!,
    });
  }

  it('stand beside a model as a variant that asks for nothing and whose cost is not known', async () => {
    const { calls, options } = await bench(suite('old.jsonl'));
    const project = loaded(suite('old.jsonl'));
    writeFileSync(
      join(project.root, 'old.jsonl'),
      [
        { id: 'b', answer: 'deux' },
        { id: 'x', answer: 'nobody asked' },
        { id: 'a', answer: 'one' },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    const { folder, summary } = await runSuite(project, options);
    expect(bought(calls)).toEqual([3]);
    expect([...folder.records].filter(({ variant }) => variant === 'old')).toMatchObject([
      { case: 'a', output: 'one', pass: true, answeredBy: 'recorded', model: null, cost: null, tokens: null },
      { case: 'b', output: 'deux', pass: false },
      { case: 'c', outcome: { type: 'missing' }, output: null, pass: null },
    ]);
    expect(summary.comparisons[0]).toMatchObject({ n: 2, dropped: 1, fixed: 1, broken: 0 });
  });
});
