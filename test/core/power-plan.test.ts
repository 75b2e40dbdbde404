import { describe, expect, it } from 'vitest';
import { powerPlan, priorOf } from '../../src/core/power-plan.ts';
import type { Prior } from '../../src/model/power.ts';
import { comparison, difference, summary } from '../render/report-fixture.ts';

const question = { cases: 500, groups: 500, repeat: 1 };

const measured = (changes: Partial<Prior> = {}): Prior => ({
  source: { run: 'r', variant: 'b', baseline: 'a', metric: 'accuracy', cases: 200 },
  rate: 0.9,
  flips: null,
  variance: 0.09,
  samples: 1,
  noiseShare: null,
  clusterFactor: 1,
  ...changes,
});

describe('without a run that tells how much cases vary', () => {
  it('a usual comparison of 90 % passes is assumed: 108, 353, 897 and 1,931 cases for 10, 5, 3 and 2 points', () => {
    const plan = powerPlan(question, null);
    expect(plan.needed.map(({ cases }) => cases)).toEqual([108, 353, 897, 1931]);
    expect(plan.prior.source).toBeNull();
    expect(plan.byRepeat).toEqual([]);
  });

  it('what can be seen is what so many cases were found to take', () => {
    expect(powerPlan({ ...question, cases: 353, groups: 353 }, null).detectable).toBeCloseTo(0.05, 3);
    expect(powerPlan({ ...question, cases: 3 }, null).detectable).toBeNull();
    expect(powerPlan({ ...question, cases: 0 }, null).detectable).toBeNull();
  });

  it('another pass rate can be asked about', () => {
    const [, even] = powerPlan({ ...question, rate: 0.5 }, null).needed;
    expect(even!.cases).toBeGreaterThan(353);
    const [gone] = powerPlan({ ...question, rate: 0.5, differences: [0.6] }, null).needed;
    expect(gone).toEqual({ difference: 0.6, cases: null });
  });

  it('cases that share documents are worth less: 500 in 100 documents about 227', () => {
    const plan = powerPlan({ ...question, groups: 100 }, null);
    expect(plan.cases / plan.prior.clusterFactor).toBeCloseTo(227.27, 1);
    expect(plan.needed[1]!.cases).toBe(Math.ceil(353 * 2.2));
  });
});

describe('with a run that tells', () => {
  it('one 0/1 score a case goes by the cases that flipped', () => {
    const [five] = powerPlan(
      { ...question, differences: [0.05] },
      measured({ flips: 0.08, variance: 0.08 }),
    ).needed;
    // (1.96·√0.08 + 0.84·√(0.08 − 0.0025))² / 0.0025
    expect(five!.cases).toBe(249);
  });

  it('several samples a case go by the variance, of which more samples take away the noise', () => {
    const plan = powerPlan({ ...question, repeat: 3 }, measured({ samples: 1, noiseShare: 0.8 }));
    const at = (repeat: number) => plan.byRepeat.find((one) => one.repeat === repeat)!.detectable;
    expect(at(1)).toBeCloseTo(2.80158 * Math.sqrt(0.09 / 500), 5);
    expect(at(3)).toBeCloseTo(at(1) * Math.sqrt(0.2 + 0.8 / 3), 10);
    expect(plan.detectable).toBe(at(3));
    expect(plan.needed[1]!.cases).toBe(Math.ceil((2.80158 ** 2 * 0.09 * (0.2 + 0.8 / 3)) / 0.05 ** 2));
  });
});

describe('too few cases', () => {
  it('see nothing at all', () => {
    const plan = powerPlan(
      { ...question, cases: 4 },
      measured({ flips: 0.3, variance: 0.3, noiseShare: 0.5 }),
    );
    expect([plan.detectable, plan.byRepeat]).toEqual([null, []]);
  });
});

describe('what earlier runs tell', () => {
  const told = comparison({ difference: { ...difference(), standardError: 0.01 }, n: 400, groups: 400 });

  it('is the newest comparison of enough cases', () => {
    const few = comparison({ n: 19 });
    const nothing = comparison({ difference: { ...difference(), standardError: 0 } });
    const prior = priorOf([
      summary({ run: 'newest', comparisons: [few, nothing] }),
      summary({ run: 'older', comparisons: [told] }),
      summary({ run: 'oldest', comparisons: [comparison()] }),
    ]);
    expect(prior).toMatchObject({
      source: { run: 'older', variant: 'haiku', baseline: 'sonnet', cases: 400 },
      variance: expect.closeTo(0.04, 12),
      flips: (told.fixed + told.broken) / 400,
    });
  });

  it('holds the clusters in its variance, and counts no flips then', () => {
    expect(priorOf([summary({ comparisons: [{ ...told, groups: 40 }] })])).toMatchObject({ flips: null });
  });

  it('is nothing where nothing was compared in pairs', () => {
    expect(priorOf([])).toBeNull();
    expect(priorOf([summary({ comparisons: [{ ...told, paired: false }] })])).toBeNull();
  });
});
