import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileInterval } from '../../src/core/stats/order-statistic.ts';
import type { TrialRecord } from '../../src/model/record.ts';
import { expired, fail, pass, score, summarize } from './builders.ts';

const variants = [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }];
const one = (cases: readonly (readonly TrialRecord[])[], changes = {}) =>
  summarize(
    cases.map((own) => [own]),
    { variants, ...changes },
  ).variants[0]!;

/** A case of so many samples of which so many pass. */
const samples = (passes: number, fails: number) => [
  ...Array.from({ length: passes }, () => pass()),
  ...Array.from({ length: fails }, () => fail()),
];

describe('several samples of a case', () => {
  it('come to pass@k and pass^k, each case counting once', () => {
    const { repeated, accuracy } = one([samples(3, 0), samples(1, 2), samples(2, 1), samples(0, 3)], {
      repeat: 3,
    });
    expect(accuracy!.mean).toBeCloseTo(0.5, 12);
    expect(repeated).toMatchObject({
      k: 3,
      passAtK: { mean: 0.75, n: 4, method: 'wilson' },
      passHatK: { mean: 0.25, n: 4, method: 'wilson' },
    });
  });

  it('leave out cases that lack some of them', () => {
    const { repeated } = one([samples(2, 0), [pass(), expired()], samples(1, 1)], { repeat: 2 });
    expect(repeated).toMatchObject({ passAtK: { mean: 1, n: 2 }, passHatK: { mean: 0.5, n: 2 } });
    expect(one([[pass(), expired()]], { repeat: 2 }).repeated).toMatchObject({
      passAtK: { mean: null, n: 0 },
    });
  });

  it('are no matter where there is one, or nothing decides', () => {
    expect(one([[pass()]]).repeated).toBeNull();
    expect(one([[score(1), score(0)]], { repeat: 2 }).repeated).toBeNull();
  });

  it('spread over clusters: cases of one input count as one group', () => {
    const cases = Array.from({ length: 20 }, (_, i) => samples(i < 10 ? 2 : 0, i < 10 ? 0 : 2));
    const of = (inputs: readonly number[]) =>
      summarize(
        cases.map((own) => [own]),
        { variants, repeat: 2 },
        inputs,
      ).variants[0]!.repeated!.passHatK;
    const [own, shared] = [of(cases.map((_, i) => i)), of(cases.map((_, i) => Math.floor(i / 5)))];
    expect(shared).toMatchObject({ mean: own.mean, groups: 4 });
    expect(shared.high! - shared.low!).toBeGreaterThan(own.high! - own.low!);
  });

  it('never have pass^k above the accuracy, nor pass@k below it', () => {
    const passes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(passes, (counts) => {
        const { repeated, accuracy } = one(
          counts.map((count) => samples(count, 4 - count)),
          { repeat: 4 },
        );
        expect(repeated!.passHatK.mean!).toBeLessThanOrEqual(accuracy!.mean! + 1e-12);
        expect(repeated!.passAtK.mean!).toBeGreaterThanOrEqual(accuracy!.mean! - 1e-12);
      }),
    );
  });
});

describe('latency', () => {
  const took = (...milliseconds: readonly (number | null)[]) =>
    milliseconds.map((latencyMs) => [latencyMs === null ? expired() : pass({ latencyMs })]);

  it('is in quantiles with their intervals, of what was asked live', () => {
    // A hundred answers, 10 ms to 1 s; binomial ranks: 40 and 61 of the median, 90 and 100 of p95.
    const all = Array.from({ length: 100 }, (_, i) => (((i * 37) % 100) + 1) * 10);
    expect(one(took(...all), { mode: 'live' }).latency).toEqual({
      p50: { value: 500, low: 400, high: 610 },
      p95: { value: 950, low: 900, high: 1000 },
    });
    expect(quantileInterval(Float64Array.from(all).sort(), 0.95, 0.05)).toMatchObject({
      low: 900,
      high: 1000,
    });
  });

  it('has no upper end of p95 where answers are few', () => {
    const all = Array.from({ length: 60 }, (_, i) => i + 1);
    const { p95 } = one(took(...all), { mode: 'live' }).latency!;
    expect(p95).toMatchObject({ value: 57, high: null });
    expect(p95.low).toBeGreaterThan(50);
  });

  it('leaves out what has none, and is never that of a batch', () => {
    expect(one(took(null, 100), { mode: 'live' }).latency!.p50.value).toBe(100);
    expect(one(took(null), { mode: 'live' }).latency).toBeNull();
    expect(one(took(100, 200), { mode: 'batch' }).latency).toBeNull();
  });
});
