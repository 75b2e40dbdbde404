import type { CorrectedDifference, Correction } from '../model/agreement.ts';
import type { KeptCalibration } from '../model/kept-calibration.ts';
import { armOf } from './stats/arm.ts';
import { type ClusterColumn, selectClusters } from './stats/cluster-robust.ts';
import { ALPHA } from './stats/interval.ts';
import {
  type Judged,
  type Labelled,
  predictionPoweredDifference,
  predictionPoweredMean,
} from './stats/ppi.ts';
import { roganGladen } from './stats/rogan-gladen.ts';
import type { ScoreColumn } from './stats/scores.ts';

/** A variant's means by case; NaN: none. */
export interface JudgedCases {
  /** By people's labels. */
  readonly labels: Float64Array;
  /** By the judge's scores. */
  readonly judged: Float64Array;
  readonly clusters: ClusterColumn;
}

/** A calibration of fewer labels corrects nothing. */
const LEAST_LABELS = 20;

/** The mean as people would give it, from labels of some of the variant's own cases; null: too few of them. */
export function correctedByLabels(cases: JudgedCases): Correction | null {
  const { labelled, unlabelled } = split(cases);
  const found = predictionPoweredMean(labelled, unlabelled, ALPHA);
  if (found === null) return null;
  const { value, low, high } = found;
  return { method: 'ppi++', mean: value, low, high, labels: labelled.labels.length };
}

/** The same of b's mean less a's, over the same cases in the same order. */
export function correctedDifference(a: JudgedCases, b: JudgedCases): CorrectedDifference | null {
  const { labelled, unlabelled } = split({
    labels: b.labels.map((label, place) => label - a.labels[place]!),
    judged: b.judged.map((score, place) => score - a.judged[place]!),
    clusters: b.clusters,
  });
  const found = predictionPoweredDifference(labelled, unlabelled, ALPHA);
  return found && { mean: found.value, low: found.low, high: found.high, labels: labelled.labels.length };
}

/** Cases that the judge scored, by whether people did. */
function split({ labels, judged, clusters }: JudgedCases): { labelled: Labelled; unlabelled: Judged } {
  const places = Uint32Array.from(judged.keys()).filter((place) => !Number.isNaN(judged[place]!));
  const isLabelled = (place: number) => !Number.isNaN(labels[place]!);
  const [own, others] = [places.filter(isLabelled), places.filter((place) => !isLabelled(place))];
  const at = (values: Float64Array, some: Uint32Array) => Float64Array.from(some, (place) => values[place]!);
  return {
    labelled: { labels: at(labels, own), judged: at(judged, own), clusters: selectClusters(clusters, own) },
    unlabelled: { judged: at(judged, others), clusters: selectClusters(clusters, others) },
  };
}

/** Whether a calibration shows a judge that errs as often as chance would, so that nothing can be made of it. */
export function isNoBetterThanChance({ confusion, labels }: KeptCalibration): boolean {
  if (confusion === undefined || labels < LEAST_LABELS) return false;
  const { bothPass, humanOnly, judgeOnly, bothFail } = confusion;
  // TPR + TNR ≤ 1, over their common denominator: in whole numbers, without rounding.
  return (
    bothPass + humanOnly > 0 && judgeOnly + bothFail > 0 && bothPass * bothFail - humanOnly * judgeOnly <= 0
  );
}

/**
 * The pass rate as people would give it, by a calibration on other answers.
 *
 * @param judged of a judge that passes or fails, each of its scores 0 or 1; all scores present.
 * @returns null: too few labels, or of one kind; their counts were not kept; the judge is no better than chance.
 */
export function correctedByCalibration(
  judged: ScoreColumn,
  clusters: ClusterColumn,
  { confusion, labels }: KeptCalibration,
): Correction | null {
  if (confusion === undefined || labels < LEAST_LABELS || judged.means.length === 0) return null;
  const { bothPass, humanOnly, judgeOnly, bothFail } = confusion;
  const arm = armOf(judged, clusters, ALPHA);
  const n = arm.plain ? arm.n : arm.spread?.effectiveN;
  if (n === undefined) return null;
  const found = roganGladen(
    { count: arm.mean * n, n },
    { count: bothPass, n: bothPass + humanOnly },
    { count: bothFail, n: bothFail + judgeOnly },
    ALPHA,
  );
  return found && { method: 'rogan-gladen', mean: found.value, low: found.low, high: found.high, labels };
}
