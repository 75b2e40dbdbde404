import type { PowerPlan, Prior } from '../model/power.ts';
import type { Summary } from '../model/summary.ts';
import { varianceFactor } from './stats/noise.ts';
import {
  casesForDifference,
  casesForFlips,
  clusterFactor,
  detectableDifference,
  detectableDrop,
  flipShare,
} from './stats/power.ts';

/** Four times out of five, at the level at which comparisons are decided. */
const DEMAND = { alpha: 0.05, power: 0.8 };
/** Drops that are asked for where none is. */
const USUAL = [0.1, 0.05, 0.03, 0.02];
/** Samples of a case that are thought of. */
const REPEATS = [1, 3, 5, 10];
/** Of runs with fewer cases the variance says little. */
const ENOUGH = 20;

/** Assumed where nothing was measured. */
const ASSUMED = { rate: 0.9, correlation: 0.5, withinClusters: 0.3 };

export interface PowerQuestion {
  readonly cases: number;
  readonly groups: number;
  readonly repeat: number;
  /** Drops to be found, as shares; default some usual ones. */
  readonly differences?: readonly number[] | undefined;
  /** Pass rate of the baseline, where nothing was measured. */
  readonly rate?: number | undefined;
}

/** What the newest of these runs that compared enough cases tells of the next one; null: none does. */
export function priorOf(summaries: Iterable<Summary>): Prior | null {
  for (const { run, comparisons } of summaries) {
    for (const { variant, baseline, metric, difference, means, n, groups, samples, ...rest } of comparisons) {
      const { standardError } = difference;
      if (!standardError || n < ENOUGH || means[0] === null || !rest.paired) continue;
      const isPlain = difference.method === 'newcombe' && groups === n;
      return {
        source: { run, variant, baseline, metric, cases: n },
        rate: means[0],
        flips: isPlain ? (rest.fixed + rest.broken) / n : null,
        variance: standardError ** 2 * n,
        samples,
        noiseShare: rest.noiseShare,
        clusterFactor: 1,
      };
    }
  }
  return null;
}

/** One 0/1 score a case, related as the two variants of a usual comparison are. */
export function assumedPrior({ cases, groups, rate = ASSUMED.rate }: PowerQuestion): Prior {
  const flips = flipShare(rate, rate, ASSUMED.correlation);
  return {
    source: null,
    rate,
    flips,
    variance: flips,
    samples: 1,
    noiseShare: null,
    clusterFactor: clusterFactor(cases / groups, ASSUMED.withinClusters),
  };
}

/** What so many cases can show, and how many it takes. Pure arithmetic: nothing is sent. */
export function powerPlan(question: PowerQuestion, measured: Prior | null): PowerPlan {
  const { cases, groups, repeat, differences = USUAL } = question;
  const prior = measured ?? assumedPrior(question);
  return {
    cases,
    groups,
    repeat,
    prior,
    detectable: detectable(prior, cases, repeat),
    needed: differences.map((difference) => ({ difference, cases: needed(prior, difference, repeat) })),
    byRepeat:
      prior.noiseShare === null
        ? []
        : [...new Set([repeat, ...REPEATS])]
            .sort((a, b) => a - b)
            .flatMap((times) => {
              const seen = detectable(prior, cases, times);
              return seen === null ? [] : [{ repeat: times, detectable: seen }];
            }),
  };
}

function detectable(prior: Prior, cases: number, repeat: number): number | null {
  if (cases === 0) return null;
  if (prior.source === null) {
    return detectableDrop(prior.rate, ASSUMED.correlation, cases / prior.clusterFactor, DEMAND);
  }
  const standardError = Math.sqrt(varianceWith(prior, repeat) / cases);
  const difference = detectableDifference(standardError, DEMAND, prior.flips === null ? null : cases);
  return difference > 1 ? null : difference;
}

function needed(prior: Prior, difference: number, repeat: number): number | null {
  if (prior.source === null) {
    const flips = flipShare(prior.rate, Math.max(0, prior.rate - difference), ASSUMED.correlation);
    const cases = difference > prior.rate ? null : casesForFlips(flips, difference, DEMAND);
    return cases && Math.ceil(cases * prior.clusterFactor);
  }
  if (prior.flips !== null) return casesForFlips(Math.max(prior.flips, difference), difference, DEMAND);
  return casesForDifference(varianceWith(prior, repeat), difference, DEMAND);
}

/** With another number of samples a case, as far as their share is known. */
function varianceWith({ variance, samples, noiseShare }: Prior, repeat: number): number {
  return noiseShare === null ? variance : variance * varianceFactor(noiseShare, repeat / samples);
}
