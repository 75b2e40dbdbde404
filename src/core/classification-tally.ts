import type { Label } from '../model/grader.ts';
import { type ClassificationSummary, type LabelSummary, LISTED_LABELS } from '../model/summary.ts';
import { LabelledTrials } from './labelled-trials.ts';
import type { ClusterColumn } from './stats/cluster-robust.ts';

interface Counts {
  /** The label as a number. */
  readonly code: number;
  support: number;
  predicted: number;
  correct: number;
}

/**
 * The running counts of a confusion matrix, a trial at a time, and a number of each for the intervals. Beside those,
 * memory is bounded by {@link LISTED_LABELS}, not by the labels that come: those that come later are lumped. Labels that
 * are expected have places of their own, so that no amount of made-up answers can crowd them out.
 */
export class ClassificationTally {
  readonly #labels = new Map<string, Counts>();
  readonly #matrix = new Map<string, Map<string | null, number>>();
  readonly #trials = new LabelledTrials();
  #expectedLabels = 0;
  #noLabel = 0;
  #lumpedExpected = 0;
  #lumpedPredicted = 0;
  #unanswered = 0;
  #unlabelled = 0;

  /** @param place of the case among those of the run */
  add({ expected, predicted }: Label, place: number): void {
    if (expected === null) {
      this.#unlabelled++;
      return;
    }
    const correct = predicted === expected;
    if (predicted === null) this.#noLabel++;
    const row = this.#expected(expected);
    if (row === undefined) {
      this.#lumpedExpected++;
      this.#trials.add(place, correct, null, null);
      return;
    }
    row.support++;
    if (correct) row.correct++;
    const column = predicted === null ? null : this.#predicted(predicted);
    this.#trials.add(place, correct, row.code, column?.code ?? null);
    if (column === undefined) {
      this.#lumpedPredicted++;
      return;
    }
    if (column) column.predicted++;
    const cells = this.#matrix.get(expected) ?? new Map<string | null, number>();
    this.#matrix.set(expected, cells.set(predicted, (cells.get(predicted) ?? 0) + 1));
  }

  addUnanswered(): void {
    this.#unanswered++;
  }

  addUnlabelled(): void {
    this.#unlabelled++;
  }

  /**
   * @param clusters of the cases, by their places
   * @returns null: no label came.
   */
  finish(clusters: ClusterColumn): ClassificationSummary | null {
    if (this.#trials.count === 0) return null;
    const estimates = this.#trials.finish(clusters);
    const labels = Array.from(
      this.#labels,
      ([label, { code, ...counts }]): LabelSummary => ({ label, ...counts, ...estimates.ofLabel(code) }),
    );
    return {
      trials: this.#trials.count,
      accuracy: estimates.accuracy,
      macroF1: estimates.macroF1,
      labels: labels.sort((a, b) => b.support - a.support || inOrder(a.label, b.label)),
      matrix: Array.from(this.#matrix, ([expected, cells]) =>
        Array.from(cells, ([predicted, count]) => ({ expected, predicted, count })),
      )
        .flat()
        .sort(
          (a, b) =>
            b.count - a.count ||
            inOrder(a.expected, b.expected) ||
            inOrder(a.predicted ?? '', b.predicted ?? ''),
        ),
      noLabel: this.#noLabel,
      lumped: { expected: this.#lumpedExpected, predicted: this.#lumpedPredicted },
      unanswered: this.#unanswered,
      unlabelled: this.#unlabelled,
    };
  }

  #expected(label: string): Counts | undefined {
    const known = this.#labels.get(label);
    if (known !== undefined && known.support > 0) return known;
    if (this.#expectedLabels === LISTED_LABELS) return undefined;
    this.#expectedLabels++;
    return known ?? this.#place(label);
  }

  #predicted(label: string): Counts | undefined {
    const known = this.#labels.get(label);
    if (known !== undefined) return known;
    const unexpected = this.#labels.size - this.#expectedLabels;
    return unexpected >= LISTED_LABELS ? undefined : this.#place(label);
  }

  #place(label: string): Counts {
    const counts = { code: this.#labels.size, support: 0, predicted: 0, correct: 0 };
    this.#labels.set(label, counts);
    return counts;
  }
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en') || (a < b ? -1 : Number(a > b));
}
