import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passAtK, passHatK } from '../../../src/core/stats/pass-at-k.ts';
import { reference } from './reference.ts';

type Vector = Record<'n' | 'c' | 'k' | 'at' | 'hat', number>;

describe('pass@k and pass^k', () => {
  it.each(reference<Vector[]>('passAtK'))('of $c passes in $n samples, k = $k', ({ n, c, k, at, hat }) => {
    expect(passAtK(n, c, k)).toBeCloseTo(at, 12);
    expect(passHatK(n, c, k)).toBeCloseTo(hat, 12);
  });

  it('are undefined where there are fewer than k samples', () => {
    expect(passAtK(4, 4, 5)).toBeNull();
    expect(passHatK(4, 4, 5)).toBeNull();
    expect(passAtK(0, 0, 1)).toBeNull();
  });

  const counts = fc
    .integer({ min: 1, max: 300 })
    .chain((n) => fc.tuple(fc.constant(n), fc.nat({ max: n }), fc.integer({ min: 1, max: n })));

  it('lie in [0, 1] on either side of the pass rate, which both are at k = 1', () => {
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        const [at, hat] = [passAtK(n, c, k)!, passHatK(n, c, k)!];
        expect(hat).toBeGreaterThanOrEqual(0);
        expect(hat).toBeLessThanOrEqual(c / n + 1e-12);
        expect(at).toBeGreaterThanOrEqual(c / n - 1e-12);
        expect(at).toBeLessThanOrEqual(1);
        expect(passAtK(n, c, 1)).toBeCloseTo(c / n, 12);
        expect(passHatK(n, c, 1)).toBeCloseTo(c / n, 12);
      }),
    );
  });

  it('are 1 and 0 exactly where passes, or failures, are too few to make up k', () => {
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        if (n - c < k) expect(passAtK(n, c, k)).toBe(1);
        expect(passHatK(n, c, k) === 0).toBe(c < k);
      }),
    );
  });

  it('are unbiased: over all samples of a case they average to 1 − (1 − p)^k and p^k', () => {
    const [n, p, k] = [6, 0.7, 3];
    const choose = (c: number) => [1, 6, 15, 20, 15, 6, 1][c]!;
    let [at, hat] = [0, 0];
    for (let c = 0; c <= n; c++) {
      const chance = choose(c) * p ** c * (1 - p) ** (n - c);
      at += chance * passAtK(n, c, k)!;
      hat += chance * passHatK(n, c, k)!;
    }
    expect(at).toBeCloseTo(1 - (1 - p) ** k, 12);
    expect(hat).toBeCloseTo(p ** k, 12);
  });
});
