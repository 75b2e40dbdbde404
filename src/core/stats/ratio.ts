import { type ClusterColumn, clusterCount, clusterRobust } from './cluster-robust.ts';
import { tQuantile } from './student-t.ts';
import { meanOf } from './sum.ts';

/** A ratio of means with its interval. */
export interface Ratio {
  /** Null: one of the means is not above 0. */
  readonly ratio: number | null;
  /** Null: no ratio, or fewer than two clusters. */
  readonly low: number | null;
  readonly high: number | null;
  /** Cases. */
  readonly n: number;
  /** Clusters; as many as cases where each is its own. */
  readonly clusters: number;
}

/**
 * Mean of b over mean of a on the same cases, as of two costs, or of cost (b) per success (a). The interval is that of
 * the logarithm, linearised (Cochran 1977, Sampling Techniques, 3rd edition, section 6.4), with the cluster-robust
 * standard error and t.
 *
 * @param a of each case; no NaN
 * @param b of the same cases in the same order; no NaN
 */
export function ratioOfMeans(
  a: Float64Array,
  b: Float64Array,
  clusters: ClusterColumn,
  alpha: number,
): Ratio {
  const n = a.length;
  const groups = clusterCount(clusters, n);
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  if (!(meanA > 0 && meanB > 0)) return { ratio: null, low: null, high: null, n, clusters: groups };
  const ratio = meanB / meanA;
  if (groups < 2) return { ratio, low: null, high: null, n, clusters: groups };
  // (b − r·a) / (r · mean of a), without the difference of large numbers that r·a would make.
  const logs = a.map((own, i) => b[i]! / meanB - own / meanA);
  const { standardError, df } = clusterRobust(logs, clusters);
  const factor = Math.exp(tQuantile(1 - alpha / 2, df) * standardError);
  return { ratio, low: ratio / factor, high: ratio * factor, n, clusters: groups };
}
