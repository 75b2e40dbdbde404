import { rerunRun, resumeRun, runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/core/ledger.ts';
import { bench, bought, journalOf, loaded, sums } from './workbench.ts';

/** Twelve requests of at most 64 tokens: Haiku 5.5 at 0.25 and Sonnet 5.5 at 5 dollars a million, in batches. */
const MOST_OUTPUT = 12 * 64 * (0.25 + 5) * 1e-6;

describe('a budget', () => {
  it('lets through what fits with all the output there can be', async () => {
    const { calls, options } = await bench(sums());
    const { folder, summary } = await runSuite(loaded(sums()), { ...options, maxCost: MOST_OUTPUT * 1.2 });
    expect(bought(calls)).toEqual([12, 12]);
    const ledger = ledgerOf(folder.readState());
    expect(ledger).toMatchObject({ committed: 0, due: 0, unpriced: [] });
    expect(ledger.settled).toBeCloseTo(
      summary.variants.reduce((sum, { cost }) => sum + cost.total!, 0),
      12,
    );
  });

  it('is refused before anything is sent, with exit code 4, and resume goes on with a larger one', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    let path = '';
    const onStart = (folder: { path: string }) => {
      path = folder.path;
    };
    await expect(
      runSuite(project, { ...options, maxCost: MOST_OUTPUT * 0.9, onStart }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^over budget: what is due may cost up to \$0\.004\d, beside \$0 spent/),
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([]);
    expect(journalOf(path).map(({ type }) => type)).toEqual(['packed', 'packed']);
    const { summary } = await resumeRun(path, project, { ...options, maxCost: 1 });
    expect(summary.unanswered).toBe(0);
  });

  it('counts what was spent before a rerun', async () => {
    const suite = sums();
    let failing = true;
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        failing && params.model === 'claude-sonnet-5-5'
          ? { error: { type: 'api_error', message: 'x' } }
          : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    const { folder } = await runSuite(project, { ...options, retries: 0 });
    failing = false;
    const { settled } = ledgerOf(folder.readState());
    expect(settled).toBeGreaterThan(0);
    const rerun = 12 * 64 * 5e-6;
    await expect(rerunRun(folder.path, project, { ...options, maxCost: rerun })).rejects.toThrow(
      'over budget',
    );
    expect(bought(calls)).toEqual([12, 12]);
  });

  it('of the suite holds where no other is given', async () => {
    const suite = { ...sums(), maxCost: 0.0001 };
    const { calls, options } = await bench(suite);
    await expect(runSuite(loaded(suite), options)).rejects.toThrow('the budget is $0.00010');
    expect(bought(calls)).toEqual([]);
  });

  it('cannot be held where a price is not known', async () => {
    const suite = sums();
    const unpriced = {
      ...suite,
      variants: { old: { ...suite.variants.haiku!, model: 'claude-mythos-preview' } },
      baseline: 'old',
    };
    const { calls, options } = await bench(suite);
    await expect(runSuite(loaded(unpriced), { ...options, maxCost: 5 })).rejects.toMatchObject({
      message: 'the cost of variant "old" is not known, so no budget can be held',
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([]);
  });
});
