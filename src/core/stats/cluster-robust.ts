import { Sum } from './sum.ts';

/**
 * Cluster of each case: equal numbers, one cluster. Numbers are close together, as of cases that are counted: tables
 * are kept by them. Null: each case is its own.
 */
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
  if (clusters === null) return null;
  const selected = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) selected[i] = clusters[places[i]!]!;
  return selected;
}

/** How many clusters there are. */
export function clusterCount(clusters: ClusterColumn, cases: number): number {
  if (clusters === null) return cases;
  const { least, numbers } = rangeOf(clusters);
  const seen = new Uint8Array(numbers);
  let count = 0;
  for (let i = 0; i < clusters.length; i++) {
    const number = clusters[i]! - least;
    if (seen[number] === 0) count++;
    seen[number] = 1;
  }
  return count;
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

/** The sum over each cluster, in the order of their numbers. */
export function clusterSums(values: Float64Array, clusters: ClusterColumn): Float64Array {
  return clusters === null ? values.slice() : sumsOf(values, clusters).sums;
}

function ownClusters(deviations: Float64Array): { sizes: null; sums: Float64Array } {
  return { sizes: null, sums: deviations.slice() };
}

/** Clusters in the order of their numbers. */
function sumsOf(
  deviations: Float64Array,
  clusters: Uint32Array,
): { sizes: Float64Array; sums: Float64Array } {
  const { least, numbers } = rangeOf(clusters);
  const sizes = new Float64Array(numbers);
  const sums = new Float64Array(numbers);
  for (let i = 0; i < clusters.length; i++) {
    const number = clusters[i]! - least;
    sizes[number]!++;
    sums[number]! += deviations[i]!;
  }
  // Numbers that no case has are left out.
  let count = 0;
  for (let number = 0; number < numbers; number++) {
    if (sizes[number] === 0) continue;
    sizes[count] = sizes[number]!;
    sums[count++] = sums[number]!;
  }
  return { sizes: sizes.subarray(0, count), sums: sums.subarray(0, count) };
}

/** How many numbers there are from the smallest to the largest. */
function rangeOf(clusters: Uint32Array): { least: number; numbers: number } {
  if (clusters.length === 0) return { least: 0, numbers: 0 };
  let [least, most] = [clusters[0]!, clusters[0]!];
  for (let i = 1; i < clusters.length; i++) {
    const cluster = clusters[i]!;
    if (cluster < least) least = cluster;
    else if (cluster > most) most = cluster;
  }
  return { least, numbers: most - least + 1 };
}
