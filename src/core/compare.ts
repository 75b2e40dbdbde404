import {
  type Against,
  type Comparison,
  type ComparisonVerdict,
  type Contrast,
  type Drop,
  LISTED_CASES,
  LISTED_DROPS,
  type MetricComparison,
  type Ratio,
  type SliceComparison,
} from '../model/comparison.ts';
import { type Alignment, alignCases, allOf } from './align-cases.ts';
import { ACCURACY, type CaseColumns, type ScoreTable, type VariantColumns } from './score-table.ts';
import { type ClusterColumn, clusterCount, selectClusters } from './stats/cluster-robust.ts';
import { pairedDifference, unpairedDifference } from './stats/difference.ts';
import { ALPHA } from './stats/interval.ts';
import { benjaminiHochberg, holm } from './stats/multiplicity.ts';
import { noiseOfDifference, varianceFactor } from './stats/noise.ts';
import { pairedP, unpairedP } from './stats/p-value.ts';
import { detectableDifference } from './stats/power.ts';
import { ratioOfMeans } from './stats/ratio.ts';
import { fillScores, isPlain, type ScoreColumn, scoredPlaces, selectScores } from './stats/scores.ts';
import { meanOf } from './stats/sum.ts';

/** One side of a comparison. */
export interface Side {
  readonly table: ScoreTable;
  /** The variant's name. */
  readonly variant: string;
}

/** What is asked of a comparison beside the two sides. */
export interface CompareOptions {
  /** The one that counts most first; `accuracy` and graders. */
  readonly metrics: readonly string[];
  /** Graders that decide between pass and fail: they make the accuracy. */
  readonly deciding: readonly string[];
  /** Two-sided error of a metric's interval, of all cases (slice null) or of a slice's; default 0.05 for each. */
  readonly alphaOf?: (metric: string, slice: string | null) => number;
  /** How much worse a variant may be and still be called "not worse"; null: no such claim is made. */
  readonly marginOf?: (metric: string, slice: string | null) => number | null;
  /** Slices that a gate names, and the metric it looks at there. */
  readonly slices?: readonly DeclaredSlice[];
}

export interface DeclaredSlice {
  readonly tag: string;
  readonly metric: string;
}

/** Of a difference that is called detectable: it is found four times out of five. */
const POWER = 0.8;
/** Slices below are not looked at unless a gate names them. */
const SLICE_CASES = 20;
/** Exploratory slices that are listed, the smallest p first. */
const LISTED_SLICES = 20;
/** Ids listed of a slice's cases. */
const LISTED_IN_SLICE = 20;

/** A variant against another one, in all metrics. */
export function compareVariants(a: Side, b: Side, options: CompareOptions): Comparison {
  const [one, other] = [columnsOf(a), columnsOf(b)];
  const alignment = a.table === b.table ? allOf(a.table.cases) : alignCases(a.table.cases, b.table.cases);
  const facts = {
    variant: b.variant,
    baseline: a.variant,
    against: againstOf(a.table, b.table),
    unshared: { baseline: alignment.onlyA, variant: alignment.onlyB },
  };
  const foreign = reasonAgainstAll(a, b, alignment);
  if (foreign !== null) return incomparable(facts, foreign, options);
  const paired = alignment.shared > 0 || a.table.cases.ids.length === 0;
  const compare = paired
    ? (metric: string) => pairedMetric(metric, one, other, alignment, b.table.cases, options)
    : (metric: string) => unpairedMetric(metric, { ...a, columns: one }, { ...b, columns: other }, options);
  const [first, ...others] = options.metrics.map((metric) => {
    const reason = reasonAgainst(metric, a, b, options);
    return reason === null ? compare(metric) : notComparable(metric, reason, options);
  });
  const isComparable = first!.verdict.type !== 'not comparable';
  const costReason =
    a.table.origin.pricesDate === b.table.origin.pricesDate
      ? null
      : `prices of ${a.table.origin.pricesDate} and of ${b.table.origin.pricesDate}`;
  return {
    ...facts,
    paired,
    duplicated: b.table.cases.clusters.duplicated,
    adjustedP: null,
    ...first!,
    cost: paired && costReason === null ? ratio(one.cost, other.cost, alignment, b.table.cases) : NO_RATIO,
    costReason,
    tokens: paired ? ratio(one.tokens, other.tokens, alignment, b.table.cases) : NO_RATIO,
    others,
    slices:
      paired && isComparable ? slicesOf(first!.metric, one, other, alignment, b.table.cases, options) : [],
  };
}

