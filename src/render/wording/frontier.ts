import type { FrontierPoint } from '../../model/frontier.ts';
import type { Summary } from '../../model/summary.ts';
import type { Quote } from './comparison.ts';
import { dollars, percent } from './numbers.ts';

/** A point that has its place in a plot. */
export type PlacedPoint = FrontierPoint & { readonly costPerAnswer: number; readonly accuracy: number };

/** Those with a known cost and a score. */
export function placedPoints({ frontier }: Pick<Summary, 'frontier'>): readonly PlacedPoint[] {
  return frontier.filter(
    (point): point is PlacedPoint => point.costPerAnswer !== null && point.accuracy !== null,
  );
}

/** `accuracy`, or the grader that stands in for it where none decides. */
export function frontierMetric({ comparisons }: Summary): string {
  return comparisons[0]?.metric ?? 'accuracy';
}

/** Which variants are worth their money, a sentence each group; none where fewer than two can be placed. */
export function frontierStatements(summary: Summary, quote: Quote): readonly string[] {
  const placed = placedPoints(summary);
  if (placed.length < 2) return [];
  const list = (points: readonly FrontierPoint[]) => points.map(({ variant }) => quote(variant)).join(', ');
  const open = placed.filter(({ dominatedBy }) => dominatedBy === null);
  const [front, close] = [open.filter(({ onFront }) => onFront), open.filter(({ onFront }) => !onFront)];
  const unplaced = summary.frontier.filter(
    (point) => !placed.some(({ variant }) => variant === point.variant),
  );
  return [
    ...(front.length > 0
      ? [`On the front of ${quote(frontierMetric(summary))} against cost: ${list(front)}`]
      : []),
    ...(close.length > 0 ? [`Off the front, but too close to call: ${list(close)}`] : []),
    ...placed.flatMap((point) => {
      const { dominatedBy } = point;
      const other = placed.find(({ variant }) => variant === dominatedBy);
      if (other === undefined) return [];
      const [own, its] = [place(point), place(other)];
      return [
        `${quote(point.variant)} is confidently dominated by ${quote(other.variant)}: ${own} against ${its}`,
      ];
    }),
    ...(unplaced.length > 0
      ? [`Not placed, without a known cost or without a score: ${list(unplaced)}`]
      : []),
  ];
}

/** `67.2 % at $7.08 per 1,000 answers`. */
export function place({ accuracy, costPerAnswer }: PlacedPoint): string {
  return `${percent(accuracy)} at ${dollars(costPerAnswer * 1000)} per 1,000 answers`;
}
