import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaseColumns,
  decodeColumns,
  type EncodeOptions,
  encodeColumns,
  type VariantColumns,
} from '../../src/pack/columns.ts';

const exact: EncodeOptions = { coarse: false, exactGrader: null };

function roundTrip(columns: CaseColumns, options = exact): CaseColumns {
  const { layout, bytes } = encodeColumns(columns, options);
  return decodeColumns(bytes, JSON.parse(JSON.stringify(layout)));
}

/** Columns of some cases, where nothing is known unless it is said. */
function columnsOf(ids: readonly string[], changes: Partial<VariantColumns> = {}): CaseColumns {
  const unknown = () => new Float64Array(ids.length).fill(Number.NaN);
  const one = {
    samples: unknown().fill(1),
    passed: unknown().fill(0),
    decided: unknown().fill(0),
    missing: unknown().fill(1),
    scores: [],
    cost: unknown(),
    tokensIn: unknown(),
    tokensOut: unknown(),
    latency: null,
    ...changes,
  };
  return {
    ids,
    tagNames: [],
    tags: new Uint32Array(),
    tagStarts: new Uint32Array(ids.length + 1),
    variants: [one],
  };
}

const known = (cells: fc.Arbitrary<number>) => fc.oneof(cells, fc.constant(Number.NaN));

const columns: fc.Arbitrary<CaseColumns> = fc
  .record({ cases: fc.nat(40), variants: fc.nat(4), graders: fc.nat(3), live: fc.boolean() })
  .chain(({ cases, variants, graders, live }) => {
    const column = (cells: fc.Arbitrary<number>) =>
      fc.array(known(cells), { minLength: cases, maxLength: cases }).map((each) => Float64Array.from(each));
    const variant = fc.record({
      samples: column(fc.nat(70_000)),
      passed: column(fc.nat(300)),
      decided: column(fc.nat(300)),
      missing: column(fc.nat(3)),
      scores: fc.array(column(fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: graders,
        maxLength: graders,
      }),
      cost: column(fc.nat(2 ** 31).map((nanos) => nanos / 1e9)),
      tokensIn: column(fc.nat(2 ** 31)),
      tokensOut: column(fc.nat(1000)),
      latency: live ? column(fc.nat(10 ** 7)) : fc.constant(null),
    });
    const texts = fc.string({ unit: 'binary', maxLength: 30 });
    return fc.record({
      ids: fc.array(texts, { minLength: cases, maxLength: cases }),
      tagNames: fc.array(texts, { minLength: 5, maxLength: 400 }),
      tagged: fc.array(fc.array(fc.nat(4), { maxLength: 5 }), { minLength: cases, maxLength: cases }),
      variants: fc.array(variant, { minLength: variants, maxLength: variants }),
    });
  })
  .map(({ tagged, ...rest }) => {
    const tagStarts = new Uint32Array(tagged.length + 1);
    tagged.forEach((own, i) => {
      tagStarts[i + 1] = tagStarts[i]! + own.length;
    });
    return { ...rest, tags: Uint32Array.from(tagged.flat()), tagStarts };
  });

describe('columns', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(columns, (each) => {
        expect(roundTrip(each)).toEqual(each);
      }),
    );
  });

  it('may be of no case and of no variant', () => {
    const none = { ...columnsOf([]), variants: [] };
    expect(roundTrip(none)).toEqual(none);
    expect(roundTrip(columnsOf([]))).toEqual(columnsOf([]));
  });

  it('tell zero from what is not known', () => {
    const cost = Float64Array.of(0, Number.NaN, 0.5);
    for (const coarse of [false, true]) {
      const [one] = roundTrip(columnsOf(['a', 'b', 'c'], { cost }), { coarse, exactGrader: null }).variants;
      expect(one!.cost).toEqual(cost);
    }
  });

  it('hold more than 65,535 tags', () => {
    const tagNames = Array.from({ length: 70_000 }, (_, i) => `customer-${i}`);
    const tags = Uint32Array.from(tagNames, (_, i) => i);
    const many = { ...columnsOf(['a', 'b']), tagNames, tags, tagStarts: Uint32Array.of(0, 69_999, 70_000) };
    expect(roundTrip(many)).toEqual(many);
  });

  it('hold more than 255 scores, exactly', () => {
    const scores = [Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1))];
    const ids = Array.from({ length: 1000 }, (_, i) => `${i}`);
    expect(roundTrip(columnsOf(ids, { scores })).variants[0]!.scores).toEqual(scores);
  });

  it('round dollars to billionths, and dear cases to millionths', () => {
    const cost = (...dollars: number[]) => [
      ...roundTrip(columnsOf(['a', 'b'], { cost: Float64Array.from(dollars) })).variants[0]!.cost,
    ];
    expect(cost(0.0000000014, 4)).toEqual([0.000000001, 4]);
    expect(cost(0.0000014, 400)).toEqual([0.000001, 400]);
    expect(cost(0.1, 400_000)).toEqual([0.1, 400_000]);
  });

  it('show halves of surrogate pairs as U+FFFD', () => {
    expect(roundTrip(columnsOf(['a\ud800b', '\udc00'])).ids).toEqual(['a\ufffdb', '\ufffd']);
  });

  it('keep a byte order mark at the start of an id', () => {
    expect(roundTrip(columnsOf(['\ufeffa'])).ids).toEqual(['\ufeffa']);
  });

  it('share long starts of ids', () => {
    const ids = ['x'.repeat(1000), `${'x'.repeat(1000)}y`, `${'x'.repeat(300)}z`];
    expect(roundTrip(columnsOf(ids)).ids).toEqual(ids);
  });
});

describe('coarse columns', () => {
  const coarse = { coarse: true, exactGrader: 1 };

  it('are off by less than a few percent over six orders of magnitude', () => {
    const amounts = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(amounts, (dollars) => {
        const ids = dollars.map(String);
        const [one] = roundTrip(columnsOf(ids, { cost: Float64Array.from(dollars) }), coarse).variants;
        dollars.forEach((value, i) => {
          expect(Math.abs(one!.cost[i]! / value - 1)).toBeLessThan(0.03);
        });
      }),
    );
  });

  it('keep the scores by which changes are told, and thousandths of the others', () => {
    const scores = [Float64Array.of(0.12345), Float64Array.of(0.12345)];
    const [one] = roundTrip(columnsOf(['a'], { scores }), coarse).variants;
    expect(one!.scores.map(([score]) => score)).toEqual([0.123, 0.12345]);
  });

  it('take a byte a number', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i * 1001);
    const sizes = [false, true].map((each) => {
      const column = { tokensIn: Float64Array.from(many) };
      return encodeColumns(columnsOf(many.map(String), column), { coarse: each, exactGrader: null }).bytes
        .length;
    });
    expect(sizes[0]! - sizes[1]!).toBe(3000);
  });
});

it('says when bytes are missing', () => {
  const { layout, bytes } = encodeColumns(columnsOf(['a', 'b']), exact);
  expect(() => decodeColumns(bytes.subarray(1), layout)).toThrow('ends too early');
});