/** What there is to say where a variant cannot be compared at all. */
export function incomparable(
  facts: Pick<Comparison, 'variant' | 'baseline' | 'against' | 'unshared'>,
  reason: string,
  options: CompareOptions,
): Comparison {
  const [first, ...others] = options.metrics.map((metric) => notComparable(metric, reason, options));
  return {
    ...facts,
    paired: true,
    duplicated: 0,
    adjustedP: null,
    ...first!,
    cost: NO_RATIO,
    costReason: reason,
    tokens: NO_RATIO,
    others,
    slices: [],
  };
}

/** The same comparisons with p-values corrected for there being several (Holm). */
export function corrected(comparisons: readonly Comparison[]): readonly Comparison[] {
  if (comparisons.length < 2) return comparisons;
  const adjusted = holm(comparisons.map(({ difference }) => difference.p));
  return comparisons.map((comparison, index) => ({ ...comparison, adjustedP: adjusted[index]! }));
}

function columnsOf({ table, variant }: Side): VariantColumns {
  return table.variants.find(({ name }) => name === variant)!;
}

function againstOf(a: ScoreTable, b: ScoreTable): Against {
  const { file, run, createdAt } = a.origin;
  if (a === b) return { type: 'variant' };
  return file === null ? { type: 'run', run } : { type: 'baseline', file, run, createdAt };
}

/** Why the two say nothing of each other, in no metric; null: they do. */
function reasonAgainstAll(a: Side, b: Side, alignment: Alignment): string | null {
  const { shared, changedInput, changedExpected } = alignment;
  if (a.table.origin.simulated !== b.table.origin.simulated) {
    const { origin } = [a, b].find(({ table }) => table.origin.simulated)!.table;
    return `only ${origin.file ?? origin.run} is simulated`;
  }
  const isKept = [a, b].some(({ table }) => table.origin.file !== null);
  if (isKept && shared === 0) return 'the baseline is of another dataset: no case in common';
  for (const [changed, what] of [
    [changedInput, 'input'],
    [changedExpected, 'expected value'],
  ] as const) {
    if (changed === null) continue;
    const { count, first } = changed;
    return `the ${what} of ${count === 1 ? 'a case' : `${count} cases`} has changed: ${first}`;
  }
  return null;
}

/** Why a metric of the two says nothing of their difference; null: it does. */
function reasonAgainst(metric: string, a: Side, b: Side, { deciding }: CompareOptions): string | null {
  for (const { table, variant } of [a, b]) {
    const columns = table.variants.find(({ name }) => name === variant)!;
    if (!columns.metrics.has(metric))
      return `there is no ${metric} of ${variant} in ${table.origin.file ?? table.origin.run}`;
  }
  if (a.table === b.table) return null;
  // What decided then may not be what decides now.
  const decided = [...a.table.origin.roles].filter(([, role]) => role === 'gate').map(([grader]) => grader);
  for (const grader of metric === ACCURACY ? [...deciding, ...decided] : [metric]) {
    const [before, after] = [a.table.origin.graders[grader], b.table.origin.graders[grader]];
    if (before === undefined || after === undefined) return `only one of them has the grader ${grader}`;
    if (before !== null && after !== null && before !== after) return `the grader ${grader} has changed`;
  }
  return null;
}

