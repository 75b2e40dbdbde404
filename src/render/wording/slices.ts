import type { Comparison, ComparisonVerdict, SliceComparison } from '../../model/comparison.ts';
import type { Quote } from './comparison.ts';
import { VERDICT_GLYPHS } from './comparison.ts';
import { confidence, count, endsWithLevel, NONE, percent, points, pointsInterval } from './numbers.ts';

/** Of what holds after the correction for many slices, at most one claim in ten is expected to be a false alarm. */
const FALSE_DISCOVERIES = 0.1;

/** Said with a table of slices. */
export const SLICES_EXPLORATORY =
  'Exploratory, unless declared by a gate: look again with other cases before acting on it. Of those that hold after correction (Benjamini–Hochberg), at most one in ten is expected to be chance.';

/** Those to act on: declared, or left by the correction. The worst first. */
export function telling({ slices }: Comparison): readonly SliceComparison[] {
  return slices.filter((slice) => slice.declared || holds(slice)).toSorted((a, b) => meanOf(a) - meanOf(b));
}

/** A slice whose interval holds zero differs in nothing, whatever its p. */
function holds({ adjustedP, comparison: { verdict } }: SliceComparison): boolean {
  const isClear = verdict.type === 'better' || verdict.type === 'worse';
  return isClear && adjustedP !== null && adjustedP <= FALSE_DISCOVERIES;
}

function meanOf({ comparison }: SliceComparison): number {
  return comparison.difference.mean ?? 2;
}

/** What the total hides: a sentence for each slice that got worse while it did not. */
export function sliceStatements(comparison: Comparison, quote: Quote): readonly string[] {
  const total = TOTALS[comparison.verdict.type];
  if (total === null) return [];
  return telling(comparison)
    .filter(({ comparison: { verdict } }) => verdict.type === 'worse')
    .map(({ tag, comparison: { difference } }) => {
      const ends = pointsInterval(difference.low, difference.high);
      return `Worse in tag:${quote(tag)}: ${points(difference.mean)} points (${confidence(difference.confidence)} interval ${ends}), although ${total}`;
    });
}

const TOTALS = {
  better: 'the total is better',
  same: 'the total is the same',
  'not worse': 'the total is not worse',
  unclear: 'the total shows no clear difference',
  worse: null,
  'not comparable': null,
  unknown: null,
} satisfies Record<ComparisonVerdict['type'], string | null>;

/** A column of a table of slices: its head, and its cell of a row. */
type SliceColumn = readonly [head: string, align: 'left' | 'right', cell: (slice: SliceComparison) => string];

export function sliceColumns(quote: Quote): readonly SliceColumn[] {
  return [
    ['Tag', 'left', ({ tag }) => quote(tag)],
    ['Cases', 'right', ({ comparison: { n } }) => count(n)],
    [
      'Baseline → variant',
      'right',
      ({
        comparison: {
          means: [before, after],
        },
      }) => `${percent(before)} → ${percent(after)}`,
    ],
    [
      'Δ points',
      'right',
      ({ comparison: { verdict, difference } }) =>
        `${VERDICT_GLYPHS[verdict.type]} ${points(difference.mean)}`,
    ],
    ['Interval (95 %)', 'right', ({ comparison: { difference } }) => endsWithLevel(difference) ?? NONE],
    [
      'Holds after correction',
      'left',
      (slice) => (slice.declared ? 'declared' : holds(slice) ? 'yes' : 'no'),
    ],
  ];
}
