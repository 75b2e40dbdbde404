import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGES } from '../../src/model/transition.ts';
import { changesBetween, worstChanges } from '../../src/pack/changes.ts';
import type { CaseColumns } from '../../src/pack/columns.ts';
import { textOrder } from '../../src/pack/text-order.ts';

type Tally = readonly [passed: number, decided: number];

/** Cases by how many samples passed under each variant, each with a tag or none. */
function columnsOf(
  cases: readonly (readonly Tally[])[],
  tagOf: (place: number) => number | null = () => null,
) {
  const tags = cases.map((_, place) => tagOf(place));
  const tagStarts = new Uint32Array(cases.length + 1);
  tags.forEach((tag, i) => {
    tagStarts[i + 1] = tagStarts[i]! + Number(tag !== null);
  });
  const none = new Float64Array(cases.length);
  return {
    ids: cases.map((_, i) => `case-${i}`),
    tagNames: [],
    tags: Uint32Array.from(tags.filter((tag) => tag !== null)),
    tagStarts,
    variants: (cases[0] ?? []).map((_, variant) => ({
      samples: none,
      passed: Float64Array.from(cases, (own) => own[variant]![0]),
      decided: Float64Array.from(cases, (own) => own[variant]![1]),
      missing: none,
      scores: [Float64Array.from(cases, (own) => own[variant]![0] / 10)],
      cost: none,
      tokensIn: none,
      tokensOut: none,
      latency: null,
    })),
  } satisfies CaseColumns;
}

const passes = { baseline: 0, grader: null };
const PASS: Tally = [1, 1];
const FAIL: Tally = [0, 1];
const NONE: Tally = [0, 0];

const order = (...given: Parameters<typeof columnsOf>) => [...textOrder(columnsOf(...given), passes)];

describe('how cases changed', () => {
  const pairs = [
    [PASS, FAIL],
    [FAIL, PASS],
    [PASS, NONE],
    [FAIL, FAIL],
    [PASS, PASS],
  ] as const;

  it('is told by passes', () => {
    expect([...changesBetween(columnsOf(pairs), passes, 1)].map((each) => CHANGES[each])).toEqual(CHANGES);
  });

  it('is told by a grader’s scores where none passes or fails', () => {
    const columns = columnsOf([
      [
        [3, 0],
        [2, 0],
      ],
      [
        [3, 0],
        [3, 0],
      ],
    ]);
    const changes = changesBetween(columns, { baseline: 0, grader: 0 }, 1);
    expect([...changes].map((each) => CHANGES[each])).toEqual(['broken', 'both fail']);
  });

  it('is the worst under any of several variants, wherever the baseline stands', () => {
    const columns = columnsOf([
      [PASS, FAIL, FAIL],
      [NONE, FAIL, PASS],
      [FAIL, FAIL, FAIL],
    ]);
    const changes = worstChanges(columns, { baseline: 1, grader: null });
    expect([...changes].map((each) => CHANGES[each])).toEqual(['fixed', 'fixed', 'both fail']);
  });

  it('of a single variant is whether it passes', () => {
    const changes = worstChanges(columnsOf([[PASS], [FAIL], [NONE]]), passes);
    expect([...changes].map((each) => CHANGES[each])).toEqual(['both pass', 'both fail', 'error']);
  });
});

describe('the order of texts', () => {
  it('has the telling ones first', () => {
    const unstable: Tally = [2, 3];
    const cases = [
      [PASS, PASS],
      [FAIL, FAIL],
      [unstable, unstable],
      [NONE, PASS],
      [FAIL, PASS],
      [PASS, FAIL],
      [PASS, FAIL],
    ];
    expect(order(cases)).toEqual([5, 6, 4, 3, 2, 1, 0]);
  });

  it('has every case once', () => {
    const tally = fc.constantFrom(PASS, FAIL, NONE, [1, 2] as const);
    const cases = fc
      .integer({ min: 1, max: 4 })
      .chain((variants) => fc.array(fc.array(tally, { minLength: variants, maxLength: variants })));
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 9 }), (each, slices) => {
        const places = order(each, (place) => (place % slices === 0 ? null : place % slices));
        expect(places.toSorted((a, b) => a - b)).toEqual(each.map((_, place) => place));
      }),
    );
  });

  it('may be of as many slices as cases', () => {
    const cases = Array.from({ length: 150_000 }, () => [PASS, PASS]);
    expect(order(cases, (place) => (place % 2 === 0 ? null : place))).toHaveLength(150_000);
  });

  it('takes what still passes from each slice in turn, and from all over the run', () => {
    const cases = Array.from({ length: 800 }, () => [PASS, PASS]);
    // A slice of 700 cases, and one of 100.
    const sliceOf = (place: number) => (place % 8 === 0 ? 1 : 0);
    const first = order(cases, sliceOf).slice(0, 100);
    expect(first.filter((place) => sliceOf(place) === 1)).toHaveLength(50);
    for (const slice of [0, 1]) {
      const own = first.filter((place) => sliceOf(place) === slice);
      const inThirds = [0, 0, 0];
      for (const place of own) inThirds[Math.floor((place * 3) / 800)]!++;
      expect(Math.min(...inThirds)).toBeGreaterThan(10);
    }
  });
});
