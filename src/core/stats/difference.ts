import type { Difference } from '../../model/summary.ts';
import { type Arm, armOf, type Sums } from './estimate.ts';

/** Two arms on the same cases: a is the baseline. */
export interface PairedSums {
  readonly a: Sums;
  readonly b: Sums;
  /** Sum over the cases of a's score times b's: of 0/1 scores, the cases that both pass. */
  readonly sumOfProducts: number;
  /** Sum over the cases of (a's score − a's mean) · (b's score − b's mean). */
  readonly productsOfDeviations: number;
}

/**
 * Mean of b minus mean of a on the same cases, with its 95 % interval: Newcombe's method 10 for one 0/1
 * score a case, and the same square-and-add (MOVER) with effective-n limits for everything else.
 * Newcombe 1998, Statistics in Medicine 17, 2635–2650; Zou & Donner 2008.
 */
export function pairedDifference(sums: PairedSums): Difference {
  const a = armOf(sums.a);
  const b = armOf(sums.b);
  const binary = sums.a.binary && sums.b.binary;
  const method = binary ? 'newcombe' : 'mover';
  if (sums.a.n === 0) return { mean: null, low: null, high: null, method };
  const mean = b.mean - a.mean;
  if (a.limits === null || b.limits === null) return { mean, low: null, high: null, method };
  const r = binary ? phi(sums) : correlation(sums, a, b);
  const [lowA, highA] = a.limits;
  const [lowB, highB] = b.limits;
  const below = squareAndAdd(b.mean - lowB, highA - a.mean, r);
  const above = squareAndAdd(a.mean - lowA, highB - b.mean, r);
  return { mean, low: Math.max(-1, mean - below), high: Math.min(1, mean + above), method };
}

function squareAndAdd(x: number, y: number, r: number): number {
  return Math.sqrt(Math.max(0, x * x - 2 * r * x * y + y * y));
}

/** Newcombe's correlation of a 2 × 2 table, with his continuity correction; 0 where a margin is empty. */
function phi({ a, b, sumOfProducts: n11 }: PairedSums): number {
  const n = a.n;
  const n10 = a.sum - n11;
  const n01 = b.sum - n11;
  const n00 = n - n11 - n10 - n01;
  const margins = (n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00);
  if (margins === 0) return 0;
  const u = n11 * n00 - n10 * n01;
  return (u > n / 2 ? u - n / 2 : Math.min(u, 0)) / Math.sqrt(margins);
}

/** The arms' correlation over cases, shrunk as Newcombe's is. */
function correlation({ a, productsOfDeviations }: PairedSums, armA: Arm, armB: Arm): number {
  if (armA.standardError === 0 || armB.standardError === 0) return 0;
  const n = a.n;
  const covariance = productsOfDeviations / (n - 1) / n;
  const r = covariance / (armA.standardError * armB.standardError);
  if (r <= 0) return Math.max(-1, r);
  const spread = Math.sqrt(armA.mean * (1 - armA.mean) * armB.mean * (1 - armB.mean));
  const correction = 1 / (2 * Math.sqrt(armA.effectiveN * armB.effectiveN) * spread);
  return Math.min(1, Math.max(0, r - correction));
}
