import type { CascadePoint, CascadeResult, Threshold } from '../model/cascade.ts';
import type { Contrast } from '../model/comparison.ts';
import type { Dollars } from '../model/record.ts';
import type { RoutedAnswers } from './route-answers.ts';
import { clusterCount } from './stats/cluster-robust.ts';
import { pairedDifference } from './stats/difference.ts';
import { ALPHA } from './stats/interval.ts';
import { ratioOfMeans } from './stats/ratio.ts';
import { meanScore, type ScoreColumn, ScoreColumnBuilder } from './stats/scores.ts';
import { meanOf } from './stats/sum.ts';

/** Thresholds that are tried where none are given: as many quantiles of the signal. */
const QUANTILES = 20;

/**
 * What a cascade would have scored and cost at each threshold, from answers in hand: the cheap variant's answer where
 * its signal reaches the threshold, and else the strong one's. Beside each stands the router that escalates the same
 * share by chance.
 *
 * The threshold is chosen by fixed-sequence testing (Learn then Test: Angelopoulos, Bates, Candès, Jordan & Lei 2021,
 * arXiv 2110.01052): from the safest on, as long as the lower end of the difference to the strong variant is above
 * −margin. As far as the interval keeps its level, the true loss at the chosen one exceeds the margin with a
 * probability of α/2 at most, without a further correction.
 *
 * @param answers One at least.
 * @param thresholds Descending; left out: quantiles of the signal. Always and never escalating are the ends of both.
 */
export function cascadeOf(
  answers: RoutedAnswers,
  margin: number,
  thresholds: readonly number[] = quantileThresholds(answers.signal),
): CascadeResult {
  const { cases, signal, cheap, strong, cheapCost, strongCost, clusters } = answers;
  const alone = columnOf(cases, (i) => strong[i]!);
  const aloneCost = caseMeans(cases, (i) => strongCost[i]!);
  let holds = true;
  const points = [Infinity, ...thresholds, -Infinity].map((threshold): CascadePoint => {
    const isEscalated = (i: number) => signal[i]! < threshold;
    const column = columnOf(cases, (i) => (isEscalated(i) ? strong : cheap)[i]!);
    const cost = caseMeans(cases, (i) => cheapCost[i]! + (isEscalated(i) ? strongCost[i]! : 0));
    const escalated = meanOf(caseMeans(cases, (i) => Number(isEscalated(i))));
    const random = columnOf(cases, (i) => mixed(cheap[i]!, strong[i]!, escalated));
    const difference = pairedDifference(alone, column, clusters);
    holds &&= difference.low !== null && difference.low > -margin;
    const { ratio, low, high, n } = ratioOfMeans(aloneCost, cost, clusters, ALPHA);
    return {
      threshold: nameOf(threshold),
      escalated,
      score: meanOf(column.means),
      cost: dollars(cost),
      difference,
      costRatio: { ratio, low, high, n },
      random: { score: meanOf(random.means), difference: pairedDifference(random, column, clusters) },
      holds,
    };
  });
  return {
    n: alone.means.length,
    groups: clusterCount(clusters, alone.means.length),
    strong: { score: meanOf(alone.means), cost: dollars(aloneCost) },
    points,
    chosen: points.findLast((point) => point.holds) ?? null,
    gain: gainOf(answers, thresholds, points.slice(1, -1)),
  };
}

/**
 * Whether the signal tells anything at all: one claim over all thresholds between the ends, so that none is picked.
 */
function gainOf(
  { cases, signal, cheap, strong, clusters }: RoutedAnswers,
  thresholds: readonly number[],
  points: readonly CascadePoint[],
): Contrast | null {
  if (points.length === 0) return null;
  const share = points.reduce((sum, { escalated }) => sum + escalated, 0) / points.length;
  const routed = columnOf(cases, (i) => {
    const escalating = thresholds.filter((threshold) => signal[i]! < threshold).length;
    return mixed(cheap[i]!, strong[i]!, escalating / thresholds.length);
  });
  const random = columnOf(cases, (i) => mixed(cheap[i]!, strong[i]!, share));
  return pairedDifference(random, routed, clusters);
}

/** Each so that another twentieth of the answers is kept; the lowest signal would be `never`. */
function quantileThresholds(signal: Float64Array): readonly number[] {
  const sorted = signal.toSorted().reverse();
  const values = Array.from(
    { length: QUANTILES },
    (_, j) => sorted[Math.ceil(((j + 1) * sorted.length) / QUANTILES) - 1]!,
  );
  const lowest = sorted.at(-1)!;
  return [...new Set(values)]
    .filter((value) => value > lowest)
    .map((value) => roundest(value, sorted[sorted.lastIndexOf(value) + 1]!));
}

/** The shortest number that parts the two as `value` does, so that it can be read and given again. */
function roundest(value: number, below: number): number {
  for (let decimals = 0; decimals < 15; decimals++) {
    const short = Math.floor(value * 10 ** decimals) / 10 ** decimals;
    if (short > below && short <= value) return short;
  }
  return value;
}

function mixed(cheap: number, strong: number, share: number): number {
  return cheap + share * (strong - cheap);
}

function nameOf(threshold: number): Threshold {
  if (threshold === Infinity) return 'always';
  return threshold === -Infinity ? 'never' : threshold;
}

/** Null as soon as one is not known. */
function dollars(costs: Float64Array): Dollars {
  const mean = meanOf(costs);
  return Number.isNaN(mean) ? null : mean;
}

/** The scores of each case's answers, by their index. */
function columnOf(cases: Float64Array, score: (answer: number) => number): ScoreColumn {
  const column = new ScoreColumnBuilder();
  for (const own of byCase(cases)) column.add(meanScore(own.map(score)));
  return column.finish();
}

function caseMeans(cases: Float64Array, value: (answer: number) => number): Float64Array {
  return Float64Array.from(byCase(cases), (own) => own.reduce((sum, i) => sum + value(i), 0) / own.length);
}

/** The indices of each case's answers. */
function* byCase(cases: Float64Array): Generator<number[]> {
  let own: number[] = [];
  for (let i = 0; i < cases.length; i++) {
    if (i > 0 && cases[i] !== cases[i - 1]) {
      yield own;
      own = [];
    }
    own.push(i);
  }
  if (own.length > 0) yield own;
}
