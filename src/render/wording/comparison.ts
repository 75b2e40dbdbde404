import type { Comparison, Summary, Transition, VariantSummary } from '../../model/summary.ts';
import { counted, NONE, percent, points, pointsInterval } from './numbers.ts';

/** Makes a foreign text (a name, an id) part of a sentence of the format at hand. */
export type Quote = (text: string) => string;

/** What the interval of a difference allows to say. */
export type Finding = 'better' | 'worse' | 'unclear' | 'unknown';

/** Decided by the interval alone: wholly above zero, wholly below, or neither. */
export function finding({ difference: { low, high } }: Comparison): Finding {
  if (low === null || high === null) return 'unknown';
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'unclear';
}

export const FINDING_GLYPHS = { better: '▲', worse: '▼', unclear: '=', unknown: '?' } satisfies Record<
  Finding,
  string
>;

/** `haiku is better than sonnet: +2.8 points (95 % interval +2.2 to +3.4)`. */
export function headline(comparison: Comparison, quote: Quote): string {
  const found = finding(comparison);
  const sentence = claim(comparison, quote);
  if (found === 'unclear' || found === 'unknown') return sentence;
  return `${sentence} (95 % interval ${ends(comparison)})`;
}

/** What is said of a comparison, without the interval where a difference was found. */
function claim(comparison: Comparison, quote: Quote): string {
  const { variant, baseline, difference, n } = comparison;
  const [a, b] = [quote(variant), quote(baseline)];
  const found = finding(comparison);
  if (found === 'unknown') {
    return `${a} and ${b} cannot be compared: too little data (${counted(n, 'case')} in common)`;
  }
  const of = comparison.metric === 'accuracy' ? '' : ` of ${quote(comparison.metric)}`;
  if (found === 'unclear')
    return `No clear difference between ${a} and ${b} (${ends(comparison)} points${of})`;
  return `${a} is ${found} than ${b}: ${points(difference.mean)} points${of}`;
}

function ends({ difference: { low, high } }: Comparison): string {
  return pointsInterval(low, high) ?? NONE;
}

/** The report's first sentence. */
export function title(summary: Summary, quote: Quote): string {
  const { comparisons, baseline } = summary;
  const [first] = comparisons;
  if (first === undefined) return standing(summary, quote);
  if (comparisons.length === 1) return claim(first, quote) + price(summary, first);
  const counts = { better: 0, worse: 0, unclear: 0, unknown: 0 };
  for (const comparison of comparisons) counts[finding(comparison)]++;
  const parts = [];
  if (counts.better > 0) parts.push(`${counts.better} better`);
  if (counts.worse > 0) parts.push(`${counts.worse} worse`);
  if (counts.unclear > 0) parts.push(`${counts.unclear} without a clear difference`);
  if (counts.unknown > 0) parts.push(`${counts.unknown} not comparable`);
  return `${comparisons.length} variants against ${quote(baseline)}: ${parts.join(', ')}`;
}

/** Of a run with nothing to compare. */
function standing({ variants, dataset }: Summary, quote: Quote): string {
  const [only] = variants;
  if (only === undefined) return 'No variants';
  const grader = only.graders.find(({ role }) => role !== 'advisory');
  if (only.accuracy?.mean != null) {
    return `${quote(only.name)}: ${percent(only.accuracy.mean)} accuracy on ${counted(only.accuracy.n, 'case')}`;
  }
  if (only.accuracy === null && grader?.mean.mean != null) {
    return `${quote(only.name)}: ${percent(grader.mean.mean)} ${quote(grader.name)} on ${counted(grader.mean.n, 'case')}`;
  }
  return `${quote(only.name)}: nothing scored on ${counted(dataset.cases, 'case')}`;
}

/** `, 66 % cheaper`, where both costs are known and differ by a percent or more. */
export function price({ variants }: Summary, { variant, baseline }: Comparison): string {
  const cost = (name: string) => variants.find((entry) => entry.name === name)?.cost.perThousandCases;
  const [a, b] = [cost(variant), cost(baseline)];
  if (!a || !b) return '';
  const change = a / b - 1;
  if (Math.abs(change) < 0.01) return ', at the same cost';
  if (change < 0) return `, ${(-change * 100).toFixed(0)} % cheaper`;
  return change < 1
    ? `, ${(change * 100).toFixed(0)} % dearer`
    : `, at ${(change + 1).toFixed(1)} times the cost`;
}

/** The comparison of a variant with the baseline; none for the baseline itself. */
export function comparisonOf({ comparisons }: Summary, { name }: VariantSummary): Comparison | undefined {
  return comparisons.find(({ variant }) => variant === name);
}

/** A variant's difference to the baseline, in points. */
export function deltaOf(summary: Summary, variant: VariantSummary): string {
  const comparison = comparisonOf(summary, variant);
  return comparison === undefined ? NONE : points(comparison.difference.mean);
}

export interface Change {
  readonly kind: Transition;
  readonly glyph: string;
  readonly word: string;
  readonly count: number;
}

/** How the cases of a comparison changed, in the words that fit: nothing is fixed where nothing can pass. */
export function changes(comparison: Comparison): readonly Change[] {
  const { metric, fixed, broken, bothPass, bothFail } = comparison;
  const decides = metric === 'accuracy';
  return [
    { kind: 'both pass', glyph: '✓', word: decides ? 'both pass' : 'full score from both', count: bothPass },
    { kind: 'fixed', glyph: '▲', word: decides ? 'fixed' : 'scored higher', count: fixed },
    { kind: 'broken', glyph: '▼', word: decides ? 'broken' : 'scored lower', count: broken },
    { kind: 'both fail', glyph: '✗', word: decides ? 'both fail' : 'equal, below full', count: bothFail },
  ];
}

/** One of the {@link changes}. */
export function changeOf(comparison: Comparison, kind: Transition): Change {
  return changes(comparison).find((change) => change.kind === kind)!;
}
