import type { Contrast } from '../../model/comparison.ts';
import { type Arm, armOf, type Spread } from './arm.ts';
import type { ClusterColumn } from './cluster-robust.ts';
import { ALPHA } from './interval.ts';
import type { ScoreColumn } from './scores.ts';
import { Sum } from './sum.ts';

/**
 * Mean of b minus mean of a on the same cases, with its interval: Newcombe's method 10 for one 0/1 score a case, and
 * the same square-and-add (MOVER) with limits at the effective n for everything else. Newcombe 1998, Statistics in
 * Medicine 17, 2635–2650; Zou & Donner 2008, Statistics in Medicine 27, 1693–1702.
 *
 * @param a What b is compared with: the same cases in the same order, all with scores.
 */
export function pairedDifference(
  a: ScoreColumn,
  b: ScoreColumn,
  clusters: ClusterColumn,
  alpha = ALPHA,
): Contrast {
  if (a.means.length === 0) return nothing('mover', alpha);
  const armA = armOf(a, clusters, alpha);
  const armB = armOf(b, clusters, alpha);
  const plain = armA.plain && armB.plain;
  const r = plain ? phi(a.means, b.means) : correlation(armA, armB);
  return squareAndAdd(armA, armB, r, {
    method: plain ? 'newcombe' : 'mover',
    confidence: 1 - alpha,
    standardError: armA.spread && armB.spread && seOfPairs(armA.spread, armB.spread),
  });
}

/** The same between variants that share no case. */
export function unpairedDifference(
  a: { readonly scores: ScoreColumn; readonly clusters: ClusterColumn },
  b: { readonly scores: ScoreColumn; readonly clusters: ClusterColumn },
  alpha = ALPHA,
): Contrast {
  if (a.scores.means.length === 0 || b.scores.means.length === 0) return nothing('mover', alpha);
  const armA = armOf(a.scores, a.clusters, alpha);
  const armB = armOf(b.scores, b.clusters, alpha);
  return squareAndAdd(armA, armB, 0, {
    method: armA.plain && armB.plain ? 'newcombe' : 'mover',
    confidence: 1 - alpha,
    standardError:
      armA.spread && armB.spread && Math.hypot(armA.spread.standardError, armB.spread.standardError),
  });
}

function nothing(method: Contrast['method'], alpha: number): Contrast {
  return { mean: null, low: null, high: null, confidence: 1 - alpha, method, standardError: null };
}

function squareAndAdd(
  a: Arm,
  b: Arm,
  r: number,
  facts: Pick<Contrast, 'method' | 'confidence' | 'standardError'>,
): Contrast {
  const mean = b.mean - a.mean;
  if (a.limits === null || b.limits === null) return { mean, low: null, high: null, ...facts };
  const [lowA, highA] = a.limits;
  const [lowB, highB] = b.limits;
  const below = hypotenuse(b.mean - lowB, highA - a.mean, r);
  const above = hypotenuse(a.mean - lowA, highB - b.mean, r);
  return { mean, low: Math.max(-1, mean - below), high: Math.min(1, mean + above), ...facts };
}

function hypotenuse(x: number, y: number, r: number): number {
  return Math.sqrt(Math.max(0, x * x - 2 * r * x * y + y * y));
}

/** Newcombe's correlation of a 2 × 2 table, with his continuity correction; 0 where a margin is empty. */
function phi(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let [n11, n10, n01] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    if (a[i] === 1) {
      if (b[i] === 1) n11++;
      else n10++;
    } else if (b[i] === 1) n01++;
  }
  const n00 = n - n11 - n10 - n01;
  const margins = (n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00);
  if (margins === 0) return 0;
  const u = n11 * n00 - n10 * n01;
  return (u > n / 2 ? u - n / 2 : Math.min(u, 0)) / Math.sqrt(margins);
}

/** The arms' correlation over clusters, shrunk as Newcombe's is. */
function correlation(a: Arm, b: Arm): number {
  if (!a.spread?.standardError || !b.spread?.standardError) return 0;
  const products = new Sum();
  for (let g = 0; g < a.spread.parts.length; g++) products.add(a.spread.parts[g]! * b.spread.parts[g]!);
  const r = products.value / (a.spread.standardError * b.spread.standardError);
  if (r <= 0) return Math.max(-1, r);
  const inner = Math.sqrt(a.mean * (1 - a.mean) * b.mean * (1 - b.mean));
  const correction = 1 / (2 * Math.sqrt(a.spread.effectiveN * b.spread.effectiveN) * inner);
  return Math.min(1, Math.max(0, r - correction));
}

/** The cluster-robust standard error of the mean paired difference. */
function seOfPairs(a: Spread, b: Spread): number {
  const squares = new Sum();
  for (let g = 0; g < a.parts.length; g++) squares.add((b.parts[g]! - a.parts[g]!) ** 2);
  return Math.sqrt(squares.value);
}
