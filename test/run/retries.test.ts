import { rerunRun, runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { Simulate } from '../../src/model/suite.ts';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

/** Fails the first so many times that each of these sums is asked, with an error of that type. */
function failing(type: string, times: number, isStruck: (a: number) => boolean): Simulate {
  const suite = sums();
  const tries = new Map<string, number>();
  return (params, context) => {
    const text = JSON.stringify(params);
    const a = Number(/(\d+)\+/.exec(text)![1]);
    const tried = tries.get(text) ?? 0;
    tries.set(text, tried + 1);
    return isStruck(a) && tried < times
      ? { error: { type, message: 'no' } }
      : suite.simulate!(params, context);
  };
}

describe('what failed in passing', () => {
  it.each(['overloaded_error', 'api_error', 'timeout_error', 'rate_limit_error'])(
    'is sent again by itself, in one batch a variant, and only it: %s',
    async (type) => {
      const { calls, options } = await bench(sums(), { simulate: failing(type, 1, (a) => a < 3) });
      const { folder, summary } = await runSuite(loaded(sums()), options);
      expect(bought(calls)).toEqual([12, 12, 3, 3]);
      expect(summary).toMatchObject({ unanswered: 0, variants: [{ rerun: 3 }, { rerun: 3 }] });
      const undisturbed = await bench(sums());
      const expected = await runSuite(loaded(sums()), undisturbed.options);
      expect(essence(folder.records)).toEqual(essence(expected.folder.records));
      const [first] = [...folder.records];
      expect(first!.earlier).toEqual([
        { batch: 1, outcome: { type: 'errored', error: { type, message: 'no' } }, tokens: null, cost: 0 },
      ]);
    },
  );

  it('is sent again twice at the most, then shown; a person may still rerun it', async () => {
    const { calls, options } = await bench(sums(), {
      simulate: failing('overloaded_error', 3, (a) => a === 5),
    });
    const project = loaded(sums());
    const { folder, summary } = await runSuite(project, { ...options, variants: ['haiku'] });
    expect(bought(calls)).toEqual([12, 1, 1]);
    expect(summary.variants[0]!.errors).toEqual([{ kind: 'overloaded_error', count: 1, example: 'no' }]);
    const again = await rerunRun(folder.path, project, options);
    expect(bought(calls)).toEqual([12, 1, 1, 1]);
    expect(again!.summary.unanswered).toBe(0);
  });

  it('is left alone where the suite says so', async () => {
    const suite = { ...sums(), retries: 0 };
    const { calls, options } = await bench(suite, { simulate: failing('api_error', 1, (a) => a < 2) });
    const { summary } = await runSuite(loaded(suite), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(summary.unanswered).toBe(4);
  });

  it('is retried by each variant as soon as all of its own batches are back', async () => {
    const { calls, options } = await bench(sums(), { shares: { expired: 0.3 } });
    const limits = { requests: 5, bytes: 1e6 };
    const { folder, summary } = await runSuite(loaded(sums()), { ...options, limits });
    expect(summary.unanswered).toBe(0);
    const retries = journalOf(folder.path).filter(({ type }) => type === 'retry');
    expect(retries.map(({ variant }) => variant).sort()).toEqual(['haiku', 'sonnet']);
    const all = bought(calls).reduce((sum, count) => sum + count, 0);
    const rerun = summary.variants.reduce((sum, variant) => sum + variant.rerun, 0);
    expect(rerun).toBeGreaterThan(0);
    expect(all).toBe(24 + rerun);
  });

  it('is held to the budget like all else: the first round may have cost more than was thought', async () => {
    const fails = failing('api_error', 1, (a) => a > 5);
    const { calls, options } = await bench(sums(), {
      simulate: async (params, context) => {
        const answer = await fails(params, context);
        return typeof answer === 'string'
          ? { content: answer, usage: { input_tokens: 900, output_tokens: 64 } }
          : answer;
      },
    });
    await expect(runSuite(loaded(sums()), { ...options, maxCost: 0.0043 })).rejects.toMatchObject({
      message: expect.stringMatching(/^over budget/),
      hint: expect.stringContaining('assay cancel'),
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([12, 12]);
  });
});

describe('what will not pass by itself', () => {
  it.each([
    'invalid_request_error',
    'authentication_error',
    'permission_error',
    'billing_error',
    'not_found_error',
    'an_error_of_next_year',
  ])('is never sent again unasked: %s', async (type) => {
    const { calls, options } = await bench(sums(), { simulate: failing(type, 1, (a) => a < 3) });
    const { summary } = await runSuite(loaded(sums()), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(summary.unanswered).toBe(6);
  });
});
