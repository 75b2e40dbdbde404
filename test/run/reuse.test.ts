import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTerminal, runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/core/ledger.ts';
import { answersOf } from '../../src/core/state.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

async function afterARun(suite: AnySuite = sums()) {
  const workbench = await bench(suite);
  const project = loaded(suite);
  const first = await runSuite(project, workbench.options);
  return { ...workbench, project, first };
}

/** The same suite, but one variant asks otherwise. */
function reworded(suite: AnySuite): AnySuite {
  return {
    ...suite,
    variants: {
      ...suite.variants,
      sonnet: { ...suite.variants.sonnet!, prompt: 'How much is {{a}}+{{b}}?' },
    },
  };
}

describe('reuse', () => {
  it('takes the answers to the same requests, and buys the others', async () => {
    const { calls, options, project, first } = await afterARun();
    const changed = { ...project, suite: reworded(sums()) };
    const { folder, summary } = await runSuite(changed, { ...options, reuse: 'latest' });
    expect(bought(calls)).toEqual([12, 12, 12]);
    expect(summary.unanswered).toBe(0);
    const [haiku, sonnet] = summary.variants;
    expect(haiku).toMatchObject({ reused: 12, reusedFrom: [first.folder.manifest.id], accuracy: { n: 12 } });
    expect(haiku!.cost.total).toBeCloseTo(first.summary.variants[0]!.cost.total!, 12);
    expect(haiku!.cost.reused).toBe(haiku!.cost.total);
    expect(sonnet).toMatchObject({ reused: 0, cost: { reused: 0 } });
    const records = [...folder.records];
    expect(records.filter(({ reusedFrom }) => reusedFrom === first.folder.manifest.id)).toHaveLength(12);
    const ofHaiku = (all: Iterable<(typeof records)[number]>) =>
      essence([...all].filter(({ variant }) => variant === 'haiku'));
    expect(ofHaiku(records)).toEqual(ofHaiku(first.folder.records));
  });

  it('counts what was saved, and bills nothing for it', async () => {
    const { options, project, first } = await afterARun();
    const { folder, summary } = await runSuite(project, { ...options, reuse: 'latest' });
    const ledger = ledgerOf(folder.readState());
    expect(ledger).toMatchObject({ settled: 0, committed: 0, due: 0 });
    expect(ledger.saved).toBeCloseTo(ledgerOf(first.folder.readState()).settled, 12);
    expect(summary.ledger).toEqual(ledger);
    const report = readFileSync(join(folder.path, 'journal.jsonl'), 'utf8');
    expect(report).toContain(first.folder.manifest.id);
    expect(renderTerminal(summary, { columns: 100, color: false, ascii: false })).toMatch(
      /24 answers were taken from run \S+, which saved \$/,
    );
  });

  it('takes repetition n for repetition n, and each answer once', async () => {
    const suite = { ...sums(3), repeat: 2 };
    const { calls, options, project } = await afterARun(suite);
    expect(bought(calls)).toEqual([6, 6]);
    await runSuite(project, { ...options, repeat: 3, reuse: 'latest' });
    expect(bought(calls)).toEqual([6, 6, 3, 3]);
    // Two variants that ask the same: there is one answer for each repetition, not two.
    const twins = { ...suite, variants: { haiku: suite.variants.haiku!, twin: suite.variants.haiku! } };
    await runSuite({ ...project, suite: twins }, { ...options, reuse: 'latest' });
    expect(bought(calls).slice(4)).toEqual([6]);
  });

  it('chains: what was reused can be reused', async () => {
    const { calls, options, project, first } = await afterARun();
    await runSuite(project, { ...options, reuse: 'latest' });
    const third = await runSuite(project, { ...options, reuse: 'latest' });
    expect(bought(calls)).toEqual([12, 12]);
    expect(third.summary.ledger.saved).toBeCloseTo(first.summary.ledger.settled, 12);
  });

  it('takes only what was answered: errors are bought again', async () => {
    let failing = true;
    const suite = sums();
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        failing && JSON.stringify(params).includes('7+')
          ? { error: { type: 'invalid_request_error', message: 'no' } }
          : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    await runSuite(project, options);
    failing = false;
    const { summary } = await runSuite(project, { ...options, reuse: 'latest' });
    expect(bought(calls)).toEqual([12, 12, 1, 1]);
    expect(summary.unanswered).toBe(0);
  });

  it('is off unless asked for', async () => {
    const { calls, options, project } = await afterARun();
    await runSuite(project, options);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
  });

  it('without an earlier run buys all, and says so', async () => {
    const { calls, options } = await bench(sums());
    const troubles: string[] = [];
    await runSuite(loaded(sums()), {
      ...options,
      reuse: 'latest',
      onTrouble: (message) => troubles.push(message),
    });
    expect(troubles).toEqual(['no earlier run of "sums" was answered in the same way: all is bought']);
    expect(bought(calls)).toEqual([12, 12]);
  });

  it('never takes what another address, or another way of asking, has answered', async () => {
    const { project, first } = await afterARun();
    const other = await bench(sums());
    const troubles: string[] = [];
    await runSuite(project, {
      ...other.options,
      reuse: 'latest',
      onTrouble: (message) => troubles.push(message),
    });
    expect(bought(other.calls)).toEqual([12, 12]);
    expect(troubles).toHaveLength(1);
    const { id } = first.folder.manifest;
    await expect(runSuite(project, { ...other.options, reuse: id })).rejects.toThrow(
      new RegExp(`answers of run ${id} cannot be reused: http\\S+ answered it, not http`),
    );
  });

  it('puts the answers into the new folder: the old one may go', async () => {
    const { options, project } = await afterARun();
    const { folder } = await runSuite(project, { ...options, reuse: 'latest' });
    expect(journalOf(folder.path).map(({ type }) => type)).toEqual(['reused', 'reused']);
    expect(answersOf(folder.readState()).due).toEqual([0, 0]);
    expect(readFileSync(join(folder.path, 'results/0001.jsonl'), 'utf8')).toContain(folder.manifest.key);
  });
});
