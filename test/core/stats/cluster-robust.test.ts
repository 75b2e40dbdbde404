import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterCount, clusterRobust } from '../../../src/core/stats/cluster-robust.ts';
import { meanOf } from '../../../src/core/stats/sum.ts';
import { varianceOf } from '../../../src/core/stats/variance.ts';
import { numbered } from '../builders.ts';
import { reference } from './reference.ts';

interface Vector {
  name: string;
  values: number[];
  clusters: number[];
  se: number;
  df: number;
  kish: number;
}

function of(values: readonly number[], clusters: readonly number[] | null) {
  const all = Float64Array.from(values);
  const mean = meanOf(all);
  return clusterRobust(
    all.map((value) => value - mean),
    clusters && numbered(clusters),
  );
}

describe('the cluster-robust standard error', () => {
  it.each(reference<Vector[]>('clusterRobust'))(
    "of clusters, $name, is clubSandwich's, and so are its degrees of freedom",
    ({ values, clusters, se, df, kish }) => {
      const found = of(values, clusters);
      expect(found.standardError).toBeCloseTo(se, 10);
      expect(found.df).toBeCloseTo(df, 8);
      expect(found.kish).toBeCloseTo(kish, 10);
    },
  );

  const values = fc.array(
    fc.integer({ min: -100, max: 100 }).map((value) => value / 10),
    { minLength: 2, maxLength: 40 },
  );

  it('without clusters is s/√n with n − 1 degrees of freedom, as with one case in each', () => {
    fc.assert(
      fc.property(values, (own) => {
        const n = own.length;
        for (const clusters of [null, own.map((_, i) => 7 * i)]) {
          const { standardError, df, kish } = of(own, clusters);
          expect(standardError).toBeCloseTo(Math.sqrt(varianceOf(Float64Array.from(own)) / n), 10);
          expect(df).toBeCloseTo(n - 1, 8);
          expect(kish).toBeCloseTo(n, 8);
        }
      }),
    );
  });

  it('does not depend on the order of the cases, nor on the numbers of the clusters', () => {
    const clustered = values.chain((own) =>
      fc.tuple(
        fc.constant(own),
        fc.array(fc.nat({ max: 5 }), { minLength: own.length, maxLength: own.length }),
      ),
    );
    fc.assert(
      fc.property(clustered, ([own, clusters]) => {
        fc.pre(clusterCount(Uint32Array.from(clusters), own.length) > 1);
        const [there, back] = [
          of(own, clusters),
          of(
            own.toReversed(),
            clusters.toReversed().map((cluster) => 4_000_000_000 - cluster),
          ),
        ];
        expect(back.standardError).toBeCloseTo(there.standardError, 10);
        expect(back.df).toBeCloseTo(there.df, 8);
        expect(back.kish).toBeCloseTo(there.kish, 10);
      }),
    );
  });

  it('is 0 exactly where nothing varies', () => {
    expect(of(Array(30).fill(0.8), null).standardError).toBe(0);
    expect(
      of(
        Array(30).fill(0.1),
        Array(30)
          .fill(0)
          .map((_, i) => i % 4),
      ).standardError,
    ).toBe(0);
  });

  it('has a part for each cluster, whose squares make the variance', () => {
    const { parts, standardError } = of([1, 0, 1, 1, 0, 0], [3, 3, 9, 9, 9, 5]);
    expect(parts).toHaveLength(3);
    expect(Math.hypot(...parts)).toBeCloseTo(standardError, 12);
  });
});
