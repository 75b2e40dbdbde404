import {
  type ComparisonVerdict,
  type Contrast,
  LISTED_CASES,
  type MetricComparison,
} from '../model/comparison.ts';
import type { Alignment } from './align-cases.ts';
import { caseChanges, NO_CHANGES } from './case-changes.ts';
import type { CompareOptions, Side } from './compare-options.ts';
import type { CaseColumns, VariantColumns } from './score-table.ts';
import { type ClusterColumn, clusterCount, selectClusters } from './stats/cluster-robust.ts';
import { pairedDifference, unpairedDifference } from './stats/difference.ts';
import { ALPHA } from './stats/interval.ts';
import { noiseOfDifference, varianceFactor } from './stats/noise.ts';
import { normalQuantile } from './stats/normal.ts';
import { pairedP, unpairedP } from './stats/p-value.ts';
import { detectableDifference } from './stats/power.ts';
import { fillScores, isPlain, type ScoreColumn, scoredPlaces, selectScores } from './stats/scores.ts';
import { meanOf } from './stats/sum.ts';

/** Of a difference that is called detectable: it is found four times out of five. */
const POWER = 0.8;
/** Ids listed of a slice's cases. */
const LISTED_IN_SLICE = 20;

/** What there is to say of a metric that says nothing of the difference. */
export function notComparable(metric: string, reason: string, options: CompareOptions): MetricComparison {
  return {
    metric,
    difference: {
      mean: null,
      low: null,
      high: null,
      confidence: 1 - alphaOf(metric, null, options),
      method: 'mover',
      standardError: null,
      p: null,
    },
    verdict: { type: 'not comparable', reason },
    means: [null, null],
    n: 0,
    groups: 0,
    dropped: 0,
    bounds: null,
    detectable: null,
    noiseShare: null,
    narrower: null,
    samples: 0,
    ...NO_CHANGES,
  };
}

function alphaOf(metric: string, slice: string | null, { alphaOf }: CompareOptions): number {
  return alphaOf?.(metric, slice) ?? ALPHA;
}

/**
 * One metric of two variants, on the cases of the alignment that both have a score for.
 *
 * @param slice The tag of which these cases are all; null: they are not chosen.
 */
export function pairedMetric(
  metric: string,
  one: VariantColumns,
  other: VariantColumns,
  alignment: Pick<Alignment, 'a' | 'b'>,
  cases: CaseColumns,
  options: CompareOptions,
  slice: string | null = null,
): MetricComparison {
  const alpha = alphaOf(metric, slice, options);
  const margin = options.marginOf?.(metric, slice) ?? null;
  const listed = slice === null ? LISTED_CASES : LISTED_IN_SLICE;
  const all = {
    a: selectScores(one.metrics.get(metric)!, alignment.a),
    b: selectScores(other.metrics.get(metric)!, alignment.b),
    clusters: selectClusters(cases.clusters.of, alignment.b),
  };
  const scored = scoredPlaces(all.a, all.b);
  const dropped = all.a.means.length - scored.length;
  // Nothing is copied where nothing is missing: tables may hold a million cases.
  const { a, b, clusters } = dropped === 0 ? all : atPlaces(all, scored);
  const contrast = pairedDifference(a, b, clusters, alpha);
  const bounds = dropped === 0 ? null : boundsOf(all.a, all.b, all.clusters, alpha);
  const groups = clusterCount(clusters, scored.length);
  const noiseShare = noiseOfDifference(a, b)?.share ?? null;
  return {
    metric,
    difference: { ...contrast, p: scored.length === 0 ? null : pairedP(a, b, clusters) },
    verdict: verdictOf(contrast, margin, bounds, dropped),
    means: scored.length === 0 ? [null, null] : [meanOf(a.means), meanOf(b.means)],
    n: scored.length,
    groups,
    dropped,
    bounds,
    detectable: detectable(contrast, [a, b], groups),
    noiseShare,
    narrower: noiseShare === null ? null : 1 - Math.sqrt(varianceFactor(noiseShare, 4)),
    samples: scored.length === 0 ? 0 : samplesOf(a, b),
    ...caseChanges(a, b, (place) => cases.ids[alignment.b[scored[place]!]!]!, listed),
  };
}

interface Pairs {
  readonly a: ScoreColumn;
  readonly b: ScoreColumn;
  readonly clusters: ClusterColumn;
}

function atPlaces({ a, b, clusters }: Pairs, places: Uint32Array): Pairs {
  return {
    a: selectScores(a, places),
    b: selectScores(b, places),
    clusters: selectClusters(clusters, places),
  };
}

