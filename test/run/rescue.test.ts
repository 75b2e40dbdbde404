import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  claudePort,
  connect,
  exportPlan,
  importBatch,
  listRuns,
  recorded,
  recoverRun,
  resumeRun,
  runSuite,
  submitSuite,
  sweep,
} from 'assay';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnySuite } from '../../src/model/suite.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { crashAt, revive } from './crash-at.ts';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

afterEach(revive);

async function workspace(options: Partial<SimulatorOptions> = {}, suite: AnySuite = sums()) {
  const own = await bench(suite, options);
  const port = claudePort(await connect(own.options.claude));
  return { ...own, port, project: loaded(suite) };
}

type Workspace = Awaited<ReturnType<typeof workspace>>;

/** Sends lines as another tool would, and waits until they are answered. */
async function sentElsewhere({ clock, port, project }: Workspace, lines: readonly string[]): Promise<string> {
  const path = join(project.root, 'requests.jsonl');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const { id } = await port.create({ path, lines: lines.length, bytes: 0 });
  do await clock.sleep(60_000, new AbortController().signal);
  while ((await port.retrieve(id)).batch.processing_status !== 'ended');
  return id;
}

function lose(run: Awaited<ReturnType<typeof runSuite>>): void {
  rmSync(run.folder.path, { recursive: true });
}

describe('a rescue that dies half-way', () => {
  it('at any change of the disk never buys anything: it is done over, or resumed', async () => {
    const suite = sums(3);
    const { calls, options, port, project } = await workspace({ shares: { expired: 0.4 } }, suite);
    const first = await runSuite(project, options);
    const kept = essence(first.folder.records);
    const paid = bought(calls);
    const reports = join(project.root, 'reports');
    lose(first);
    for (let change = 1, isDone = false; !isDone; change++) {
      const disk = crashAt(change);
      isDone = await recoverRun(project, port, options).then(
        () => true,
        () => false,
      );
      expect(disk.count()).toBeGreaterThanOrEqual(isDone ? 0 : change);
      revive();
      const [run] = listRuns(reports);
      if (run) rmSync(join(run.path, 'lock'), { force: true });
      const { folder } = run
        ? await resumeRun(run.path, project, options)
        : await recoverRun(project, port, options);
      expect(essence(folder.records), `change ${change}`).toEqual(kept);
      expect(bought(calls), `change ${change}`).toEqual(paid);
      rmSync(reports, { recursive: true });
    }
  }, 240_000);
});

describe('results that are cut short', () => {
  it('are fetched again: what was answered is never taken for lost', async () => {
    let cuts = 0;
    const own = await workspace({
      onCall: ({ operation }) =>
        operation === 'batch results' && cuts-- > 0
          ? { at: 'results', cut: { afterBytes: 3000, end: 'clean' } }
          : undefined,
    });
    const first = await runSuite(own.project, own.options);
    lose(first);
    cuts = 3;
    const { summary } = await recoverRun(own.project, own.port, own.options);
    expect(summary.unanswered).toBe(0);
  });
});

