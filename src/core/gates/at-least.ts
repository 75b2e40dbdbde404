import type { GateOf } from '../../model/gate.ts';
import { type ClusterColumn, selectClusters } from '../stats/cluster-robust.ts';
import { guaranteedInterval } from '../stats/estimate.ts';
import { clopperPearson, type Interval } from '../stats/interval.ts';
import { fillScores, isPlain, type ScoreColumn, scoredPlaces, selectScores } from '../stats/scores.ts';
import { meanOf } from '../stats/sum.ts';
import { tooManyErrors } from './errors-of.ts';
import { everyVariant, type GateRule, type Judged, nothing } from './judging.ts';
import { makeGate, type ScoreOptions } from './make-gate.ts';
import { type Claim, type Ends, readingOf } from './reading.ts';

export interface AtLeastOptions extends ScoreOptions {
  /** Fails unless it is shown, rather than only where the contrary is. */
  readonly proven?: boolean;
}

/**
 * Fails where a variant's mean score is shown to be below the share; `proven`: unless it is shown to be that high, also
 * if all that is missing had scored 0. Either way it is wrong at most 2.5 times in a hundred.
 *
 * @param share in [0, 1].
 */
export function atLeast(share: number, options: AtLeastOptions = {}): GateOf<'atLeast'> {
  return makeGate('atLeast', { ...options, share });
}

export const atLeastRule: GateRule<GateOf<'atLeast'>> = {
  looksAt: everyVariant,
  judge(gate, variant, input) {
    const metric = gate.metric ?? input.metrics[0]!;
    if (!input.metrics.includes(metric)) return nothing('no such metric');
    const errors = tooManyErrors([variant], metric, input);
    if (errors) return errors;
    const all = columnIn(variant, metric, gate.slice, input);
    if (all === undefined) return nothing('no such slice');
    const places = scoredPlaces(all.scores);
    const scores = selectScores(all.scores, places);
    const clusters = selectClusters(all.clusters, places);
    const found = guaranteedInterval(scores, clusters, input.alpha);
    if (found === null) return nothing('too little data');
    const [n, missing] = [places.length, all.scores.means.length - places.length];
    const worst =
      missing === 0 ? null : guaranteedInterval(fillScores(all.scores, 0), all.clusters, input.alpha);
    const { share } = gate;
    const claim: Claim = (low, high) => (high < share ? 'broken' : low >= share ? 'holds' : 'open');
    const reading = readingOf(claim, endsOf(found), worst && endsOf(worst))!;
    return {
      holds: reading,
      finding: {
        type: 'share',
        reading,
        metric,
        mean: meanOf(scores.means),
        ...endsOf(found),
        confidence: 1 - input.alpha,
        n,
        missing,
        worst: worst && endsOf(worst),
      },
      facts: {
        type: 'atLeast',
        error: input.alpha / 2,
        failuresAllowed: clusters === null && isPlain(scores) ? failuresAllowed(n, gate, input.alpha) : null,
      },
    };
  },
};

function columnIn(
  variant: string,
  metric: string,
  slice: string | null,
  { table: { cases, variants } }: Judged,
): { scores: ScoreColumn; clusters: ClusterColumn } | undefined {
  const scores = variants.find(({ name }) => name === variant)!.metrics.get(metric)!;
  if (slice === null) return { scores, clusters: cases.clusters.of };
  const places = cases.tags.get(slice);
  return (
    places && { scores: selectScores(scores, places), clusters: selectClusters(cases.clusters.of, places) }
  );
}

function endsOf([low, high]: Interval): Ends & { low: number; high: number } {
  return { low, high };
}

/** The most of n cases that may fail before the gate does; −1: it fails whatever they do. */
export function failuresAllowed(
  n: number,
  { share, proven }: Pick<GateOf<'atLeast'>, 'share' | 'proven'>,
  alpha: number,
): number {
  const passes = (failures: number): boolean => {
    const [low, high] = clopperPearson(n - failures, n, alpha);
    return proven ? low >= share : high >= share;
  };
  let [most, tooMany] = [-1, n + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (passes(middle)) most = middle;
    else tooMany = middle;
  }
  return most;
}
