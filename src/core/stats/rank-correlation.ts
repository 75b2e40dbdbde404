import { Z } from './interval.ts';

/** A correlation with its 95 % interval; null where it is undefined, or there are too few pairs. */
export interface Correlation {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/**
 * Spearman's rank correlation, ties at their mean rank, with Fisher's z and the standard error of Bonett &
 * Wright 2000, Psychometrika 65, 23–28: √((1 + r²/2) / (n − 3)).
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): Correlation {
  const n = x.length;
  const value = pearson(ranks(x), ranks(y));
  if (value === null || n < 4 || Math.abs(value) > 1 - 1e-12) return { value, low: null, high: null, n };
  const half = Z * Math.sqrt((1 + value ** 2 / 2) / (n - 3));
  const z = Math.atanh(value);
  return { value, low: Math.tanh(z - half), high: Math.tanh(z + half), n };
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const found = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) found[order[i]!] = (start + end - 1) / 2;
    start = end;
  }
  return found;
}

/** Null where one side does not vary. */
function pearson(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((value, i) => {
    xx += (value - meanX) ** 2;
    yy += (y[i]! - meanY) ** 2;
    xy += (value - meanX) * (y[i]! - meanY);
  });
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}
