import type { CascadeNote } from '../model/cascade.ts';
import type { Case } from '../model/case.ts';
import { messageOf, UserError } from '../model/errors.ts';
import type { Sample } from '../model/grader.ts';
import { type AnyGrader, isJudge, type Judge } from '../model/judge.ts';
import type { TrialRecord } from '../model/record.ts';
import { goldSample } from './hygiene/gold-sample.ts';

/** Answers about which a grader is asked whether it reads the expected value. */
const PROBES = 50;

/** Sees that a signal is made neither from the expected value nor by people, which no router has at hand. */
export class GoldWatch {
  readonly #name: string;
  readonly #grader: AnyGrader | undefined;
  #probes = 0;
  #unknown = 0;

  constructor(name: string, graders: readonly AnyGrader[] | undefined) {
    this.#name = name;
    this.#grader = graders?.find((grader) => grader.name === name);
  }

  /** @throws UserError where it is. */
  look(row: Case, records: readonly TrialRecord[]): void {
    for (const { output, scores } of records) {
      const score = scores[this.#name];
      const { label, human } = score?.outcome === 'scored' ? score : {};
      const compares = label != null && label.expected !== null;
      if (compares || this.#reads(row, output)) {
        throw this.#refused(`compares with the expected value (case "${row.id}"): no router knows it`);
      }
      if (human !== undefined) throw this.#refused('is what people said: no router waits for them');
    }
  }

  finish(): readonly CascadeNote[] {
    const isUnchecked = this.#probes === 0 || this.#unknown > 0;
    return isUnchecked ? [{ type: 'unchecked grader', grader: this.#name }] : [];
  }

  #refused(why: string): UserError {
    const isAsked = this.#grader !== undefined && isJudge(this.#grader);
    return new UserError(
      `${this.#name} ${why}`,
      isAsked
        ? 'a judge is shown it unless its question names what it is shown: {{input}}, {{output}}'
        : 'take the score of a grader that needs no gold answer',
    );
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
 * Whether a grader looks at the expected value when it grades this answer. Null: that cannot be told without grading in
 * earnest, as of an asynchronous grader, which may cost time or money.
 *
 * One that throws, or returns early, may look at it another time: ask about several answers.
 */
function readsExpected(grader: AnyGrader, row: Case, output: string): boolean | null {
  const sample = goldSample(row, output);
  // A judge may look at it and say nothing of it: what counts is what its model is shown.
  if (isJudge(grader)) return asked(grader, sample) !== asked(grader, { ...sample, expected: null });
  if (grader.grade.constructor.name === 'AsyncFunction') return null;
  let read = false;
  const watched: Sample = {
    ...sample,
    get expected() {
      read = true;
      return row.expected;
    },
  };
  try {
    // What it promises is not waited for, and must not go unheard where it fails.
    Promise.resolve(grader.grade(watched)).catch(() => {});
  } catch {
    // It may have looked all the same.
  }
  return read;
}

function asked(judge: Judge, sample: Sample): string {
  try {
    return JSON.stringify(judge.ask(sample, sample));
  } catch (error) {
    return messageOf(error);
  }
}
