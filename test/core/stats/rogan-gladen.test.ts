import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roganGladen } from '../../../src/core/stats/rogan-gladen.ts';
import { reference } from './reference.ts';

type Pair = [count: number, n: number];
interface Vector {
  alpha: number;
  judged: Pair;
  passes: Pair;
  failures: Pair;
  value: number;
  low: number;
  high: number;
}

const of = (judged: Pair, passes: Pair, failures: Pair, alpha = 0.05) => {
  const [one, two, three] = [judged, passes, failures].map(([count, n]) => ({ count, n }));
  return roganGladen(one!, two!, three!, alpha);
};

describe("a judge's pass rate corrected from another sample", () => {
  it.each(reference<Vector[]>('roganGladen'))(
    '$judged judged, $passes of the passes, $failures of the failures, α $alpha',
    ({ judged, passes, failures, alpha, value, low, high }) => {
      expect(of(judged, passes, failures, alpha)).toEqual({
        value: expect.closeTo(value, 10),
        low: expect.closeTo(low, 10),
        high: expect.closeTo(high, 10),
      });
    },
  );

  it('of a judge no better than chance is none, and without labels of both kinds neither', () => {
    expect(of([80, 100], [10, 20], [10, 20])).toBeNull();
    expect(of([80, 100], [2, 20], [10, 20])).toBeNull();
    expect(of([80, 100], [0, 0], [10, 20])).toBeNull();
    expect(of([80, 100], [10, 20], [0, 0])).toBeNull();
    expect(of([0, 0], [20, 20], [20, 20])).toBeNull();
  });

  it('of a faultless judge is his rate', () => {
    expect(of([80, 100], [500, 500], [500, 500])!.value).toBeCloseTo(0.8, 12);
  });

  const of100 = fc.integer({ min: 51, max: 100 });

  it('lies in [0, 1], and turns around when pass and fail do', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), of100, of100, (judged, passes, failures) => {
        const there = of([judged, 100], [passes, 100], [failures, 100])!;
        const back = of([100 - judged, 100], [failures, 100], [passes, 100])!;
        expect(there.low).toBeGreaterThanOrEqual(0);
        expect(there.high).toBeLessThanOrEqual(1);
        expect(there.low).toBeLessThanOrEqual(there.high);
        expect(back.value).toBeCloseTo(1 - there.value, 10);
        expect(back.low).toBeCloseTo(1 - there.high, 10);
        expect(back.high).toBeCloseTo(1 - there.low, 10);
      }),
    );
  });
});
