import type { Confusion } from '../model/agreement.ts';
import type { TrialRecord } from '../model/record.ts';
import { labelOf } from './people.ts';

/** Where neither judge nor grader says from which number on an answer passes. */
export const HALF = 0.5;

/** A judge's passes and fails against those of the people who labelled the same answers. */
export class ConfusionTally {
  readonly #judge: string;
  readonly #cut: number;
  readonly #counts = { bothPass: 0, humanOnly: 0, judgeOnly: 0, bothFail: 0 };

  /** @param threshold a number passes from here; null: from a half. */
  constructor(judge: string, threshold: number | null) {
    this.#judge = judge;
    this.#cut = threshold ?? HALF;
  }

  add(record: TrialRecord): void {
    const score = record.scores[this.#judge];
    if (score?.outcome !== 'scored') return;
    const label = labelOf(record);
    if (label === null) return;
    const judgePass = score.pass ?? score.score >= this.#cut;
    if (label >= this.#cut) this.#counts[judgePass ? 'bothPass' : 'humanOnly']++;
    else this.#counts[judgePass ? 'judgeOnly' : 'bothFail']++;
  }

  /** Null: no answer has both. */
  finish(): Confusion | null {
    return Object.values(this.#counts).some((count) => count > 0) ? this.#counts : null;
  }
}
