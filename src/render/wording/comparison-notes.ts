import type { Comparison } from '../../model/comparison.ts';
import type { Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { count, counted, percent, points, twoDecimals } from './numbers.ts';
import { ratioStatements } from './ratios.ts';
import { sliceStatements } from './slices.ts';

/** At which a result counts once it was corrected for there being several. */
const LEVEL = 0.05;
/** From so large a share of noise on, more samples of a case are the better buy. */
export const NOISY = 0.5;

/**
 * What else is to be known of a comparison, a sentence each, without its full stop.
 *
 * @param all It and those beside it.
 */
export function comparisonNotes(
  comparison: Comparison,
  all: readonly Comparison[],
  quote: Quote,
): readonly string[] {
  if (comparison.verdict.type === 'not comparable') return [];
  return [
    ...missingStatements(comparison),
    ...unsharedStatements(comparison),
    ...(isIdentical(comparison) ? ['No case changed'] : []),
    ...correctionStatements(comparison, all),
    ...sliceStatements(comparison, quote),
    ...noiseStatements(comparison),
    ...dropStatements(comparison, quote),
    ...ratioStatements(comparison, quote),
  ];
}

/** Said where one of several may be picked; null: there is nothing to pick. */
export function bestOfSeveral({ variants, comparisons }: Summary): string | null {
  if (variants.length < 3 || !comparisons.some(({ verdict }) => verdict.type === 'better')) return null;
  return `The best of ${count(variants.length)} variants on the same cases looks better than it is: confirm it on others`;
}

/** What the cases without a score from both could change. */
function missingStatements({ dropped, paired, bounds, verdict }: Comparison): readonly string[] {
  if (dropped === 0) return [];
  const what = `${counted(dropped, 'case')} without a score${paired ? ' from both' : ''}`;
  if (bounds === null || bounds.worst.mean === null || bounds.best.mean === null) return [what];
  const ends = `${points(bounds.worst.mean)} points at worst, ${points(bounds.best.mean)} at best`;
  const depends = verdict.type === 'unclear' && verdict.dependsOn > 0;
  return [
    `${what}: had they scored, ${ends}; the verdict ${depends ? 'depends on them' : 'would be the same'}`,
  ];
}

/** Cases that were added or removed since. */
function unsharedStatements({ unshared, against, paired }: Comparison): readonly string[] {
  const { baseline, variant } = unshared;
  if (against.type === 'variant' || !paired || baseline + variant === 0) return [];
  return [
    `Compared on the cases in common: ${counted(variant, 'case')} added since, ${count(baseline)} removed`,
  ];
}

function isIdentical({ paired, n, fixed, broken }: Comparison): boolean {
  return paired && n > 0 && fixed + broken === 0;
}

/** Of what is clear only: what is not does not become so. */
function correctionStatements(
  { adjustedP, verdict }: Comparison,
  all: readonly Comparison[],
): readonly string[] {
  if (adjustedP === null || (verdict.type !== 'better' && verdict.type !== 'worse')) return [];
  const tested = all.filter((one) => one.adjustedP !== null).length;
  const holds = adjustedP <= LEVEL ? 'Significant' : 'Not significant';
  return [`${holds} after correction for ${counted(tested, 'comparison')}`];
}

function noiseStatements({ noiseShare, narrower, samples }: Comparison): readonly string[] {
  if (noiseShare === null || narrower === null) return [];
  const share = `${percent(noiseShare)} of what varied between cases was chance of the answers`;
  if (noiseShare <= NOISY) return [`${share}: more samples a case would hardly help, add cases`];
  const now = Number(samples.toFixed(1));
  const more = Number((samples * 4).toFixed(1));
  return [
    `${share}: more samples a case would help, ${more} instead of ${now} narrow the interval by ${percent(narrower)}`,
  ];
}

function dropStatements({ drops }: Comparison, quote: Quote): readonly string[] {
  if (drops.length === 0) return [];
  const listed = drops.map(
    ({ case: id, before, after }) => `${quote(id)} (${twoDecimals(before)} → ${twoDecimals(after)})`,
  );
  return [`Largest drops: ${listed.join(', ')}`];
}
