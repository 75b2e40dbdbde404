import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileInterval } from '../../../src/core/stats/order-statistic.ts';
import { reference } from './reference.ts';

interface Vector {
  n: number;
  q: number;
  alpha: number;
  value: number;
  low: number | null;
  high: number | null;
}

/** 1, 2, …, n: each value is its rank. */
const ranks = (n: number) => Float64Array.from({ length: n }, (_, i) => i + 1);

describe('the interval of a quantile', () => {
  it.each(reference<Vector[]>('orderStatistic'))(
    "of $n values at $q, α $alpha, is scipy's: $low to $high",
    ({ n, q, alpha, value, low, high }) => {
      expect(quantileInterval(ranks(n), q, alpha)).toEqual({ value, low, high, n });
    },
  );

  it('of p95 has no upper bound below 72 values, and of p5 no lower one', () => {
    expect(quantileInterval(ranks(71), 0.95, 0.05).high).toBeNull();
    expect(quantileInterval(ranks(72), 0.95, 0.05).high).toBe(72);
    expect(quantileInterval(ranks(71), 0.05, 0.05).low).toBeNull();
    expect(quantileInterval(ranks(72), 0.05, 0.05).low).toBe(1);
  });

  it('of a single value is that value alone, and of none is nothing', () => {
    expect(quantileInterval(Float64Array.of(7), 0.5, 0.05)).toEqual({
      value: 7,
      low: null,
      high: null,
      n: 1,
    });
    expect(quantileInterval(new Float64Array(), 0.5, 0.05)).toEqual({
      value: null,
      low: null,
      high: null,
      n: 0,
    });
  });

  it('takes the value whose rank is n·q, not the next by rounding', () => {
    expect(quantileInterval(ranks(100), 0.07, 0.05).value).toBe(7);
  });

  const sample = fc
    .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 })
    .map((values) => Float64Array.from(values).sort());
  const level = fc.constantFrom(0.5, 0.9, 0.95);

  it('holds its value, and grows with the confidence', () => {
    fc.assert(
      fc.property(sample, level, (sorted, q) => {
        const [usual, wide] = [quantileInterval(sorted, q, 0.05), quantileInterval(sorted, q, 0.01)];
        if (usual.low !== null) expect(usual.low).toBeLessThanOrEqual(usual.value!);
        if (usual.high !== null) expect(usual.high).toBeGreaterThanOrEqual(usual.value!);
        if (wide.low !== null) expect(wide.low).toBeLessThanOrEqual(usual.low!);
        if (wide.high !== null) expect(wide.high).toBeGreaterThanOrEqual(usual.high!);
      }),
    );
  });
});
