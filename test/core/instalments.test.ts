import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRun, instalmentOf } from '../../src/core/instalments.ts';

const LOOKS = 4;

/** The cluster of each case, numbered by first appearance. */
function numbered(names: readonly number[]): Uint32Array {
  const seen = new Map<number, number>();
  return Uint32Array.from(names, (name) => {
    if (!seen.has(name)) seen.set(name, seen.size);
    return seen.get(name)!;
  });
}

/** Cases in clusters of every size, at least one for each share. */
const clusterings = fc
  .tuple(fc.integer({ min: LOOKS, max: 40 }), fc.array(fc.nat(39), { maxLength: 160 }))
  .map(([count, others]) => numbered([...Array(count).keys(), ...others.map((name) => name % count)]));

const shapes = fc.record({
  of: clusterings,
  variants: fc.integer({ min: 1, max: 3 }),
  repeat: fc.integer({ min: 2, max: 3 }),
  confirm: fc.boolean(),
  seed: fc.string(),
});
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

function divided({ of, variants, repeat, confirm, seed }: Shape) {
  const order = { variants, repeat };
  const clusters = { of, count: new Set(of).size };
  const run = divideRun(order, of.length, { looks: LOOKS, confirm, seed }, () => clusters);
  const perCase = variants * repeat;
  const instalments = Array.from({ length: of.length * perCase }, (_, trial) => instalmentOf(run, trial));
  return { perCase, instalments, shares: [...of].map((_, index) => instalments[index * perCase]!) };
}

function tally(numbers: Iterable<number>, count: number): number[] {
  const sizes = Array<number>(count).fill(0);
  for (const number of numbers) sizes[number]!++;
  return sizes;
}

describe('the instalments of a run that may stop early', () => {
  it('hold every trial once: a case is in one share, but for the repetition that confirms', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { perCase, instalments, shares } = divided(shape);
        for (const [trial, instalment] of instalments.entries()) {
          const isLast = trial % shape.repeat === shape.repeat - 1;
          const share = shares[Math.floor(trial / perCase)];
          expect(instalment).toBe(shape.confirm && isLast ? LOOKS : share);
        }
      }),
    );
  });

  it('keep clusters together', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { shares } = divided(shape);
        const byCluster = new Map<number, number>();
        for (const [index, share] of shares.entries()) {
          const cluster = shape.of[index]!;
          expect(byCluster.get(cluster) ?? share).toBe(share);
          byCluster.set(cluster, share);
        }
      }),
    );
  });

  it('are of equal size up to one cluster, and none is empty', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const sizes = tally(divided(shape).shares, LOOKS);
        const largest = Math.max(...tally(shape.of, new Set(shape.of).size));
        for (const size of sizes) {
          expect(size).toBeGreaterThan(0);
          expect(Math.abs(size - shape.of.length / LOOKS)).toBeLessThanOrEqual(largest);
        }
      }),
    );
  });

  it('are of equal size up to one case where no case belongs to another', () => {
    fc.assert(
      fc.property(fc.integer({ min: LOOKS, max: 200 }), fc.string(), (cases, seed) => {
        const facts = { looks: LOOKS, confirm: false, seed } as const;
        const own = divideRun({ variants: 1, repeat: 1 }, cases, facts, () => ({ of: null, count: cases }));
        const sizes = tally(own.shares!, LOOKS);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are in an order that the seed alone decides', () => {
    const shape = { of: numbered([...Array(100).keys()]), variants: 2, repeat: 2, confirm: true };
    const [a, again, b] = ['a', 'a', 'b'].map((seed) => divided({ ...shape, seed }).shares);
    expect(again).toEqual(a);
    expect(b).not.toEqual(a);
    // Not in the order of the cases: each quarter of those is spread over all shares.
    for (let from = 0; from < 100; from += 25)
      expect(new Set(a!.slice(from, from + 25)).size).toBeGreaterThan(1);
  });

  it('give each case the same chance of being bought first', () => {
    const runs = 800;
    const first = Array<number>(8).fill(0);
    for (let seed = 0; seed < runs; seed++) {
      const facts = { looks: LOOKS, confirm: false, seed: String(seed) } as const;
      const { shares } = divideRun({ variants: 1, repeat: 1 }, 8, facts, () => ({ of: null, count: 8 }));
      for (const [index, share] of shares!.entries()) if (share === 0) first[index]!++;
    }
    // Two of eight: 200 of 800, with a standard deviation of 12.
    for (const count of first) expect(Math.abs(count - runs / 4)).toBeLessThan(5 * 12.25);
  });

  it('need a cluster each', () => {
    const facts = { looks: LOOKS, confirm: false, seed: 'a' } as const;
    const divide = (of: Uint32Array | null, cases: number, count: number) =>
      divideRun({ variants: 2, repeat: 1 }, cases, facts, () => ({ of, count }));
    expect(() => divide(Uint32Array.of(0, 0, 1, 1, 2), 5, 3)).toThrow(
      'a run of 3 independent cases cannot be bought in 4 instalments',
    );
    expect(() => divide(null, 1, 1)).toThrow('a run of 1 independent case cannot');
    expect([...divide(null, 4, 4).shares!].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('the instalments of a run that is all bought at once but for confirming', () => {
  it('are two, and clusters do not matter', () => {
    const never = () => expect.fail('clusters were asked for');
    const own = divideRun({ variants: 2, repeat: 3 }, 2, { looks: 1, confirm: true, seed: 'a' }, never);
    expect(Array.from({ length: 12 }, (_, trial) => instalmentOf(own, trial))).toEqual([
      0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1,
    ]);
  });
});
