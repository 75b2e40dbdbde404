import type { CascadeNote } from '../model/cascade.ts';
import type { Case } from '../model/case.ts';
import { UserError } from '../model/errors.ts';
import type { Sample } from '../model/grader.ts';
import { type AnyGrader, isJudge } from '../model/judge.ts';
import type { TrialRecord } from '../model/record.ts';
import { goldSample } from './hygiene/gold-sample.ts';

/** Answers about which a grader is asked whether it reads the expected value. */
const PROBES = 50;

/** Sees that a signal is not made from the expected value, which no router knows. */
export class GoldWatch {
  readonly #name: string;
  readonly #grader: AnyGrader | undefined;
  #probes = 0;
  #unknown = 0;

  constructor(name: string, graders: readonly AnyGrader[] | undefined) {
    this.#name = name;
    this.#grader = graders?.find((grader) => grader.name === name);
  }

  /** @throws UserError where the grader compares with the expected value. */
  look(row: Case, records: readonly TrialRecord[]): void {
    for (const { output, scores } of records) {
      const score = scores[this.#name];
      const compares = score?.outcome === 'scored' && score.label != null && score.label.expected !== null;
      if (compares || this.#reads(row, output)) {
        throw new UserError(
          `${this.#name} compares with the expected value (case "${row.id}"): no router knows it`,
          'take the score of a grader that needs no gold answer',
        );
      }
    }
  }

  finish(): readonly CascadeNote[] {
    const isUnchecked = this.#probes === 0 || this.#unknown > 0;
    return isUnchecked ? [{ type: 'unchecked grader', grader: this.#name }] : [];
  }

  #reads(row: Case, output: string | null): boolean {
    if (this.#grader === undefined || output === null || this.#probes === PROBES) return false;
    this.#probes++;
    const reads = readsExpected(this.#grader, row, output);
    if (reads === null) this.#unknown++;
    return reads === true;
  }
}

/**
 * Whether a grader looks at the expected value when it grades this answer, or asks a judge about it. Null: that cannot
 * be told without grading in earnest, as of an asynchronous grader, which may cost time or money.
 *
 * A grader that throws, or returns early, may look at it another time: ask about several answers.
 */
function readsExpected(grader: AnyGrader, row: Case, output: string): boolean | null {
  if (!isJudge(grader) && grader.grade.constructor.name === 'AsyncFunction') return null;
  let read = false;
  const sample: Sample = {
    ...goldSample(row, output),
    get expected() {
      read = true;
      return row.expected;
    },
  };
  try {
    if (isJudge(grader)) grader.ask(sample, sample);
    // What it promises is not waited for, and must not go unheard where it fails.
    else Promise.resolve(grader.grade(sample)).catch(() => {});
  } catch {
    // It may have looked all the same.
  }
  return read;
}
