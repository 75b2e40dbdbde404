import { wilson } from './interval.ts';
import { tQuantile } from './student-t.ts';
import { meanOf, Sum } from './sum.ts';
import { varianceOf } from './variance.ts';

/** Cases that people labelled; the judge scored them too. */
export interface Labelled {
  readonly labels: Float64Array;
  /** The judge's scores of the same cases, in the same order. */
  readonly judged: Float64Array;
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
 * either error of the judge: the published one is too narrow where few labels happen to show none.
 *
 * @param labelled a random sample of the variant's cases
 * @param unlabelled the judge's scores of its other cases
 * @returns null for fewer than 20 labels.
 */
export function predictionPoweredMean(
  labelled: Labelled,
  unlabelled: Float64Array,
  alpha: number,
): PredictionPowered | null {
  const n = labelled.labels.length;
  if (n < LEAST_LABELS) return null;
  const { estimate, standardError, lambda } = combine(labelled, unlabelled, (trust) => [1, -trust]);
  const value = Math.max(0, Math.min(1, estimate));
  const spread = value * (1 - value);
  // At an end, or where nothing varies, the variance says nothing: then it is worth the labels.
  const effectiveN = spread === 0 || standardError === 0 ? n : spread / standardError ** 2;
  const [low, high] = wilson(value, effectiveN, tQuantile(1 - alpha / 2, n - 1));
  return { value, low, high, standardError, lambda };
}

/**
 * The same of the difference between two variants: labels and scores are b's minus a's, of cases labelled for both.
 *
 * @returns null for fewer than 50 labelled pairs.
 */
export function predictionPoweredDifference(
  labelled: Labelled,
  unlabelled: Float64Array,
  alpha: number,
): PredictionPowered | null {
  const n = labelled.labels.length;
  if (n < LEAST_PAIRS) return null;
  const { estimate: value, standardError, lambda } = combine(labelled, unlabelled, () => [1, -1]);
  const half = tQuantile(1 - alpha / 2, n - 1) * standardError;
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), standardError, lambda };
}

/** @param errors What is left of a case on which the judge errs one way, and the other, where it is trusted so far. */
function combine(
  { labels, judged }: Labelled,
  unlabelled: Float64Array,
  errors: (lambda: number) => readonly [number, number],
) {
  const [n, others] = [labels.length, unlabelled.length];
  const lambda = others === 0 ? 0 : lambdaOf(labels, judged, unlabelled);
  const rest = labels.map((label, i) => label - lambda * judged[i]!);
  const ofRest = meanOf(rest);
  if (lambda === 0) return { estimate: ofRest, standardError: Math.sqrt(varianceOf(rest) / n), lambda };
  const variance = (lambda ** 2 * varianceOf(unlabelled)) / others + varianceWith(rest, errors(lambda)) / n;
  return { estimate: lambda * meanOf(unlabelled) + ofRest, standardError: Math.sqrt(variance), lambda };
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