/** Both arms as what is missing could have been at worst and at best for the variant. */
function boundsOf(
  a: ScoreColumn,
  b: ScoreColumn,
  clusters: ClusterColumn,
  alpha: number,
): NonNullable<MetricComparison['bounds']> {
  const at = (missingA: 0 | 1, missingB: 0 | 1): Contrast =>
    pairedDifference(fillScores(a, missingA), fillScores(b, missingB), clusters, alpha);
  return { worst: at(1, 0), best: at(0, 1) };
}

/** From the interval alone; where the missing cases could make it another one, it is open. */
function verdictOf(
  difference: Contrast,
  margin: number | null,
  bounds: MetricComparison['bounds'],
  dropped: number,
): ComparisonVerdict {
  const own = claimOf(difference, margin);
  if (own.type === 'unknown' || bounds === null) return own;
  const isSame = [bounds.worst, bounds.best].every((bound) => claimOf(bound, margin).type === own.type);
  return isSame ? own : { type: 'unclear', dependsOn: dropped };
}

function claimOf({ low, high }: Contrast, margin: number | null): ComparisonVerdict {
  if (low === null || high === null) return { type: 'unknown' };
  if (low > 0) return { type: 'better' };
  if (high < 0) return { type: 'worse' };
  if (margin !== null && low > -margin) return { type: high < margin ? 'same' : 'not worse', margin };
  return { type: 'unclear', dependsOn: 0 };
}

/**
 * Null too where it would be larger than any difference: so few cases detect nothing. Where nothing varied, the interval
 * alone says how much could have.
 */
function detectable(
  { low, high, standardError, confidence }: Contrast,
  arms: readonly ScoreColumn[],
  groups: number,
): number | null {
  if (standardError === null || low === null || high === null) return null;
  const alpha = 1 - confidence;
  const isFlips = arms.every(isPlain);
  const spread =
    standardError === 0 && !isFlips ? (high - low) / 2 / normalQuantile(1 - alpha / 2) : standardError;
  const found = detectableDifference(spread, { alpha, power: POWER }, isFlips ? groups : null);
  return found > 1 ? null : found;
}

function samplesOf(a: ScoreColumn, b: ScoreColumn): number {
  const total = ({ samples }: ScoreColumn) => samples.reduce((sum, count) => sum + count, 0);
  return (total(a) + total(b)) / (a.samples.length + b.samples.length);
}

/** One metric of two variants that share no case: each is a sample of its own. */
export function unpairedMetric(
  metric: string,
  a: Side & { readonly columns: VariantColumns },
  b: Side & { readonly columns: VariantColumns },
  options: CompareOptions,
): MetricComparison {
  const alpha = alphaOf(metric, null, options);
  const [allA, allB] = [wholeArm(metric, a), wholeArm(metric, b)];
  const [armA, armB] = [scoredArm(allA), scoredArm(allB)];
  const contrast = unpairedDifference(armA, armB, alpha);
  const n = armB.scores.means.length;
  const dropped = allA.scores.means.length - armA.scores.means.length + allB.scores.means.length - n;
  const at = (missingA: 0 | 1, missingB: 0 | 1): Contrast =>
    unpairedDifference(filledArm(allA, missingA), filledArm(allB, missingB), alpha);
  const bounds = dropped === 0 ? null : { worst: at(1, 0), best: at(0, 1) };
  const groups = clusterCount(armB.clusters, n);
  const meanIn = ({ means }: ScoreColumn) => (means.length === 0 ? null : meanOf(means));
  return {
    metric,
    difference: { ...contrast, p: unpairedP(armA, armB) },
    verdict: verdictOf(contrast, options.marginOf?.(metric, null) ?? null, bounds, dropped),
    means: [meanIn(armA.scores), meanIn(armB.scores)],
    n,
    groups,
    dropped,
    bounds,
    detectable: detectable(
      contrast,
      [armA.scores, armB.scores],
      Math.min(clusterCount(armA.clusters, armA.scores.means.length), groups),
    ),
    noiseShare: null,
    narrower: null,
    samples: n === 0 ? 0 : samplesOf(armA.scores, armB.scores),
    ...NO_CHANGES,
  };
}

interface Sample {
  readonly scores: ScoreColumn;
  readonly clusters: ClusterColumn;
}

function wholeArm(metric: string, side: Side & { readonly columns: VariantColumns }): Sample {
  return { scores: side.columns.metrics.get(metric)!, clusters: side.table.cases.clusters.of };
}

function scoredArm({ scores, clusters }: Sample): Sample {
  const places = scoredPlaces(scores);
  return { scores: selectScores(scores, places), clusters: selectClusters(clusters, places) };
}

function filledArm({ scores, clusters }: Sample, missing: 0 | 1): Sample {
  return { scores: fillScores(scores, missing), clusters };
}
