import type { Comparison } from '../model/comparison.ts';
import type { FrontierPoint } from '../model/frontier.ts';

/** What is placed: a variant's point estimates. */
export type Placed = Pick<FrontierPoint, 'variant' | 'costPerAnswer' | 'accuracy'>;

/**
 * The front of accuracy against cost, drawn from the point estimates, and who is confidently dominated: another
 * variant's difference is shown to be above zero, or not below the margin where one is declared, and the whole interval
 * of its cost ratio is below 1. Everything else is on the front or too close to call. Empty where no cost is known.
 *
 * @param compare a variant with one that its point estimates call cheaper.
 */
export function frontierOf(
  points: readonly Placed[],
  compare: (variant: string, cheaper: string) => Pick<Comparison, 'verdict' | 'cost'>,
): readonly FrontierPoint[] {
  if (points.every(({ costPerAnswer }) => costPerAnswer === null)) return [];
  const known = points.filter(isKnown);
  return points.map((point) => {
    if (!isKnown(point)) return { ...point, onFront: false, dominatedBy: null };
    const dominating = known
      .filter(({ costPerAnswer }) => costPerAnswer < point.costPerAnswer)
      .filter(({ variant }) => isDominated(compare(point.variant, variant)))
      .sort((a, b) => b.accuracy - a.accuracy || a.costPerAnswer - b.costPerAnswer);
    return {
      ...point,
      onFront: !known.some((other) => surpasses(other, point)),
      dominatedBy: dominating[0]?.variant ?? null,
    };
  });
}

type Known = Placed & { readonly costPerAnswer: number; readonly accuracy: number };

function isKnown(point: Placed): point is Known {
  return point.costPerAnswer !== null && point.accuracy !== null;
}

function surpasses(other: Known, point: Known): boolean {
  const [saved, gained] = [point.costPerAnswer - other.costPerAnswer, other.accuracy - point.accuracy];
  return saved >= 0 && gained >= 0 && saved + gained > 0;
}

function isDominated({ verdict, cost }: Pick<Comparison, 'verdict' | 'cost'>): boolean {
  const isAsGood = ['better', 'same', 'not worse'].includes(verdict.type);
  return isAsGood && cost.high !== null && cost.high < 1;
}
