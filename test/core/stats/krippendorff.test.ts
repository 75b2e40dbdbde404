import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bcaInterval } from '../../../src/core/stats/bca.ts';
import { krippendorffsAlpha, type Level, type Ratings } from '../../../src/core/stats/krippendorff.ts';
import { reference } from './reference.ts';

const LEVELS: readonly Level[] = ['nominal', 'ordinal', 'interval'];
type Vector = Record<Level, number> & { name: string; units: Ratings[] };
const VECTORS = reference<Vector[]>('krippendorff');

describe("Krippendorff's alpha", () => {
  it.each(VECTORS)('of $name is that by the matrix of coincidences', (vector) => {
    for (const level of LEVELS)
      expect(krippendorffsAlpha(vector.units, level)).toBeCloseTo(vector[level], 10);
  });

  it('of the example in his paper is what he published', () => {
    const published = LEVELS.map((level) => krippendorffsAlpha(VECTORS[0]!.units, level)!.toFixed(3));
    expect(published).toEqual(['0.743', '0.815', '0.849']);
  });

  it('is null where ratings do not vary, and where no unit has two', () => {
    for (const level of LEVELS) {
      expect(
        krippendorffsAlpha(
          [
            [1, 1],
            [1, 1, null],
          ],
          level,
        ),
      ).toBeNull();
      expect(
        krippendorffsAlpha(
          [
            [0.1, 0.1, 0.1],
            [0.1, 0.1],
          ],
          level,
        ),
      ).toBeNull();
      expect(krippendorffsAlpha([[1, null], [2], [null, 3]], level)).toBeNull();
      expect(krippendorffsAlpha([], level)).toBeNull();
    }
  });

  const rating = fc.option(fc.integer({ min: 0, max: 4 }), { freq: 5 });
  const units = fc.array(fc.array(rating, { minLength: 2, maxLength: 4 }), { maxLength: 20 });

  it('is at most 1, and 1 exactly where all agree', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...LEVELS), (own, level) => {
        const alpha = krippendorffsAlpha(own, level);
        if (alpha === null) return;
        const agree = own.every((ratings) => new Set(ratings.filter((rating) => rating !== null)).size < 2);
        expect(Math.abs(alpha - 1) < 1e-12).toBe(agree);
        expect(alpha).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('does not depend on the order of units or raters, nor on units that one rater alone rated', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...LEVELS), (own, level) => {
        const other = [[3, null], ...own.toReversed().map((ratings) => ratings.toReversed())];
        const [alpha, same] = [krippendorffsAlpha(own, level), krippendorffsAlpha(other, level)];
        if (alpha === null) expect(same).toBeNull();
        else expect(same).toBeCloseTo(alpha, 10);
      }),
    );
  });

  it('depends on the names of classes, on the order of ranks, or on distances, as its level says', () => {
    const { units: own } = VECTORS[0]!;
    const mapped = (map: (rating: number) => number) =>
      own.map((ratings) => ratings.map((rating) => rating && map(rating)));
    const [renamed, stretched, scaled] = [
      mapped((rating) => (rating * 3) % 7),
      mapped((rating) => rating ** 3),
      mapped((rating) => 10 * rating + 2),
    ];
    const same = (other: Ratings[], level: Level) =>
      Math.abs(krippendorffsAlpha(other, level)! - krippendorffsAlpha(own, level)!) < 1e-10;
    expect(LEVELS.map((level) => same(renamed, level))).toEqual([true, false, false]);
    expect(LEVELS.map((level) => same(stretched, level))).toEqual([true, true, false]);
    expect(LEVELS.map((level) => same(scaled, level))).toEqual([true, true, true]);
  });

  it('has a BCa interval over units, the same each time', () => {
    const { units: own, ordinal } = VECTORS[1]!;
    const interval = () => bcaInterval(own, (some) => krippendorffsAlpha(some, 'ordinal'));
    const [low, high] = interval()!;
    expect(low).toBeLessThan(ordinal);
    expect(high).toBeGreaterThan(ordinal);
    expect(interval()).toEqual([low, high]);
  });
});
