import { type ClusterColumn, clusterCount, clusterRobust } from './cluster-robust.ts';
import { wilson } from './interval.ts';
import { tQuantile } from './student-t.ts';
import { meanOf, Sum } from './sum.ts';
import { varianceOf } from './variance.ts';

/** Cases that people labelled; the judge scored them too. */
export interface Labelled extends Judged {
  /** Of the same cases, in the same order. */
  readonly labels: Float64Array;
}

/** Cases that the judge scored. */
export interface Judged {
  readonly judged: Float64Array;
  readonly clusters: ClusterColumn;
}

/** A mean score by people's labels, sharpened by a judge's scores of cases without one. */
export interface PredictionPowered {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  /** How far the judge is trusted: 0, labels alone; 1, fully. */
  readonly lambda: number;
}

/** Fewer labels say too little of a judge to correct it. */
const LEAST_LABELS = 20;
const LEAST_PAIRS = 50;
/** Of a case: what is known of the judge's errors before the first label. */
const HALF = 0.5;

/**
 * A variant's mean score as people would give it: PPI++ (Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453, section 6).
 * The interval is Wilson's at the effective n, with t of the labels, and the variance is that with half a case more of
 * either error of the judge: the published one is too narrow where few labels happen to show none. Where cases share
 * clusters it is multiplied by their design effect, with the degrees of freedom of the labelled ones.
 *
 * @param labelled a random sample of the variant's cases
 * @param unlabelled the judge's scores of its other cases
 * @returns null for fewer than 20 labels, or of labels in a single cluster.
 */
export function predictionPoweredMean(
  labelled: Labelled,
  unlabelled: Judged,
  alpha: number,
): PredictionPowered | null {
  const n = labelled.labels.length;
  if (n < LEAST_LABELS || clusterCount(labelled.clusters, n) < 2) return null;
  const { estimate, standardError, lambda, df } = combine(labelled, unlabelled, (trust) => [1, -trust]);
  const value = Math.max(0, Math.min(1, estimate));
  const spread = value * (1 - value);
  // At an end, or where nothing varies, the variance says nothing: then it is worth the labels.
  const effectiveN = spread === 0 || standardError === 0 ? n : spread / standardError ** 2;
  const [low, high] = wilson(value, effectiveN, tQuantile(1 - alpha / 2, df));
  return { value, low, high, standardError, lambda };
}

/**
 * The same of the difference between two variants: labels and scores are b's minus a's, of cases labelled for both.
 *
 * @returns null for fewer than 50 labelled pairs, or of pairs in a single cluster.
 */
export function predictionPoweredDifference(
  labelled: Labelled,
  unlabelled: Judged,
  alpha: number,
): PredictionPowered | null {
  const n = labelled.labels.length;
  if (n < LEAST_PAIRS || clusterCount(labelled.clusters, n) < 2) return null;
  const { estimate: value, standardError, lambda, df } = combine(labelled, unlabelled, () => [1, -1]);
  const half = tQuantile(1 - alpha / 2, df) * standardError;
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), standardError, lambda };
}

/** @param errors What is left of a case on which the judge errs one way, and the other, where it is trusted so far. */
function combine(
  { labels, judged, clusters }: Labelled,
  unlabelled: Judged,
  errors: (lambda: number) => readonly [number, number],
) {
  const [n, others] = [labels.length, unlabelled.judged.length];
  const lambda = others === 0 ? 0 : lambdaOf(labels, judged, unlabelled.judged);
  const rest = labels.map((label, i) => label - lambda * judged[i]!);
  const ofRest = meanOf(rest);
  const { effect, df } = clustering(rest, clusters);
  if (lambda === 0) {
    return { estimate: ofRest, standardError: Math.sqrt((effect * varianceOf(rest)) / n), lambda, df };
  }
  const byJudge =
    (clustering(unlabelled.judged, unlabelled.clusters).effect * varianceOf(unlabelled.judged)) / others;
  const byLabels = (effect * varianceWith(rest, errors(lambda))) / n;
  return {
    estimate: lambda * meanOf(unlabelled.judged) + ofRest,
    standardError: Math.sqrt(lambda ** 2 * byJudge + byLabels),
    lambda,
    df,
  };
}

/** How much more the mean varies than that of independent cases, and the degrees of freedom. */
function clustering(values: Float64Array, clusters: ClusterColumn): { effect: number; df: number } {
  const n = values.length;
  if (clusters === null || clusterCount(clusters, n) < 2) return { effect: 1, df: n - 1 };
  const mean = meanOf(values);
  const { standardError, df } = clusterRobust(
    values.map((value) => value - mean),
    clusters,
  );
  const alone = varianceOf(values) / n;
  // Clusters that happen to be more alike than chance do not make cases worth more.
  return { effect: alone === 0 ? 1 : Math.max(1, standardError ** 2 / alone), df };
}

/** The variance with half a case more of each of these values. */
function varianceWith(values: Float64Array, more: readonly number[]): number {
  const weight = values.length + HALF * more.length;
  const sum = new Sum();
  for (const value of values) sum.add(value);
  for (const value of more) sum.add(HALF * value);
  const mean = sum.value / weight;
  const squares = new Sum();
  for (const value of values) squares.add((value - mean) ** 2);
  for (const value of more) squares.add(HALF * (value - mean) ** 2);
  return squares.value / (weight - 1);
}

/** What makes the variance smallest, estimated; 0 where the judge's scores do not vary. */
function lambdaOf(labels: Float64Array, judged: Float64Array, unlabelled: Float64Array): number {
  const all = new Float64Array(judged.length + unlabelled.length);
  all.set(judged);
  all.set(unlabelled, judged.length);
  const variance = varianceOf(all);
  if (variance === 0) return 0;
  const [meanLabel, meanJudged] = [meanOf(labels), meanOf(judged)];
  const products = new Sum();
  labels.forEach((label, i) => {
    products.add((label - meanLabel) * (judged[i]! - meanJudged));
  });
  const covariance = products.value / labels.length;
  const best = covariance / ((1 + judged.length / unlabelled.length) * variance);
  return Math.max(0, Math.min(1, best));
}
