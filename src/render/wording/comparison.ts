import type {
  Comparison,
  ComparisonVerdict,
  MetricComparison,
  Transition,
  VerdictType,
} from '../../model/comparison.ts';
import type { Summary, VariantSummary } from '../../model/summary.ts';
import { confidence, count, counted, NONE, percent, points, pointsInterval, size } from './numbers.ts';

/** Makes a foreign text (a name, an id) part of a sentence of the format at hand. */
export type Quote = (text: string) => string;

export const VERDICT_GLYPHS = {
  better: '▲',
  worse: '▼',
  same: '≈',
  'not worse': '≥',
  unclear: '=',
  'not comparable': '≠',
  unknown: '?',
} satisfies Record<VerdictType, string>;

/**
 * `haiku vs sonnet: −6.0 points (95 % interval −10.5 to −1.8), 200 cases: 3 improved, 15 got worse, 182 same. haiku is
 * worse`.
 */
export function headline(comparison: Comparison, quote: Quote): string {
  const { variant, difference, verdict } = comparison;
  const sides = `${quote(variant)} vs ${comparedWith(comparison, quote)}`;
  if (verdict.type === 'not comparable') return `${sides}: not comparable: ${quote(verdict.reason)}`;
  const of = ofMetric(comparison, quote);
  if (verdict.type === 'unknown') {
    return `${sides}${of}: too little data to compare (${counted(comparison.n, 'case')} in common)`;
  }
  const ends = `(${confidence(difference.confidence)} interval ${endsOf(comparison)})`;
  return `${sides}: ${points(difference.mean)} points${of} ${ends}, ${basis(comparison)}. ${conclusion(comparison, quote)}`;
}

/** `sonnet`; `sonnet of run 20261120-090000-abcdef`; `its baseline of 2026-11-20`. */
export function comparedWith({ variant, baseline, against }: Comparison, quote: Quote): string {
  if (against.type === 'variant') return quote(baseline);
  if (against.type === 'run') return `${quote(baseline)} of run ${quote(against.run)}`;
  const of = against.createdAt === null ? '' : ` of ${quote(against.createdAt.slice(0, 10))}`;
  return variant === baseline ? `its baseline${of}` : `${quote(baseline)} of the baseline${of}`;
}

/** `200 cases from 40 groups: 3 improved, 15 got worse, 182 same`. */
function basis(comparison: Comparison): string {
  const { n, groups, fixed, broken, paired } = comparison;
  const cases = counted(n, 'case') + (groups < n ? ` from ${counted(groups, 'independent group')}` : '');
  if (!paired) return `${cases}, none in common`;
  const same = n - fixed - broken;
  return `${cases}: ${count(fixed)} improved, ${count(broken)} got worse, ${count(same)} same`;
}

/** What may be claimed, and of what is not clear what would have been noticed. */
function conclusion(comparison: Comparison, quote: Quote): string {
  const { variant, verdict } = comparison;
  const within = detects(comparison);
  switch (verdict.type) {
    case 'better':
    case 'worse':
      return `${quote(variant)} is ${verdict.type}`;
    case 'same':
      return `The same within ${size(verdict.margin)} points`;
    case 'not worse':
      return `Not worse by more than ${size(verdict.margin)} points`;
    default:
      return `${unclear(verdict)}${within}`;
  }
}

function detects({ detectable, difference }: Comparison): string {
  if (detectable !== null) return `; this suite can detect about ${size(detectable)} points`;
  return difference.standardError === null ? '' : '; this suite is too small to detect any';
}

function unclear(verdict: ComparisonVerdict): string {
  const dependsOn = verdict.type === 'unclear' ? verdict.dependsOn : 0;
  return `No clear difference${dependsOn > 0 ? ` (depends on ${counted(dependsOn, 'missing case')})` : ''}`;
}

/** What is said of a comparison in a title: the verdict first. */
function claim(comparison: Comparison, quote: Quote): string {
  const { variant, difference, n, verdict } = comparison;
  const [a, b] = [quote(variant), comparedWith(comparison, quote)];
  const of = ofMetric(comparison, quote);
  switch (verdict.type) {
    case 'better':
    case 'worse':
      return `${a} is ${verdict.type} than ${b}: ${points(difference.mean)} points${of}`;
    case 'same':
      return `${a} and ${b} are the same within ${size(verdict.margin)} points${of}`;
    case 'not worse':
      return `${a} is not worse than ${b} by more than ${size(verdict.margin)} points${of}`;
    case 'unclear':
      return `${unclear(verdict)} between ${a} and ${b} (${endsOf(comparison)} points${of})`;
    case 'not comparable':
      return `${a} and ${b} are not comparable: ${quote(verdict.reason)}`;
    case 'unknown':
      return `${a} and ${b} cannot be compared: too little data (${counted(n, 'case')} in common)`;
  }
}

