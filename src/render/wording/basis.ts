import type { Estimate, Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { count, counted } from './numbers.ts';

/** Fewer cases than these make a small sample. */
const FEW_CASES = 20;
/** Fewer groups of cases than these are said, because intervals hang on them. */
const FEW_GROUPS = 10;
/** From here on it is said that cases which resemble each other are worth fewer. */
const DESIGN_EFFECT = 1.5;
/**
 * Independent failures (or passes, where those are fewer) below which an interval over groups falls short: see
 * docs/statistics.md.
 */
const FEW_FAILURES = 12;
/** On average; with fewer, hardly any group fails as a whole. */
const CASES_A_GROUP = 2;

/** What the figures rest on, where that says how far to believe them: a sentence each, none where all is plain. */
export function basisStatements(summary: Summary, quote: Quote): readonly string[] {
  return [
    ...smallSample(summary),
    ...summary.variants.flatMap((variant) => {
      const estimate = decisive(variant);
      return estimate === null ? [] : ofEstimate(estimate, quote(variant.name));
    }),
    ...duplicates(summary),
  ];
}

/** The estimate of a variant that counts most: its accuracy, or the mean of its first grader. */
function decisive({ accuracy, graders }: Summary['variants'][number]): Estimate | null {
  return accuracy ?? graders[0]?.mean ?? null;
}

/** Once for all variants, of the smallest one. */
function smallSample({ variants, comparisons }: Summary): readonly string[] {
  const sizes = [...variants.map((variant) => decisive(variant)?.n ?? 0), ...comparisons.map(({ n }) => n)];
  const least = Math.min(...sizes.filter((n) => n > 0));
  return least < FEW_CASES ? [`Small sample: ${counted(least, 'case')}. Only large effects can show`] : [];
}

function ofEstimate(estimate: Estimate, variant: string): readonly string[] {
  const { mean, low, n, designEffect } = estimate;
  if (n === 0 || mean === null) return [`No completed cases of ${variant}`];
  if (low === null) return [`${variant} has no interval: it needs at least 2 independent cases or groups`];
  if (designEffect === null && mean > 0 && mean < 1) {
    return [`All ${count(n)} cases of ${variant} scored ${mean.toFixed(2)}`];
  }
  return [...ofGroups(estimate, variant), ...fewFailures(estimate, variant)];
}

function ofGroups({ n, groups, designEffect }: Estimate, variant: string): readonly string[] {
  if (groups === n) return [];
  const few = groups < FEW_GROUPS;
  const worth =
    designEffect !== null && designEffect > DESIGN_EFFECT ? Math.max(1, Math.round(n / designEffect)) : null;
  if (!few && worth === null) return [];
  return [
    `${variant} rests on ${few ? 'only ' : ''}${counted(groups, 'independent group')} of ${counted(n, 'case')}${worth === null ? '' : `, worth about ${counted(worth, 'independent case')}`}`,
  ];
}

function fewFailures({ mean, n, groups, designEffect }: Estimate, variant: string): readonly string[] {
  if (mean === null || designEffect === null || n < CASES_A_GROUP * groups) return [];
  const rarer = Math.min(mean, 1 - mean);
  if ((n / Math.max(1, designEffect)) * rarer >= FEW_FAILURES) return [];
  const [what, verb] = mean > 0.5 ? ['failures', 'fails'] : ['passes', 'passes'];
  return [
    `${variant} has few independent ${what}: a group that ${verb} as a whole may be too rare to have been seen, and intervals too narrow`,
  ];
}

function duplicates({ comparisons }: Summary): readonly string[] {
  const most = Math.max(0, ...comparisons.map(({ duplicated }) => duplicated));
  return most === 0 ? [] : [`${counted(most, 'duplicated input')} grouped: they are not independent cases`];
}
