import type { Calibration } from '../model/calibration.ts';
import type { Case } from '../model/case.ts';
import type { HumanLabel } from '../model/label.ts';
import type { TrialRecord } from '../model/record.ts';
import { ClusterBuilder } from './clusters.ts';
import { correctedByLabels } from './correct-judge.ts';
import { NumberColumn } from './number-column.ts';
import { meanScore } from './stats/scores.ts';
import { meanOf } from './stats/sum.ts';

interface LabelledTrial {
  readonly record: TrialRecord;
  /** Null: nobody labelled it. */
  readonly label: HumanLabel | null;
}

interface Columns {
  readonly judged: NumberColumn;
  readonly labels: NumberColumn;
  readonly clusters: ClusterBuilder;
}

/** Of each variant, a number a case by the judge and one by people: what its mean is corrected by. */
export class CorrectionTally {
  readonly #judge: string;
  readonly #variants = new Map<string, Columns>();

  constructor(judge: string) {
    this.#judge = judge;
  }

  /** All trials of one case. */
  addCase(row: Case, trials: readonly LabelledTrial[]): void {
    for (const variant of new Set(trials.map(({ record }) => record.variant))) {
      const columns = this.#variants.get(variant) ?? {
        judged: new NumberColumn(),
        labels: new NumberColumn(),
        clusters: new ClusterBuilder(),
      };
      this.#variants.set(variant, columns);
      const own = trials.filter(({ record }) => record.variant === variant);
      columns.judged.add(meanOrNaN(own.map(({ record }) => this.#judgedOf(record))));
      columns.labels.add(meanOrNaN(own.map(({ label }) => label?.score ?? null)));
      columns.clusters.add(row);
    }
  }

  /** The variants with a case that both scored. */
  finish(): Calibration['corrected'] {
    return Array.from(this.#variants, ([variant, columns]) => {
      const [judged, labels] = [columns.judged.finish(), columns.labels.finish()];
      if (labels.every((label, place) => Number.isNaN(label + judged[place]!))) return [];
      const clusters = columns.clusters.finish().of;
      const mean = meanOf(judged.filter((score) => !Number.isNaN(score)));
      return [{ variant, judged: mean, correction: correctedByLabels({ judged, labels, clusters }) }];
    }).flat();
  }

  #judgedOf({ scores }: TrialRecord): number | null {
    const score = scores[this.#judge];
    return score?.outcome === 'scored' ? score.score : null;
  }
}

function meanOrNaN(values: readonly (number | null)[]): number {
  return meanScore(values)?.mean ?? Number.NaN;
}
