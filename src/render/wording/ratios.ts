import type { Comparison, Ratio } from '../../model/comparison.ts';
import type { Quote } from './comparison.ts';
import { times } from './numbers.ts';

/** After a comparison: `; cost 0.62× (95 % interval 0.58–0.66)`; nothing where it is not known. */
export function costRatio({ cost }: Comparison): string {
  const ratio = ratioText(cost);
  return ratio === null ? '' : `; cost ${ratio}`;
}

/** What else is to be said of what they cost, a sentence each. */
export function ratioStatements({ costReason, tokens }: Comparison, quote: Quote): readonly string[] {
  const ratio = ratioText(tokens);
  return [
    ...(costReason === null ? [] : [`Costs are not compared: ${quote(costReason)}`]),
    ...(ratio === null ? [] : [`Tokens ${ratio}`]),
  ];
}

function ratioText({ ratio, low, high }: Ratio): string | null {
  if (ratio === null) return null;
  const ends =
    low === null || high === null
      ? 'too few cases for an interval'
      : `95 % interval ${times(low)}–${times(high)}`;
  return `${times(ratio)}× (${ends})`;
}