describe('an attempt that nobody knows', () => {
  it('leaves the later ones in their place, and those that a rerun adds', async () => {
    const firsts = new Set<string>();
    const own = await workspace({
      onCall: ({ operation, id }) => {
        if (operation !== 'batch results' || id === undefined) return undefined;
        if (firsts.size < 2) firsts.add(id);
        return firsts.has(id) ? { at: 'results', lines: (line, i) => (i === 3 ? [] : [line]) } : undefined;
      },
    });
    const before = await runSuite(own.project, own.options);
    expect(before.summary.variants.map(({ rerun }) => rerun)).toEqual([1, 1]);
    const kept = essence(before.folder.records);
    lose(before);
    const { folder, summary } = await recoverRun(own.project, own.port, own.options);
    expect(essence(folder.records)).toEqual(kept);
    expect(bought(own.calls)).toEqual([12, 12, 1, 1]);
    // The first try is not known to be theirs, so it is said of the batch.
    expect(summary.variants.map(({ rerun }) => rerun)).toEqual([0, 0]);
    expect(summary.notices.filter((notice) => /1 of 12 requests has no result/.test(notice))).toHaveLength(2);
    expect(folder.readState().batches.map(({ attempt, requests }) => [attempt, requests.lines])).toEqual([
      [0, 11],
      [0, 11],
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('a run of which only later turns or judges are found', () => {
  it('is not made again: what they were about is lost', async () => {
    const own = await workspace();
    const params = { model: 'claude-haiku-5-5', max_tokens: 9, messages: [{ role: 'user', content: '1+1' }] };
    const customId = `abcdefghij-0-1-0-0-${'0'.repeat(12)}`;
    await sentElsewhere(own, [JSON.stringify({ custom_id: customId, params })]);
    await expect(recoverRun(own.project, own.port, own.options)).rejects.toThrow(
      'of run abcdefghij nothing can be made again',
    );
    expect(listRuns(join(own.project.root, 'reports'))).toEqual([]);
  });
});

describe('a batch of several variants', () => {
  it('is told apart, and what was simulated is labelled for each', async () => {
    const own = await workspace();
    const lines: string[] = [];
    for await (const line of exportPlan(own.project, {}, { key: 'abcdefghij', now: own.clock.now() }))
      lines.push(line);
    const id = await sentElsewhere(own, lines);
    const { folder, summary } = await importBatch(own.project, own.port, id, own.options);
    expect(summary.unanswered).toBe(0);
    expect(summary.variants.map(({ turnaroundSeconds }) => turnaroundSeconds)).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    const batches = folder.readState().batches;
    expect(batches.map(({ variant, requests }) => [variant, requests.lines])).toEqual([
      ['haiku', 12],
      ['sonnet', 12],
    ]);
    const { lines: ofLedger } = summary.ledger;
    expect(ofLedger.map(({ variant, requests }) => [variant, requests])).toEqual([
      ['haiku', 12],
      ['sonnet', 12],
    ]);
  });
});

describe('recorded answers', () => {
  it('are read again from their file', async () => {
    const suite = sums();
    const withRecorded = {
      ...suite,
      variants: { legacy: recorded('old.jsonl', { output: 'answer' }), ...suite.variants },
    };
    const { calls, options, port, project } = await workspace({}, withRecorded);
    const rows = Array.from({ length: 12 }, (_, i) => JSON.stringify({ id: `sum-${i}`, answer: '7' }));
    writeFileSync(join(project.root, 'old.jsonl'), `${rows.join('\n')}\n`);
    const before = await runSuite(project, options);
    const kept = essence(before.folder.records);
    lose(before);
    const { folder } = await recoverRun(project, port, options);
    expect(essence(folder.records)).toEqual(kept);
    expect(bought(calls)).toEqual([12, 12]);
  });
});

describe('a part of the cases', () => {
  it.each([
    ['the first ones', { first: 5 }],
    ['those of a pattern', { pattern: /odd/ }],
    ['a few of a variant, repeated', { pattern: /sum-(3|4|9)/, variants: ['sonnet'], repeat: 2 }],
  ])('is recognised by the results: %s', async (_, selection) => {
    const { options, port, project } = await workspace();
    const before = await runSuite(project, { ...options, ...selection });
    const kept = essence(before.folder.records);
    lose(before);
    const { folder, summary } = await recoverRun(project, port, options);
    expect(essence(folder.records)).toEqual(kept);
    expect(summary.notices).toEqual(
      expect.arrayContaining([expect.stringMatching(/^what was run of the suite is told by the results: /)]),
    );
  });
});

describe('a batch that was bought twice', () => {
  it('is counted once, and what was lost is said', async () => {
    const own = await workspace();
    const { calls, clock, options, port, project } = own;
    await runSuite(project, { ...options, variants: ['haiku'] }).then(lose);
    // The same requests once more, as a submission that was resent unchecked would do.
    const lines: string[] = [];
    const [key] = await lostKeys(port);
    for await (const line of exportPlan(project, { variants: ['haiku'] }, { key: key!, now: clock.now() }))
      lines.push(line);
    await sentElsewhere(own, lines);
    const { summary, folder } = await recoverRun(project, port, options);
    expect(summary.unanswered).toBe(0);
    expect(summary.ledger.lost).toBeCloseTo(summary.ledger.settled, 12);
    expect(summary.notices).toEqual(
      expect.arrayContaining([expect.stringMatching(/^batch 1 was bought twice: msgbatch_/)]),
    );
    const owners: unknown[] = [];
    for await (const { owner } of sweep(port, [folder])) owners.push(owner);
    expect(owners).toEqual([{ run: folder.manifest.id }, { run: folder.manifest.id }]);
    expect(bought(calls)).toHaveLength(2);
  });
});

async function lostKeys(port: Workspace['port']): Promise<string[]> {
  const keys = new Set<string>();
  for await (const { owner } of sweep(port, [])) if ('lostKey' in owner) keys.add(owner.lostKey);
  return [...keys];
}

describe('where nothing is lost that can be seen', () => {
  it('says how many batches are still at work, with the exit code of a run that is processed', async () => {
    const { options, port, project } = await workspace();
    const folder = await submitSuite(project, options);
    rmSync(folder.path, { recursive: true });
    await expect(recoverRun(project, port, options)).rejects.toMatchObject({
      message: expect.stringMatching(/^no run is lost/),
      hint: expect.stringContaining('2 are still at work'),
      exitCode: 3,
    });
  });

  it('says so of a key whose run is here', async () => {
    const { options, port, project } = await workspace();
    const { folder } = await runSuite(project, options);
    const { id, key } = folder.manifest;
    await expect(recoverRun(project, port, { ...options, key })).rejects.toThrow(`run ${id} is here`);
  });
});

describe('a workspace with results older than 29 days', () => {
  it.each(['null', 'kept'] as const)('is swept all the same (results_url is %s)', async (quirk) => {
    const { clock, options, port, project } = await workspace({
      quirks: { resultsUrlAfterArchival: quirk },
    });
    await runSuite(project, options).then(lose);
    await clock.sleep(30 * 24 * 3_600_000, new AbortController().signal);
    const owners: unknown[] = [];
    for await (const { owner } of sweep(port, [])) owners.push(owner);
    expect(owners).toEqual([{ gone: true }, { gone: true }]);
    await expect(recoverRun(project, port, options)).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('a batch of another tool', () => {
  const foreign = (ids: readonly string[]) =>
    ids.map((custom_id, i) =>
      JSON.stringify({
        custom_id,
        params: {
          model: 'claude-haiku-5-5',
          max_tokens: 64,
          messages: [{ role: 'user', content: `${i}+${i % 5}` }],
        },
      }),
    );

  it('answers the cases of one variant by their ids; others are named, the rest is canceled', async () => {
    const own = await workspace();
    const ids = [...Array.from({ length: 10 }, (_, i) => `sum-${i}`), 'sum-99', 'who'];
    const id = await sentElsewhere(own, foreign(ids));
    const { folder, summary } = await importBatch(own.project, own.port, id, {
      ...own.options,
      variant: 'haiku',
    });
    const [haiku, sonnet] = summary.variants;
    expect(haiku!.outcomes).toMatchObject({ succeeded: 10, canceled: 2 });
    expect(sonnet!.outcomes).toMatchObject({ succeeded: 0, canceled: 12 });
    expect(summary.notices.join('\n')).toMatch(/2 of its ids are no case of the suite: "sum-99", "who"/);
    expect(bought(own.calls)).toEqual([12]);
    // Nobody knows what was asked: such answers are not those to the suite's requests.
    await runSuite(own.project, { ...own.options, variants: ['haiku'], reuse: folder.manifest.id });
    expect(bought(own.calls)).toEqual([12, 12]);
    expect(journalOf(folder.path).map(({ type }) => type)).toEqual(['canceled', 'recovered']);
    expect(readFileSync(join(folder.path, 'results/0001.jsonl'), 'utf8')).toContain(folder.manifest.key);
  });

  it('is refused where the variant is not said, is none, or no id is a case', async () => {
    const own = await workspace();
    const id = await sentElsewhere(own, foreign(['sum-1']));
    const others = await sentElsewhere(own, foreign(['x', 'y']));
    const importing = (batch: string, variant?: string) =>
      importBatch(own.project, own.port, batch, { ...own.options, ...(variant && { variant }) });
    await expect(importing(id)).rejects.toThrow('whose variant it answers is not said');
    await expect(importing(id, 'hiaku')).rejects.toMatchObject({ hint: 'did you mean "haiku"?' });
    await expect(importing(others, 'haiku')).rejects.toThrow('no id in batch');
    expect(listRuns(join(own.project.root, 'reports'))).toEqual([]);
  });
});
