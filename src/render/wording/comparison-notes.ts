import type { Comparison, SliceComparison } from '../../model/comparison.ts';
import type { Quote } from './comparison.ts';
import { confidence, count, counted, points, pointsInterval } from './numbers.ts';

/** What else one must know of a comparison: a sentence each, without its full stop. */
export function comparisonNotes(comparison: Comparison, quote: Quote): readonly string[] {
  if (comparison.verdict.type === 'not comparable') return [];
  return [unscored(comparison), unshared(comparison), withoutCosts(comparison, quote)].filter(
    (note) => note !== null,
  );
}

/** What the cases without a score from both could change. */
function unscored({ bounds, dropped, verdict }: Comparison): string | null {
  if (bounds === null || bounds.worst.mean === null || bounds.best.mean === null) return null;
  const depends = verdict.type === 'unclear' && verdict.dependsOn > 0;
  const ends = `${points(bounds.worst.mean)} points at worst, ${points(bounds.best.mean)} at best`;
  return `${counted(dropped, 'case')} without a score from both: had they scored, ${ends}; the verdict ${depends ? 'depends on them' : 'would be the same'}`;
}

/** Cases that were added or removed since. */
function unshared({ unshared: { baseline, variant }, against, paired }: Comparison): string | null {
  if (against.type === 'variant' || !paired || baseline + variant === 0) return null;
  return `Compared on the cases in common: ${counted(variant, 'case')} added since, ${count(baseline)} removed`;
}

function withoutCosts({ against, costReason }: Comparison, quote: Quote): string | null {
  if (against.type === 'variant' || costReason === null) return null;
  return `Costs are not compared: ${quote(costReason)}`;
}

/** `billing: −12.0 points (95 % interval −20.1 to −3.9), 40 cases: 1 improved, 6 got worse (exploratory)`. */
export function sliceSentence({ tag, comparison, declared }: SliceComparison, quote: Quote): string {
  const { difference, n, fixed, broken } = comparison;
  const ends = pointsInterval(difference.low, difference.high) ?? 'too little data';
  const basis = `${counted(n, 'case')}: ${count(fixed)} improved, ${count(broken)} got worse`;
  return `${quote(tag)}: ${points(difference.mean)} points (${confidence(difference.confidence)} interval ${ends}), ${basis}${declared ? '' : ' (exploratory)'}`;
}
