import { describe, expect, it } from 'vitest';
import { varianceOf } from '../../../src/core/stats/variance.ts';

const of = (...values: number[]) => varianceOf(Float64Array.from(values));

describe('the variance', () => {
  it('has n − 1 in its denominator', () => {
    expect(of(1, 2, 3, 4)).toBeCloseTo(5 / 3, 14);
  });

  it('keeps its digits far from 0', () => {
    expect(of(1e9 + 1, 1e9 + 2, 1e9 + 3)).toBe(1);
  });

  it('is 0 exactly where nothing varies, and of fewer than two numbers', () => {
    expect(of(...Array(30).fill(0.1))).toBe(0);
    expect(of(0.3)).toBe(0);
    expect(of()).toBe(0);
  });
});
