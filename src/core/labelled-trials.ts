import type { ClassificationSummary, Estimate, LabelSummary } from '../model/summary.ts';
import { NumberColumn } from './number-column.ts';
import type { ClusterColumn } from './stats/cluster-robust.ts';
import { estimate } from './stats/estimate.ts';
import { type LabelPairs, macroF1 } from './stats/macro-f1.ts';

/** Labels are numbers below this; it stands for a label that has none, or no row. */
const NO_CODE = 255;

/** The figures that need every trial. */
export interface LabelEstimates extends Pick<ClassificationSummary, 'accuracy' | 'macroF1'> {
  ofLabel(code: number): Pick<LabelSummary, 'precision' | 'recall' | 'f1'>;
}

/** Which label each trial expects and which it was answered with, in 16 bytes a trial. */
export class LabelledTrials {
  readonly #places = new NumberColumn();
  readonly #codes = new NumberColumn();

  get count(): number {
    return this.#places.length;
  }

  /**
   * @param place of the case
   * @param expected null: the label has no row
   * @param predicted null: there is no label, or it has no row
   */
  add(place: number, correct: boolean, expected: number | null, predicted: number | null): void {
    this.#places.add(place);
    this.#codes.add(((expected ?? NO_CODE) * 256 + (predicted ?? NO_CODE)) * 2 + Number(correct));
  }

  /** @param clusters of the cases, by their places */
  finish(clusters: ClusterColumn): LabelEstimates {
    const trials = this.#trials(clusters);
    const codes = new Set(trials.expected);
    codes.delete(NO_CODE);
    const involved = byLabel(trials);
    return {
      accuracy: share(trials.correct, trials.clusters),
      macroF1: macroF1(trials, [...codes]),
      ofLabel(code) {
        const own = select(trials, involved.get(code) ?? []);
        return {
          precision: shareWhere(own, own.predicted, code),
          recall: shareWhere(own, own.expected, code),
          f1: codes.has(code) ? macroF1(own, [code]) : null,
        };
      },
    };
  }

  #trials(clusters: ClusterColumn): Trials {
    const codes = this.#codes.finish();
    return {
      expected: Uint8Array.from(codes, (code) => code >> 9),
      predicted: Uint8Array.from(codes, (code) => (code >> 1) & 255),
      correct: Uint8Array.from(codes, (code) => code & 1),
      clusters: Uint32Array.from(this.#places.finish(), (place) => clusters?.[place] ?? place),
    };
  }
}

interface Trials extends LabelPairs {
  readonly expected: Uint8Array;
  readonly predicted: Uint8Array;
  readonly correct: Uint8Array;
  readonly clusters: Uint32Array;
}

/** The trials that expect a label or were answered with it. */
function byLabel({ expected, predicted }: Trials): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let i = 0; i < expected.length; i++) {
    for (const code of new Set([expected[i]!, predicted[i]!])) {
      const own = found.get(code);
      if (own) own.push(i);
      else found.set(code, [i]);
    }
  }
  return found;
}

function select(trials: Trials, places: readonly number[]): Trials {
  return {
    expected: Uint8Array.from(places, (i) => trials.expected[i]!),
    predicted: Uint8Array.from(places, (i) => trials.predicted[i]!),
    correct: Uint8Array.from(places, (i) => trials.correct[i]!),
    clusters: Uint32Array.from(places, (i) => trials.clusters[i]!),
  };
}

/** The share that is correct of those where `labels` says `code`; null of none. */
function shareWhere(trials: Trials, labels: Uint8Array, code: number): Estimate | null {
  const places = [...labels.keys()].filter((i) => labels[i] === code);
  if (places.length === 0) return null;
  const own = select(trials, places);
  return share(own.correct, own.clusters);
}

function share(correct: Uint8Array, clusters: Uint32Array): Estimate {
  const { length } = correct;
  const scores = {
    means: Float64Array.from(correct),
    samples: new Uint16Array(length).fill(1),
    variances: new Float64Array(length),
    binary: true,
  };
  return estimate(scores, clusters);
}
