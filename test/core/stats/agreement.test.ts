import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crosstab, cohensKappa, gwetAc1 } from '../../../src/core/stats/agreement.ts';
import { bcaInterval } from '../../../src/core/stats/bca.ts';
import { normalCdf, normalQuantile } from '../../../src/core/stats/normal.ts';
import { rankCorrelation } from '../../../src/core/stats/rank-correlation.ts';

/** Made by test/stats/agreement.py, which states the versions of what made them. */
const REFERENCE = JSON.parse(
  readFileSync(new URL('../../stats/agreement.json', import.meta.url), 'utf8'),
) as {
  tables: {
    name: string;
    table: Crosstab;
    kappa: [number, number];
    quadratic: [number, number];
    ac1: [number, number];
  }[];
  bca: { pairs: [number, number][]; kappa: [number, number, number] };
  spearman: { x: number[]; y: number[]; correlation: [number, number, number] };
  normal: [number, number][];
};

const close = ([value, standardError]: [number, number]) => ({
  value: expect.closeTo(value, 10),
  standardError: expect.closeTo(standardError, 10),
  chance: expect.any(Number),
});

describe("Cohen's kappa", () => {
  it.each(REFERENCE.tables)('of $name is that of statsmodels, as is its standard error', (one) => {
    expect(cohensKappa(one.table)).toEqual(close(one.kappa));
    const quadratic = (i: number, j: number) => 1 - ((i - j) / (one.table.length - 1)) ** 2;
    expect(cohensKappa(one.table, quadratic)).toEqual(close(one.quadratic));
  });

  it('is what its authors published', () => {
    const cohen = cohensKappa([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    expect(cohen!.value.toFixed(3)).toBe('0.492');
    const fleiss = cohensKappa([
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ]);
    expect(fleiss!.value.toFixed(3)).toBe('0.429');
    expect((fleiss!.standardError ** 2).toFixed(6)).toBe('0.002885');
  });

  it('is undefined where both know one category only, and of nothing', () => {
    expect(
      cohensKappa([
        [30, 0],
        [0, 0],
      ]),
    ).toBeNull();
    expect(
      cohensKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  it('is 0 where one of the two knows one category only', () => {
    expect(
      cohensKappa([
        [20, 0],
        [10, 0],
      ]),
    ).toEqual({ value: 0, standardError: expect.closeTo(0, 12), chance: expect.closeTo(2 / 3, 12) });
  });

  it('is 1 exactly where they always agree, never beyond, and does not care who is who', () => {
    const count = fc.nat({ max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const found = cohensKappa([
          [a, b],
          [c, d],
        ]);
        if (found === null) return;
        expect(found.value).toBeLessThanOrEqual(1 + 1e-12);
        expect(found.value).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(Math.abs(found.value - 1) < 1e-12).toBe(b + c === 0);
        const swapped = cohensKappa([
          [a, c],
          [b, d],
        ])!;
        expect(swapped.value).toBeCloseTo(found.value, 12);
        expect(swapped.standardError).toBeCloseTo(found.standardError, 10);
      }),
    );
  });
});

describe("Gwet's AC1", () => {
  it.each(REFERENCE.tables)('of $name, with its standard error over subjects', (one) => {
    expect(gwetAc1(one.table)).toEqual(close(one.ac1));
  });

  it('stands where kappa collapses: 118, 5, 2 and 0 of 125', () => {
    const skewed = [
      [118, 5],
      [2, 0],
    ];
    expect(cohensKappa(skewed)!.value.toFixed(2)).toBe('-0.02');
    expect(gwetAc1(skewed)!.value.toFixed(2)).toBe('0.94');
  });
});

describe('the BCa interval', () => {
  const kappaOf = (pairs: readonly (readonly [number, number])[]) => {
    const table = [
      [0, 0],
      [0, 0],
    ];
    for (const [a, b] of pairs) table[a]![b]!++;
    return cohensKappa(table)?.value ?? null;
  };

  it("of a kappa is scipy's, but for the draw of the resamples", () => {
    const { pairs, kappa } = REFERENCE.bca;
    const [low, high] = bcaInterval(pairs, kappaOf)!;
    expect(kappaOf(pairs)).toBeCloseTo(kappa[0], 12);
    expect(Math.abs(low - kappa[1])).toBeLessThan(0.03);
    expect(Math.abs(high - kappa[2])).toBeLessThan(0.03);
  });

  it('is the same each time, and there is none where nothing varies', () => {
    const { pairs } = REFERENCE.bca;
    expect(bcaInterval(pairs, kappaOf)).toEqual(bcaInterval(pairs, kappaOf));
    expect(bcaInterval(Array(10).fill([1, 1]), () => 1)).toBeNull();
    expect(bcaInterval([[1, 1]], kappaOf)).toBeNull();
  });
});

describe('the rank correlation', () => {
  it("is scipy's, ties included, with the interval of Bonett and Wright", () => {
    const { x, y, correlation } = REFERENCE.spearman;
    expect(rankCorrelation(x, y)).toEqual({
      value: expect.closeTo(correlation[0], 10),
      low: expect.closeTo(correlation[1], 10),
      high: expect.closeTo(correlation[2], 10),
      n: 30,
    });
  });

  it('is undefined where one side does not vary', () => {
    expect(rankCorrelation([1, 2, 3, 4], [0, 0, 0, 0])).toEqual({ value: null, low: null, high: null, n: 4 });
  });
});

describe('the normal distribution', () => {
  it.each(REFERENCE.normal)('at %d is %d', (x, p) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-14);
    if (Math.abs(x) < 5) expect(normalQuantile(p)).toBeCloseTo(x, 10);
  });
});
