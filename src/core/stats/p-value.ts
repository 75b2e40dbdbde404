import { armOf } from './arm.ts';
import { type ClusterColumn, clusterCount, clusterRobust, clusterSums } from './cluster-robust.ts';
import { ALPHA } from './interval.ts';
import { mcNemarMidP } from './mcnemar.ts';
import { isPlain, type ScoreColumn } from './scores.ts';
import { signFlip } from './sign-flip.ts';
import { tCdf } from './student-t.ts';
import { meanOf } from './sum.ts';

/** Of the sign-flip test's draws: the same data have the same p. */
const SEED = 20_261_125;
/** Below so many clusters the exact test by flipping signs is used. */
const MANY = 20;

/**
 * The two-sided p-value that two arms on the same cases do not differ: McNemar's mid-p for one 0/1 score a case, the
 * sign-flip test over few clusters, else Student's t of the cluster-robust standard error. At least one case.
 */
export function pairedP(a: ScoreColumn, b: ScoreColumn, clusters: ClusterColumn): number | null {
  const n = a.means.length;
  const groups = clusterCount(clusters, n);
  if (groups === n && isPlain(a) && isPlain(b)) return mcNemarMidP(lost(a, b), lost(b, a));
  const differences = a.means.map((score, i) => b.means[i]! - score);
  if (groups < 2) return null;
  if (groups < MANY) return signFlip(clusterSums(differences, clusters), SEED);
  const mean = meanOf(differences);
  const { standardError, df } = clusterRobust(
    differences.map((difference) => difference - mean),
    clusters,
  );
  if (standardError === 0) return mean === 0 ? 1 : signFlip(clusterSums(differences, clusters), SEED);
  return twoSided(mean / standardError, df);
}

/** Cases that pass in the one and fail in the other. */
function lost({ means }: ScoreColumn, other: ScoreColumn): number {
  let count = 0;
  for (let i = 0; i < means.length; i++) if (means[i] === 1 && other.means[i] === 0) count++;
  return count;
}

/** Welch's t of two arms that share no case; null where one has fewer than two clusters, or nothing varies. */
export function unpairedP(
  a: { readonly scores: ScoreColumn; readonly clusters: ClusterColumn },
  b: { readonly scores: ScoreColumn; readonly clusters: ClusterColumn },
): number | null {
  if (a.scores.means.length === 0 || b.scores.means.length === 0) return null;
  const [armA, armB] = [armOf(a.scores, a.clusters, ALPHA), armOf(b.scores, b.clusters, ALPHA)];
  if (armA.spread === null || armB.spread === null) return null;
  const [varianceA, varianceB] = [armA.spread.standardError ** 2, armB.spread.standardError ** 2];
  const variance = varianceA + varianceB;
  if (variance === 0) return null;
  const df = variance ** 2 / (varianceA ** 2 / armA.spread.df + varianceB ** 2 / armB.spread.df);
  return twoSided((armB.mean - armA.mean) / Math.sqrt(variance), df);
}

function twoSided(t: number, df: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), df));
}
