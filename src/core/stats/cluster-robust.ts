import { Sum } from './sum.ts';

/** Cluster of each case: equal numbers, one cluster. Null: each case is its own. */
export type ClusterColumn = Uint32Array | null;

/** The variance of a mean over cases, where cases of a cluster depend on each other. */
export interface ClusterRobust {
  /** What each cluster contributes: the variance is the sum of their squares. */
  readonly parts: Float64Array;
  /** 0 where nothing varies. */
  readonly standardError: number;
  /** Bell & McCaffrey's degrees of freedom. */
  readonly df: number;
  /** Clusters' worth of data if cases of a cluster were all alike: the number of clusters where they are equal. */
  readonly kish: number;
}

/** The clusters of the cases at these places. */
export function selectClusters(clusters: ClusterColumn, places: Uint32Array): ClusterColumn {
  return clusters && Uint32Array.from(places, (place) => clusters[place]!);
}

/** How many clusters there are. */
export function clusterCount(clusters: ClusterColumn, cases: number): number {
  return clusters === null ? cases : new Set(clusters).size;
}

/**
 * CR2 variance of a mean with Bell–McCaffrey degrees of freedom, in closed form for a mean: Bell & McCaffrey 2002,
 * Survey Methodology 28, 169–181; Imbens & Kolesár 2016, Review of Economics and Statistics 98, 701–712. Without
 * clusters it is s/√n with n − 1.
 *
 * @param deviations Of each case from the mean; two clusters at least.
 */
export function clusterRobust(deviations: Float64Array, clusters: ClusterColumn): ClusterRobust {
  const n = deviations.length;
  const { sizes, sums } = clusters === null ? ownClusters(deviations) : sumsOf(deviations, clusters);
  const parts = sums;
  const squares = new Sum();
  const sizesSquared = new Sum();
  const a = new Sum();
  const aSquared = new Sum();
  for (let g = 0; g < sums.length; g++) {
    const size = sizes === null ? 1 : sizes[g]!;
    parts[g] = sums[g]! / Math.sqrt(1 - size / n) / n;
    squares.add(parts[g]! ** 2);
    sizesSquared.add(size ** 2);
    const weight = size ** 2 / (1 - size / n);
    a.add(weight);
    aSquared.add(weight ** 2);
  }
  const standardError = Math.sqrt(squares.value);
  return {
    parts,
    standardError: standardError < 1e-12 ? 0 : standardError,
    df: n ** 2 / (sizesSquared.value + (a.value ** 2 - aSquared.value) / n ** 2),
    kish: n ** 2 / sizesSquared.value,
  };
}

/** The sum over each cluster, in the order in which they first appear. */
export function clusterSums(values: Float64Array, clusters: ClusterColumn): Float64Array {
  return clusters === null ? values.slice() : sumsOf(values, clusters).sums;
}

function ownClusters(deviations: Float64Array): { sizes: null; sums: Float64Array } {
  return { sizes: null, sums: deviations.slice() };
}

/** Clusters in the order in which they first appear. */
function sumsOf(
  deviations: Float64Array,
  clusters: Uint32Array,
): { sizes: Float64Array; sums: Float64Array } {
  const places = new Map<number, number>();
  const sizes = new Float64Array(clusters.length);
  const sums: Float64Array = new Float64Array(clusters.length);
  for (let i = 0; i < clusters.length; i++) {
    const cluster = clusters[i]!;
    let place = places.get(cluster);
    if (place === undefined) {
      place = places.size;
      places.set(cluster, place);
    }
    sizes[place]!++;
    sums[place]! += deviations[i]!;
  }
  return { sizes: sizes.slice(0, places.size), sums: sums.slice(0, places.size) };
}
