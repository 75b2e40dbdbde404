import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { Planned } from '../../src/run/options.ts';
import { bench, bought, loaded, sums } from './workbench.ts';

const dear = { ...sums(), confirmAbove: 0.001 };

describe('a run that may cost more than its suite lets pass', () => {
  it('is asked about once, with the most that it can cost', async () => {
    const { calls, options } = await bench(dear);
    const asked: Planned[] = [];
    const confirm = async (planned: Planned) => {
      asked.push(planned);
      expect(bought(calls)).toEqual([]);
      return true;
    };
    await runSuite(loaded(dear), { ...options, confirm });
    expect(asked).toEqual([{ cost: expect.any(Number), threshold: 0.001, requests: 24 }]);
    // Twelve requests of at most 64 tokens each way of two models.
    expect(asked[0]!.cost).toBeGreaterThan(12 * 64 * 5.25e-6);
    expect(asked[0]!.cost).toBeLessThan(12 * 64 * 5.25e-6 * 1.2);
    expect(bought(calls)).toEqual([12, 12]);
  });

  it('is not sent unless the answer is yes, and nothing of it is left', async () => {
    const { calls, options } = await bench(dear);
    const project = loaded(dear);
    await expect(runSuite(project, { ...options, confirm: async () => false })).rejects.toMatchObject({
      message: 'nothing was sent',
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([]);
    expect(existsSync(join(project.root, 'reports', 'sums'))).toBe(false);
  });

  it('is asked about also where the price is not known', async () => {
    const suite = sums();
    const unpriced = {
      ...suite,
      variants: { old: { ...suite.variants.haiku!, model: 'claude-mythos-preview' } },
      baseline: 'old',
    };
    const { options } = await bench(suite);
    const asked: Planned[] = [];
    const confirm = async (planned: Planned) => {
      asked.push(planned);
      return false;
    };
    await expect(runSuite(loaded(unpriced), { ...options, confirm })).rejects.toThrow('nothing was sent');
    expect(asked).toEqual([{ cost: null, threshold: 20, requests: 12 }]);
  });

  it('is otherwise not asked about, nor where answers are simulated or nobody is there to ask', async () => {
    const never = async () => {
      throw new Error('asked');
    };
    const { options } = await bench(dear);
    await runSuite(loaded(sums()), { ...options, confirm: never });
    await runSuite(loaded(dear), options);
    await runSuite(loaded(dear), { simulate: { batchSeconds: 0 }, clock: options.clock!, confirm: never });
  });
});
