import { describe, expect, it } from 'vitest';
import type { ClusterColumn } from '../../../src/core/stats/cluster-robust.ts';
import { pairedDifference } from '../../../src/core/stats/difference.ts';
import { estimate, guaranteedInterval } from '../../../src/core/stats/estimate.ts';
import type { ScoreColumn } from '../../../src/core/stats/scores.ts';
import { random } from '../builders.ts';

// A few cells of the simulation in bench/stats, small enough for every run of the tests. Their truth is known, and with
// so many rounds an interval of 95 % is above 93.5 % but for a chance of 1 in 1,000.
const ROUNDS = 2000;
const LEAST = 0.935;
/** Of a side of such an interval: 2.5 %, over unequal clusters 3 %, and bad luck that is as unlikely. */
const MOST = 0.04;
const MARGIN = 0.05;

interface Design {
  readonly a: ScoreColumn;
  readonly b: ScoreColumn;
  readonly clusters: ClusterColumn;
  /** Draws both anew; the mean of b is below that of a by `drop`. */
  readonly draw: (next: () => number, drop: number) => void;
}

function column(n: number, samples = 1, binary = true): ScoreColumn {
  return {
    means: new Float64Array(n),
    samples: new Uint16Array(n).fill(samples),
    variances: new Float64Array(n),
    binary,
  };
}

/** Each case of a cluster does as the cluster's own draw does with a chance of √0.3, so that they correlate by 0.3. */
function grouped(sizes: readonly number[], p: number): Design {
  const clusters = Uint32Array.from(sizes.flatMap((size, cluster) => Array<number>(size).fill(cluster)));
  const [a, b] = [column(clusters.length), column(clusters.length)];
  const pair = (next: () => number): [number, number] => [next(), next()];
  return {
    a,
    b,
    clusters: sizes.every((size) => size === 1) ? null : clusters,
    draw(next, drop) {
      for (let place = 0, cluster = 0; cluster < sizes.length; cluster++) {
        const ofCluster = pair(next);
        for (const last = place + sizes[cluster]!; place < last; place++) {
          const [chance, other] = next() < Math.sqrt(0.3) ? ofCluster : pair(next);
          a.means[place] = chance < p ? 1 : 0;
          b.means[place] = (other < 0.5 ? chance : next()) < p - drop ? 1 : 0;
        }
      }
    },
  };
}

/** Cases of three kinds, whose samples pass by the kind's rate. */
function sampled(n: number, samples: number): Design {
  const [a, b] = [column(n, samples), column(n, samples)];
  const fill = (scores: ScoreColumn, place: number, rate: number, next: () => number) => {
    let passed = 0;
    for (let sample = 0; sample < samples; sample++) if (next() < rate) passed++;
    scores.means[place] = passed / samples;
  };
  return {
    a,
    b,
    clusters: null,
    draw(next, drop) {
      for (let place = 0; place < n; place++) {
        const rate = [1, 0.9, 0.5][Math.floor(3 * next())]!;
        fill(a, place, rate, next);
        fill(b, place, rate - drop, next);
      }
    },
  };
}

function continuous(n: number): Design {
  const [a, b] = [column(n, 1, false), column(n, 1, false)];
  return {
    a,
    b,
    clusters: null,
    draw(next, drop) {
      for (let place = 0; place < n; place++) {
        const [chance, below] = [next(), next()];
        a.means[place] = chance < 0.9 ? 1 : below;
        b.means[place] = chance < 0.9 - 2 * drop ? 1 : below;
      }
    },
  };
}

const DESIGNS: [string, number, Design][] = [
  ['one 0/1 score a case, n = 20', 0.9, grouped(Array(20).fill(1), 0.9)],
  ['one 0/1 score a case, n = 100', 0.98, grouped(Array(100).fill(1), 0.98)],
  ['20 clusters of 5', 0.9, grouped(Array(20).fill(5), 0.9)],
  ['20 clusters of 14 and 20 of 2', 0.7, grouped(Array(20).fill([14, 2]).flat(), 0.7)],
  ['5 samples of 50 cases', 0.8, sampled(50, 5)],
  ['50 scores that are mostly 1', 0.95, continuous(50)],
];

describe.each(DESIGNS)('%s', (name, mean, { a, b, clusters, draw }) => {
  it('the interval of a variant holds its mean as often as it says', () => {
    const next = random(name.length);
    let covered = 0;
    for (let round = 0; round < ROUNDS; round++) {
      draw(next, 0);
      const { low, high } = estimate(a, clusters);
      const guaranteed = guaranteedInterval(a, clusters)!;
      expect(guaranteed[1] - guaranteed[0]).toBeGreaterThan((high! - low!) * 0.9);
      if (low! <= mean && mean <= high!) covered++;
    }
    expect(covered / ROUNDS).toBeGreaterThan(LEAST);
  });

  it('that of the difference does, raises few false alarms, and rarely calls 5 points worse not worse', () => {
    const next = random(name.length + 1);
    let [covered, alarms, passes] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      draw(next, 0);
      const same = pairedDifference(a, b, clusters);
      if (same.low! <= 0 && 0 <= same.high!) covered++;
      if (same.high! < 0) alarms++;
      draw(next, MARGIN);
      if (pairedDifference(a, b, clusters).low! > -MARGIN) passes++;
    }
    expect(covered / ROUNDS).toBeGreaterThan(LEAST);
    expect(alarms / ROUNDS).toBeLessThan(MOST);
    expect(passes / ROUNDS).toBeLessThan(MOST);
  });
});
