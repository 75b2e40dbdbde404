import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/core/stats/seeded.ts';
import { reference } from './reference.ts';

const some = (seed: number, length: number) => Array.from({ length }, seeded(seed));

describe('seeded numbers', () => {
  it.each(reference<{ seed: number; first: number[] }[]>('mulberry32'))(
    "of $seed are mulberry32's",
    ({ seed, first }) => {
      expect(some(seed, first.length).map((value) => value * 2 ** 32)).toEqual(first);
    },
  );

  it('are the same for the same seed, and others for another', () => {
    expect(some(7, 20)).toEqual(some(7, 20));
    expect(some(7, 20)).not.toEqual(some(8, 20));
  });

  it('fill [0, 1) evenly', () => {
    const tenths = Array<number>(10).fill(0);
    for (const value of some(3, 20_000)) tenths[Math.floor(value * 10)]!++;
    // χ² with 9 degrees of freedom: 27.9 is its 99.9 % point.
    expect(tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });
});
