import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import type { ComparisonGate, GateFacts } from '../../model/gate.ts';
import { tooManyErrors } from './errors-of.ts';
import { everyVariant, type Judged, type Judgement, nothing } from './judging.ts';
import { type Claim, readingOf } from './reading.ts';

/** What a run is judged by: each variant's comparison with a committed baseline, else the one within the run. */
export function decisiveComparisons(comparisons: readonly Comparison[]): readonly Comparison[] {
  const committed = comparisons.filter(({ against }) => against.type === 'baseline');
  const isCommitted = (variant: string) => committed.some((one) => one.variant === variant);
  return [...committed, ...comparisons.filter((one) => !isCommitted(one.variant))];
}

/**
 * The variants that are compared, or of these the one that is named. Where there is a committed baseline all of them are
 * meant to be: one that is in nothing fails for it.
 */
export function comparedVariants(gate: ComparisonGate, input: Judged): readonly string[] {
  const isCommitted = input.comparisons.some(({ against }) => against.type === 'baseline');
  if (isCommitted) return everyVariant(gate, input);
  return input.comparisons
    .map((comparison) => comparison.variant)
    .filter((name) => gate.variant === null || name === gate.variant);
}

/** Whether a variant is not worse than what it is compared with by so much. */
export function judgeDifference(
  gate: ComparisonGate,
  variant: string,
  by: number,
  input: Judged,
  factsOf: (found: MetricComparison) => GateFacts,
): Judgement {
  const comparison = decisiveComparisons(input.comparisons).find((one) => one.variant === variant);
  if (comparison === undefined) return nothing('nothing to compare');
  const metric = gate.metric ?? comparison.metric;
  const whole = [comparison, ...comparison.others].find((one) => one.metric === metric);
  if (whole === undefined) return nothing('no such metric');
  // Of a committed baseline only the scores are kept.
  const answered = comparison.against.type === 'variant' ? [variant, comparison.baseline] : [variant];
  const errors = tooManyErrors(answered, metric, input);
  if (errors) return errors;
  if (whole.verdict.type === 'not comparable') {
    return { holds: false, finding: { ...whole.verdict }, facts: null };
  }
  const found = gate.slice === null ? whole : sliceIn(comparison, metric, gate.slice);
  if (found === undefined) return nothing('no such slice');
  const { difference, bounds, n, dropped } = found;
  const claim: Claim = (low, high) => (high < -by ? 'broken' : low > -by ? 'holds' : 'open');
  const worst = bounds?.worst ?? null;
  const reading = readingOf(claim, difference, worst);
  if (reading === null) return nothing('too little data');
  return {
    holds: reading,
    finding: {
      type: 'difference',
      reading,
      metric,
      baseline: comparison.baseline,
      difference,
      n,
      dropped,
      worst,
    },
    facts: factsOf(found),
  };
}

function sliceIn({ slices }: Comparison, metric: string, tag: string): MetricComparison | undefined {
  return slices.find((slice) => slice.declared && slice.tag === tag && slice.comparison.metric === metric)
    ?.comparison;
}
