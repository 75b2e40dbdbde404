import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  claudePort,
  connect,
  exportPlan,
  importBatch,
  recoverRun,
  rerunRun,
  runSuite,
  submitSuite,
  sweep,
} from 'assay';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { bench, bought, essence, loaded, sums } from './workbench.ts';

async function workspace(options: Partial<SimulatorOptions> = {}) {
  const own = await bench(sums(), options);
  const port = claudePort(await connect(own.options.claude));
  return { ...own, port, project: loaded(sums()) };
}

/** Calls that could have changed anything. */
const posts = (calls: Awaited<ReturnType<typeof workspace>>['calls']) =>
  calls.filter(({ method }) => method !== 'GET');

describe('a run whose folder is lost', () => {
  it('is made again from the workspace, the suite and the ids: the same records, and nothing is sent', async () => {
    const { calls, options, port, project } = await workspace({ shares: { expired: 0.3 } });
    const limits = { requests: 5, bytes: 1e6 };
    const before = await runSuite(project, { ...options, limits, repeat: 2 });
    const kept = [...before.folder.records];
    rmSync(before.folder.path, { recursive: true });
    const sent = posts(calls).length;

    const { folder, summary, atWork, leftOut } = await recoverRun(project, port, options);
    expect(posts(calls)).toHaveLength(sent);
    expect(folder.manifest).toMatchObject({ key: before.folder.manifest.key, repeat: 2 });
    expect(essence(folder.records)).toEqual(essence(kept));
    expect([...folder.records].map(({ cost, earlier }) => [cost, earlier.length])).toEqual(
      kept.map(({ cost, earlier }) => [cost, earlier.length]),
    );
    expect(summary.ledger.settled).toBeCloseTo(before.summary.ledger.settled, 12);
    expect({ atWork, leftOut }).toEqual({ atWork: [], leftOut: [] });
    expect(summary.notices).toEqual([
      expect.stringMatching(/^the folder of this run was lost: it was made again on \d{4}-/),
      'what was run of the suite is told by the results: 2 trials of each case',
    ]);
  });

  it('lacks what no result holds, which only a rerun buys', async () => {
    const { calls, options, port, project } = await workspace({
      onCall: ({ operation }) =>
        operation === 'batch results'
          ? { at: 'results', lines: (line, i) => (i === 3 ? [] : [line]) }
          : undefined,
    });
    const first = await runSuite(project, { ...options, retries: 0 });
    rmSync(first.folder.path, { recursive: true });
    const recovered = await recoverRun(project, port, options);
    expect(recovered.summary.variants.map(({ outcomes }) => outcomes.canceled)).toEqual([1, 1]);
    expect(bought(calls)).toEqual([12, 12]);
    await rerunRun(recovered.folder.path, project, options);
    expect(bought(calls)).toEqual([12, 12, 1, 1]);
  });

  it('is recognised also where only a part of the suite was asked', async () => {
    const { options, port, project } = await workspace();
    const first = await runSuite(project, { ...options, variants: ['sonnet'], repeat: 3 });
    const kept = essence(first.folder.records);
    rmSync(first.folder.path, { recursive: true });
    const { folder } = await recoverRun(project, port, options);
    expect(folder.manifest).toMatchObject({ variants: [{ name: 'sonnet' }], repeat: 3 });
    expect(essence(folder.records)).toEqual(kept);
  });

  it('is chosen by its key where several are', async () => {
    const { options, port, project } = await workspace();
    const runs = [await runSuite(project, options), await runSuite(project, options)];
    const [, second] = runs.map(({ folder }) => folder.manifest.key);
    for (const { folder } of runs) rmSync(folder.path, { recursive: true });
    await expect(recoverRun(project, port, options)).rejects.toMatchObject({
      message: expect.stringMatching(/^2 runs are lost: \w{10} \(2 batches, 2026-11-2/),
      hint: 'choose one: --key',
    });
    const { folder } = await recoverRun(project, port, { ...options, key: second!.slice(0, 6) });
    expect(folder.manifest.key).toBe(second);
    // The other one is the only one that is lost now.
    expect((await recoverRun(project, port, options)).summary.unanswered).toBe(0);
  });

  it('is not made from another suite: nothing is written', async () => {
    const { options, port, project } = await workspace();
    const { folder } = await runSuite(project, options);
    rmSync(folder.path, { recursive: true });
    const suite = sums();
    const changed = {
      ...suite,
      variants: { ...suite.variants, sonnet: { ...suite.variants.sonnet!, prompt: '?' } },
    };
    await expect(recoverRun({ ...project, suite: changed }, port, options)).rejects.toThrow(
      'the suite "sums" would ask something else than was asked: first in trial 1, variant "sonnet", case "sum-0"',
    );
    expect((await recoverRun(project, port, options)).summary.unanswered).toBe(0);
  });

  it('does not hide batches at work, which may be its own', async () => {
    const { calls, options, port, project } = await workspace();
    const first = await runSuite(project, { ...options, variants: ['haiku'] });
    rmSync(first.folder.path, { recursive: true });
    await submitSuite(loaded(sums()), options);
    const { atWork } = await recoverRun(project, port, options);
    expect(atWork).toHaveLength(2);
    expect(bought(calls)).toEqual([12, 12, 12]);
  });

  it('is not looked for among runs that are here, or batches of others', async () => {
    const { options, port, project, simulator } = await workspace();
    await runSuite(project, options);
    const client = await connect({ apiKey: 'x', baseURL: simulator.url });
    const params = {
      model: 'claude-haiku-5-5',
      max_tokens: 9,
      messages: [{ role: 'user' as const, content: '1+1' }],
    };
    await client.messages.batches.create({ requests: [{ custom_id: 'mine', params }] });
    await options.clock!.sleep(60_000, new AbortController().signal);
    await expect(recoverRun(project, port, options)).rejects.toThrow('no run is lost');
  });
});

describe('a batch that is imported', () => {
  it('becomes a run, also where another tool sent the requests', async () => {
    const { calls, clock, options, port, project } = await workspace();
    const lines: string[] = [];
    const facts = { key: 'abcdefghij', now: clock.now() };
    for await (const line of exportPlan(project, { variants: ['haiku'] }, facts)) lines.push(line);
    const path = join(project.root, 'requests.jsonl');
    writeFileSync(path, `${lines.join('\n')}\n`);
    const { id } = await port.create({ path, lines: 12, bytes: 0 });
    await expect(importBatch(project, port, id, options)).rejects.toThrow(`batch ${id} is still at work`);
    do await clock.sleep(60_000, new AbortController().signal);
    while ((await port.retrieve(id)).batch.processing_status !== 'ended');
    const { folder, summary } = await importBatch(project, port, id, options);
    expect(folder.manifest).toMatchObject({ key: 'abcdefghij', variants: [{ name: 'haiku' }] });
    expect(summary).toMatchObject({ trials: 12, unanswered: 0 });
    expect(bought(calls)).toEqual([12]);
    await expect(importBatch(project, port, id, options)).rejects.toThrow(
      `batch ${id} belongs to run ${folder.manifest.id}, which is here`,
    );
  });
});

describe('a sweep', () => {
  it('tells a batch that carries the ids of a run here and stands in no journal', async () => {
    let dropped = false;
    const { options, port, project } = await workspace({
      onCall: ({ operation }) => {
        if (operation !== 'create batch' || dropped) return undefined;
        dropped = true;
        return { at: 'reply', how: 'drop' };
      },
    });
    const stop = new AbortController();
    let folder: Awaited<ReturnType<typeof submitSuite>> | undefined;
    await submitSuite(project, {
      ...options,
      signal: stop.signal,
      onStart: (started) => {
        folder = started;
      },
      onTrouble: () => stop.abort(new Error('stopped')),
    }).catch(() => {});
    await options.clock!.sleep(3_600_000, new AbortController().signal);
    const owners: unknown[] = [];
    await expect
      .poll(async () => {
        owners.length = 0;
        for await (const { owner } of sweep(port, [folder!])) owners.push(owner);
        return owners;
      })
      .toContainEqual({ twinOf: folder!.manifest.id });
  });
});
