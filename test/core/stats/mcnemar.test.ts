import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcNemarMidP } from '../../../src/core/stats/mcnemar.ts';
import { reference } from './reference.ts';

describe("McNemar's mid-p value", () => {
  it.each(reference<{ b: number; c: number; p: number }[]>('mcnemar'))(
    "of $b and $c is scipy's",
    ({ b, c, p }) => {
      expect(Math.abs(mcNemarMidP(b, c) / p - 1)).toBeLessThan(1e-9);
    },
  );

  it('is 1 where no case flipped', () => {
    expect(mcNemarMidP(0, 0)).toBe(1);
  });

  it('takes five flips in one direction to be below 5 %, whatever the number of cases', () => {
    expect(mcNemarMidP(4, 0)).toBeCloseTo(0.0625, 12);
    expect(mcNemarMidP(5, 0)).toBeCloseTo(0.03125, 12);
  });

  const count = fc.nat({ max: 3000 });

  it('lies in (0, 1], does not care which is which, and falls as the two move apart', () => {
    fc.assert(
      fc.property(count, count, (b, c) => {
        const p = mcNemarMidP(b, c);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mcNemarMidP(c, b)).toBe(p);
        if (b > 0 && c >= b) expect(mcNemarMidP(b - 1, c + 1)).toBeLessThanOrEqual(p);
      }),
    );
  });
});
