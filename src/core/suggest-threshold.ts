import type { SuggestedThreshold } from '../model/calibration.ts';

/**
 * The score from which passing agrees best with the humans: the largest Youden's J (1950, Cancer 3, 32–35), then
 * the largest agreement, then the strictest. Null where the scores are pass or fail already, or where humans
 * said one thing only. One walk over the scores in their order.
 */
export function suggestThreshold(
  ratings: readonly { readonly judge: number; readonly humanPass: boolean }[],
): SuggestedThreshold | null {
  const positives = ratings.filter(({ humanPass }) => humanPass).length;
  const negatives = ratings.length - positives;
  if (positives === 0 || negatives === 0) return null;
  if (ratings.every(({ judge }) => judge === 0 || judge === 1)) return null;
  const descending = [...ratings].sort((a, b) => b.judge - a.judge);
  let best: SuggestedThreshold | null = null;
  let caught = 0;
  let alarms = 0;
  descending.forEach(({ judge, humanPass }, index) => {
    if (humanPass) caught++;
    else alarms++;
    // Equal scores pass together.
    if (descending[index + 1]?.judge === judge) return;
    const youden = caught / positives - alarms / negatives;
    const agreement = (caught + negatives - alarms) / ratings.length;
    if (best === null || isMore([youden, agreement], [best.youden, best.agreement])) {
      best = { value: judge, youden, agreement };
    }
  });
  return best;
}

/** In the order of their parts; what only rounding tells apart is equal. */
function isMore(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, part] of a.entries()) {
    if (Math.abs(part - b[index]!) > 1e-12) return part > b[index]!;
  }
  return false;
}
