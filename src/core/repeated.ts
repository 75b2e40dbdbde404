import type { RepeatedSummary } from '../model/summary.ts';
import { type ClusterColumn, selectClusters } from './stats/cluster-robust.ts';
import { estimate } from './stats/estimate.ts';
import { passAtK, passHatK } from './stats/pass-at-k.ts';
import { meanScore, type ScoreColumn, ScoreColumnBuilder } from './stats/scores.ts';

/** What k samples of a case come to, from its passes; cases with fewer samples that were decided are left out. */
export function repeatedOf(passes: ScoreColumn, clusters: ClusterColumn, k: number): RepeatedSummary {
  const places = Uint32Array.from(passes.samples.keys()).filter((place) => passes.samples[place]! >= k);
  const over = (chance: typeof passAtK) => {
    const column = new ScoreColumnBuilder();
    for (const place of places) {
      const n = passes.samples[place]!;
      column.add(meanScore([chance(n, Math.round(passes.means[place]! * n), k)]));
    }
    return estimate(column.finish(), selectClusters(clusters, places));
  };
  return { k, passAtK: over(passAtK), passHatK: over(passHatK) };
}
