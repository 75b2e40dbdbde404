import type { Against, Comparison, Ratio } from '../model/comparison.ts';
import { type Alignment, alignCases, allOf } from './align-cases.ts';
import { notComparable, pairedMetric, unpairedMetric } from './compare-metric.ts';
import type { CompareOptions, Side } from './compare-options.ts';
import { compareSlices } from './compare-slices.ts';
import { ACCURACY, type CaseColumns, type ScoreTable, type VariantColumns } from './score-table.ts';
import { selectClusters } from './stats/cluster-robust.ts';
import { ALPHA } from './stats/interval.ts';
import { holm } from './stats/multiplicity.ts';
import { ratioOfMeans } from './stats/ratio.ts';

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
      paired && isComparable
        ? compareSlices(first!.metric, one, other, alignment, b.table.cases, options)
        : [],
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