type Judged = Pick<Comparison, 'against' | 'baseline' | 'difference' | 'verdict'>;

/** In few words, for a table: `▲ better (+2.2 to +3.4)`. */
export function shortVerdict(comparison: Judged, quote: Quote): string {
  const { low, high } = comparison.difference;
  const ends = pointsInterval(low, high);
  return `${verdictWords(comparison, quote)}${ends === null ? '' : ` (${ends})`}`;
}

/** Without the interval: `▲ better`. */
export function verdictWords({ against, baseline, verdict }: Judged, quote: Quote): string {
  const words = {
    better: 'better',
    worse: 'worse',
    same: 'the same',
    'not worse': 'not worse',
    unclear: 'no clear difference',
    'not comparable': 'not comparable',
    unknown: 'too little data',
  }[verdict.type];
  const other = against.type === 'variant' ? ` than ${quote(baseline)}` : '';
  const beside = verdict.type === 'better' || verdict.type === 'worse' ? other : '';
  return `${VERDICT_GLYPHS[verdict.type]} ${words}${beside}`;
}

function ofMetric({ metric }: MetricComparison, quote: Quote): string {
  return metric === 'accuracy' ? '' : ` of ${quote(metric)}`;
}

function endsOf({ difference: { low, high } }: MetricComparison): string {
  return pointsInterval(low, high) ?? NONE;
}

/** The report's first sentence. */
export function title(summary: Summary, quote: Quote): string {
  const { comparisons, baseline } = summary;
  const [first] = comparisons;
  if (first === undefined) return standing(summary, quote);
  if (comparisons.length === 1) return verdictSentence(first, quote);
  const within = withinRun(summary);
  const kept = comparisons.filter((comparison) => !within.includes(comparison));
  const parts = [
    [within, quote(baseline)],
    [kept, 'the baseline'],
  ] as const;
  return parts
    .filter(([all]) => all.length > 0)
    .map(([all, other]) => tallySentence(all, other))
    .join('; ');
}

/** What may be claimed of one comparison, and what it costs: the title of what is about it alone. */
export function verdictSentence(comparison: Comparison, quote: Quote): string {
  return claim(comparison, quote) + price(comparison);
}

/** `3 variants against sonnet: 1 better, 2 without a clear difference`. */
export function tallySentence(comparisons: readonly Comparison[], other: string): string {
  return `${counted(comparisons.length, 'variant')} against ${other}: ${tally(comparisons)}`;
}

/** `1 better, 2 without a clear difference`. */
function tally(comparisons: readonly Comparison[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of comparisons) {
    const words = VERDICT_COUNTS[verdict.type];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...new Set(Object.values(VERDICT_COUNTS))].filter((words) => counts.has(words));
  return parts.map((words) => `${counts.get(words)} ${words}`).join(', ');
}

/** After a number of variants. */
const VERDICT_COUNTS = {
  better: 'better',
  worse: 'worse',
  same: 'the same',
  'not worse': 'not worse',
  unclear: 'without a clear difference',
  'not comparable': 'not comparable',
  unknown: 'not comparable',
} satisfies Record<VerdictType, string>;

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

/** `, 66 % cheaper`, where the interval of the costs' ratio says so; nothing where it says neither. */
function price({ cost: { ratio, low, high } }: Comparison): string {
  if (ratio === null || low === null || high === null) return '';
  if (low > 0.99 && high < 1.01) return ', at the same cost';
  if (low <= 1 && high >= 1) return '';
  const change = ratio - 1;
  if (change < 0) return `, ${(-change * 100).toFixed(0)} % cheaper`;
  return change < 1
    ? `, ${(change * 100).toFixed(0)} % dearer`
    : `, at ${(change + 1).toFixed(1)} times the cost`;
}

/** Those of the run's variants with its baseline variant; none with what was kept of an earlier run. */
export function withinRun({ comparisons }: Summary): readonly Comparison[] {
  return comparisons.filter(({ against }) => against.type === 'variant');
}

/** The comparison of a variant with the baseline variant; none for that one itself. */
export function comparisonOf(summary: Summary, { name }: VariantSummary): Comparison | undefined {
  return withinRun(summary).find(({ variant }) => variant === name);
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
