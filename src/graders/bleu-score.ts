import { countsOf } from './agreement.ts';
import { ngramsOf } from './ngrams.ts';

/** The longest run of words that is looked at. */
const ORDERS = 4;

/** What BLEU is computed from. Lists are by the length of the runs of words: 1, 2, 3, 4. */
export interface BleuStatistics {
  /** Runs of words that are in a reference too, each at most as often as in the one that has it most. */
  readonly common: readonly number[];
  /** Runs of words of the answer. */
  readonly total: readonly number[];
  /** Words of the answer. */
  readonly length: number;
  /** Words of the reference that is nearest in length; of two, the shorter. */
  readonly referenceLength: number;
}

export function bleuStatistics(
  answer: readonly string[],
  references: readonly (readonly string[])[],
): BleuStatistics {
  const orders = Array.from({ length: ORDERS }, (_, index) => index + 1);
  return {
    common: orders.map((order) => clippedCount(answer, references, order)),
    total: orders.map((order) => Math.max(0, answer.length - order + 1)),
    length: answer.length,
    referenceLength: nearestLength(
      answer.length,
      references.map(({ length }) => length),
    ),
  };
}

/**
 * BLEU in [0, 1]: the geometric mean of the shares of common runs, times a penalty for an answer shorter than its
 * reference. Where runs of some length have none in common, their share counts as 1 / (2^k × total), k growing with
 * each such length (exponential smoothing); lengths that the answer does not have are left out (effective order).
 * Nothing in common at all is 0.
 */
export function bleuScore({ common, total, length, referenceLength }: BleuStatistics): number {
  if (common.every((count) => count === 0)) return 0;
  let smoothing = 1;
  let logarithms = 0;
  let orders = 0;
  for (const [index, all] of total.entries()) {
    if (all === 0) break;
    const count = common[index]!;
    if (count === 0) smoothing *= 2;
    logarithms += Math.log(count === 0 ? 1 / (smoothing * all) : count / all);
    orders++;
  }
  const penalty = length < referenceLength ? Math.exp(1 - referenceLength / length) : 1;
  return Math.min(1, penalty * Math.exp(logarithms / orders));
}

function clippedCount(
  answer: readonly string[],
  references: readonly (readonly string[])[],
  order: number,
): number {
  const most = new Map<string, number>();
  for (const reference of references) {
    for (const [ngram, count] of countsOf(ngramsOf(reference, order))) {
      most.set(ngram, Math.max(count, most.get(ngram) ?? 0));
    }
  }
  let common = 0;
  for (const [ngram, count] of countsOf(ngramsOf(answer, order))) {
    common += Math.min(count, most.get(ngram) ?? 0);
  }
  return common;
}

function nearestLength(length: number, lengths: readonly number[]): number {
  return lengths.reduce((best, other) => {
    const nearer = Math.abs(other - length) - Math.abs(best - length);
    return nearer < 0 || (nearer === 0 && other < best) ? other : best;
  });
}