function notComparable(metric: string, reason: string, options: CompareOptions): MetricComparison {
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

function pairedMetric(
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
  const noiseShare = noiseOfDifference(a, b)?.share ?? null;
  return {
    metric,
    difference: { ...contrast, p: scored.length === 0 ? null : pairedP(a, b, clusters) },
    verdict: verdictOf(contrast, margin, bounds, dropped),
    means: scored.length === 0 ? [null, null] : [meanOf(a.means), meanOf(b.means)],
    n: scored.length,
    groups: clusterCount(clusters, scored.length),
    dropped,
    bounds,
    detectable: detectable(contrast, [a, b]),
    noiseShare,
    narrower: noiseShare === null ? null : 1 - Math.sqrt(varianceFactor(noiseShare, 4)),
    samples: scored.length === 0 ? 0 : samplesOf(a, b),
    ...changesOf(a, b, (place) => cases.ids[alignment.b[scored[place]!]!]!, listed),
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

function detectable({ standardError, confidence }: Contrast, arms: readonly ScoreColumn[]): number | null {
  if (standardError === null) return null;
  const cases = Math.min(...arms.map(({ means }) => means.length));
  const flips = arms.every(isPlain) ? cases : null;
  return detectableDifference(standardError, { alpha: 1 - confidence, power: POWER }, flips);
}

function samplesOf(a: ScoreColumn, b: ScoreColumn): number {
  const total = ({ samples }: ScoreColumn) => samples.reduce((sum, count) => sum + count, 0);
  return (total(a) + total(b)) / (a.samples.length + b.samples.length);
}

function unpairedMetric(
  metric: string,
  a: Side & { readonly columns: VariantColumns },
  b: Side & { readonly columns: VariantColumns },
  options: CompareOptions,
): MetricComparison {
  const alpha = alphaOf(metric, null, options);
  const [armA, armB] = [a, b].map(({ table, columns }) => {
    const column = columns.metrics.get(metric)!;
    const places = scoredPlaces(column);
    return {
      scores: selectScores(column, places),
      clusters: selectClusters(table.cases.clusters.of, places),
    };
  }) as [Parameters<typeof unpairedDifference>[0], Parameters<typeof unpairedDifference>[1]];
  const contrast = unpairedDifference(armA, armB, alpha);
  const n = armB.scores.means.length;
  const meanIn = ({ means }: ScoreColumn) => (means.length === 0 ? null : meanOf(means));
  return {
    metric,
    difference: { ...contrast, p: unpairedP(armA, armB) },
    verdict: claimOf(contrast, options.marginOf?.(metric, null) ?? null),
    means: [meanIn(armA.scores), meanIn(armB.scores)],
    n,
    groups: clusterCount(armB.clusters, n),
    dropped: b.table.cases.ids.length - n + (a.table.cases.ids.length - armA.scores.means.length),
    bounds: null,
    detectable: detectable(contrast, [armA.scores, armB.scores]),
    noiseShare: null,
    narrower: null,
    samples: n === 0 ? 0 : samplesOf(armA.scores, armB.scores),
    ...NO_CHANGES,
  };
}

type Changes = Pick<
  MetricComparison,
  'fixed' | 'broken' | 'bothPass' | 'bothFail' | 'fixedCases' | 'brokenCases' | 'drops'
>;

const NO_CHANGES: Changes = {
  fixed: 0,
  broken: 0,
  bothPass: 0,
  bothFail: 0,
  fixedCases: [],
  brokenCases: [],
  drops: [],
};

function changesOf(a: ScoreColumn, b: ScoreColumn, idOf: (place: number) => string, listed: number): Changes {
  const fixedCases: string[] = [];
  const brokenCases: string[] = [];
  let drops: { readonly place: number; readonly by: number }[] = [];
  let [fixed, broken, bothPass, bothFail] = [0, 0, 0, 0];
  for (let i = 0; i < a.means.length; i++) {
    const direction = directionOf(a.means[i]!, b.means[i]!);
    if (direction > 0) {
      if (fixed++ < listed) fixedCases.push(idOf(i));
    } else if (direction < 0) {
      if (broken++ < listed) brokenCases.push(idOf(i));
      drops.push({ place: i, by: a.means[i]! - b.means[i]! });
      if (drops.length > 100 * LISTED_DROPS) drops = largest(drops);
    } else if (a.means[i] === 1) bothPass++;
    else bothFail++;
  }
  const isBinary = a.binary && b.binary;
  return {
    fixed,
    broken,
    bothPass,
    bothFail,
    fixedCases,
    brokenCases,
    drops: isBinary
      ? []
      : largest(drops).map(
          ({ place }): Drop => ({
            case: idOf(place),
            before: a.means[place]!,
            after: b.means[place]!,
          }),
        ),
  };
}

function largest<D extends { readonly by: number; readonly place: number }>(drops: readonly D[]): D[] {
  return drops.toSorted((one, other) => other.by - one.by || one.place - other.place).slice(0, LISTED_DROPS);
}

/** Whether a case's mean rose (1), fell (-1) or stayed (0). What only rounding tells apart stayed. */
export function directionOf(before: number, after: number): -1 | 0 | 1 {
  const change = after - before;
  if (Math.abs(change) < 1e-12) return 0;
  return change > 0 ? 1 : -1;
}

const NO_RATIO: Ratio = { ratio: null, low: null, high: null, n: 0 };

/** Over the cases for which both are known. */
function ratio(
  a: Float64Array,
  b: Float64Array,
  alignment: Pick<Alignment, 'a' | 'b'>,
  cases: CaseColumns,
): Ratio {
  const pairs = alignment.b.length;
  const [knownA, knownB] = [new Float64Array(pairs), new Float64Array(pairs)];
  const places = new Uint32Array(pairs);
  let known = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const place = alignment.b[pair]!;
    const [ofA, ofB] = [a[alignment.a[pair]!]!, b[place]!];
    if (Number.isNaN(ofA) || Number.isNaN(ofB)) continue;
    knownA[known] = ofA;
    knownB[known] = ofB;
    places[known++] = place;
  }
  const { low, high, n, ratio } = ratioOfMeans(
    knownA.subarray(0, known),
    knownB.subarray(0, known),
    selectClusters(cases.clusters.of, places.subarray(0, known)),
    ALPHA,
  );
  return { ratio, low, high, n };
}

/** Declared slices, and of the others those that differ most. */
function slicesOf(
  first: string,
  one: VariantColumns,
  other: VariantColumns,
  alignment: Alignment,
  cases: CaseColumns,
  options: CompareOptions,
): SliceComparison[] {
  const declared = options.slices ?? [];
  const slice = (tag: string, metric: string) =>
    pairedMetric(metric, one, other, partOf(alignment, cases.tags.get(tag)!), cases, options, tag);
  const compared = [
    ...declared
      .filter(
        ({ tag, metric }) => cases.tags.has(tag) && one.metrics.has(metric) && other.metrics.has(metric),
      )
      .map(({ tag, metric }) => ({ tag, comparison: slice(tag, metric), declared: true })),
    ...Array.from(cases.tags)
      .filter(([tag, { length }]) => length >= SLICE_CASES && !isDeclared(tag, first, declared))
      .map(([tag]) => ({ tag, comparison: slice(tag, first), declared: false }))
      .filter(({ comparison }) => comparison.n >= SLICE_CASES),
  ];
  const adjusted = benjaminiHochberg(
    compared.map(({ comparison, declared }) => (declared ? null : comparison.difference.p)),
  );
  const slices = compared.map((slice, index) => ({ ...slice, adjustedP: adjusted[index]! }));
  return [
    ...slices.filter((slice) => slice.declared),
    ...slices
      .filter((slice) => !slice.declared)
      .sort((a, b) => (a.adjustedP ?? 2) - (b.adjustedP ?? 2) || a.tag.localeCompare(b.tag, 'en'))
      .slice(0, LISTED_SLICES),
  ];
}

function isDeclared(tag: string, metric: string, declared: readonly DeclaredSlice[]): boolean {
  return declared.some((slice) => slice.tag === tag && slice.metric === metric);
}

/** The pairs whose case on side b is among these; both lists ascend there. */
function partOf({ a, b, placeOfB }: Alignment, cases: Uint32Array): Pick<Alignment, 'a' | 'b'> {
  const pairs = cases.filter((index) => placeOfB(index) !== -1).map((index) => placeOfB(index));
  return { a: pairs.map((pair) => a[pair]!), b: pairs.map((pair) => b[pair]!) };
}
