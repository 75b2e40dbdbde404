import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, holm } from '../../../src/core/stats/multiplicity.ts';
import { reference } from './reference.ts';

const LISTS = reference<{ p: number[]; holm: number[]; bh: number[] }[]>('multiplicity');
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));

describe.each([
  ['Holm', holm, 'holm'],
  ['Benjamini and Hochberg', benjaminiHochberg, 'bh'],
] as const)('the adjustment of %s', (_, adjust, key) => {
  it.each(LISTS)("of $p is statsmodels'", (list) => {
    expect(adjust(list.p)).toEqual(close(list[key]));
  });

  it('does not count tests that were not made, and keeps their places', () => {
    expect(adjust([0.01, null, 0.04])).toEqual([adjust([0.01, 0.04])[0], null, adjust([0.01, 0.04])[1]]);
    expect(adjust([null, null])).toEqual([null, null]);
    expect(adjust([])).toEqual([]);
  });

  it('leaves a single test as it is', () => {
    expect(adjust([0.03])).toEqual([0.03]);
  });

  const list = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 });

  it('makes no p-value smaller, none larger than 1, and keeps their order', () => {
    fc.assert(
      fc.property(list, (p) => {
        const adjusted = adjust(p);
        expect(adjusted.map((value) => value === null)).toEqual(p.map((value) => value === null));
        const tested = p.flatMap((value, place) =>
          value === null ? [] : [[value, adjusted[place]!] as const],
        );
        const ascending = tested.toSorted((one, other) => one[0] - other[0]);
        for (const [own, made] of ascending) {
          expect(made).toBeGreaterThanOrEqual(own);
          expect(made).toBeLessThanOrEqual(1);
        }
        const made = ascending.map(([, value]) => value);
        expect(made).toEqual(made.toSorted((one, other) => one - other));
      }),
    );
  });
});

it('Benjamini and Hochberg ask for less than Holm', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (p) => {
      const [strict, lenient] = [holm(p), benjaminiHochberg(p)];
      strict.forEach((value, i) => {
        expect(lenient[i]).toBeLessThanOrEqual(value! + 1e-12);
      });
    }),
  );
});
