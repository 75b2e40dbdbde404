import type { Label } from '../model/grader.ts';
import { type ClassificationSummary, type LabelSummary, LISTED_LABELS } from '../model/summary.ts';

interface Counts {
  support: number;
  predicted: number;
  correct: number;
}

/**
 * The running counts of a confusion matrix, a trial at a time. Memory is bounded by {@link LISTED_LABELS}, not by the
 * labels that come: those that come later are lumped. Labels that are expected have places of their own, so that
 * no amount of made-up answers can crowd them out.
 */
export class ClassificationTally {
  readonly #labels = new Map<string, Counts>();
  readonly #matrix = new Map<string, Map<string | null, number>>();
  #expectedLabels = 0;
  #trials = 0;
  #correct = 0;
  #noLabel = 0;
  #lumpedExpected = 0;
  #lumpedPredicted = 0;
  #unanswered = 0;
  #unlabelled = 0;

  add({ expected, predicted }: Label): void {
    if (expected === null) {
      this.#unlabelled++;
      return;
    }
    this.#trials++;
    if (predicted === null) this.#noLabel++;
    if (predicted === expected) this.#correct++;
    const row = this.#expected(expected);
    if (row === undefined) {
      this.#lumpedExpected++;
      return;
    }
    row.support++;
    if (predicted === expected) row.correct++;
    const column = predicted === null ? null : this.#predicted(predicted);
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

  /** Null: no label came. */
  finish(): ClassificationSummary | null {
    if (this.#trials === 0) return null;
    const labels = Array.from(this.#labels, ([label, counts]) => summaryOf(label, counts));
    const scores = labels.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
    return {
      trials: this.#trials,
      accuracy: this.#correct / this.#trials,
      macroF1: scores.reduce((sum, f1) => sum + f1, 0) / scores.length,
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
    const counts = { support: 0, predicted: 0, correct: 0 };
    this.#labels.set(label, counts);
    return counts;
  }
}

function summaryOf(label: string, { support, predicted, correct }: Counts): LabelSummary {
  return {
    label,
    support,
    predicted,
    correct,
    precision: predicted === 0 ? null : correct / predicted,
    recall: support === 0 ? null : correct / support,
    f1: support === 0 ? null : (2 * correct) / (support + predicted),
  };
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en') || (a < b ? -1 : Number(a > b));
}
