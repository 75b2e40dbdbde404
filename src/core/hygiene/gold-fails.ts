import type { Case } from '../../model/case.ts';
import type { Grader, Score } from '../../model/grader.ts';
import { isRecorded } from '../../model/suite.ts';
import { codeGradersOf } from '../judges.ts';
import { parseOutput } from '../parse-output.ts';
import { scoreSample } from '../score.ts';
import { CaseList } from './case-list.ts';
import type { Check, Found, SuiteInHand } from './check.ts';
import { goldSample } from './gold-sample.ts';

/** Answers that are tried beside the expected value before a case is said to be impossible to score. */
const OTHER_ANSWERS = ['', '{}'];

/**
 * Cases whose expected value itself, given as the answer, fails a code grader that reads it, and cases that such
 * a grader cannot score whatever is answered: no model can pass them. The value is given as it is and as JSON, a
 * list also by each of its items; one form that passes is enough.
 *
 * A grader that passes no expected value at all wants more than the bare value (a marker, a key of an object),
 * and is not held to be wrong. Judges are left out, and so is a grader that is asynchronous, which may cost time
 * or money.
 */
export const goldFails: Check = (suite) => {
  const watches = codeGradersOf(suite.suite.graders).map((grader) => watch(grader, suite));
  return {
    case({ row }) {
      if (row.expected === null || row.expected === '') return;
      for (const { look } of watches) look(row);
    },
    finish: () => watches.flatMap(({ finish }) => finish()),
  };
};

function watch(grader: Grader, { variants }: SuiteInHand) {
  const fails = new CaseList();
  const throws = new CaseList();
  const reasons: { fails?: string; throws?: string } = {};
  const parsing = variants.find(({ variant }) => !isRecorded(variant) && variant.output)?.variant;
  let isAsync = grader.grade.constructor.name === 'AsyncFunction';
  let passed = 0;

  /** Null: the grader has nothing to do with the expected value. */
  const grade = (row: Case, output: string): Score | null => {
    const sample = goldSample(row, output);
    let read = false;
    const scores = scoreSample([grader], {
      ...sample,
      ...parseOutput(parsing, sample.message),
      get expected() {
        read = true;
        return row.expected;
      },
    });
    if (scores instanceof Promise) isAsync = true;
    return isAsync || !read ? null : (scores as Readonly<Record<string, Score>>)[grader.name]!;
  };
  const look = (row: Case): void => {
    if (isAsync) return;
    const scores: Score[] = [];
    for (const output of formsOf(row.expected)) {
      const score = grade(row, output);
      if (score === null) return;
      if (score.outcome === 'scored' && score.pass !== false) {
        passed++;
        return;
      }
      scores.push(score);
    }
    const isFailed = (score: Score | null) => score?.outcome === 'failed';
    const first = scores[0]!;
    const never = scores.every(isFailed) && OTHER_ANSWERS.every((output) => isFailed(grade(row, output)));
    (never ? throws : fails).add(row.id);
    reasons[never ? 'throws' : 'fails'] ??= first.reason ?? '';
  };
  const finish = (): readonly Found[] => {
    if (isAsync) return [];
    return [
      ...throws.warn(
        (cases) =>
          `${cases} that "${grader.name}" cannot score, whatever is answered${because(reasons.throws)}`,
        'mend the expected value or the grader: these cases would be left out',
      ),
      ...(passed === 0
        ? []
        : fails.warn(
            (cases) => `${cases} whose expected value itself fails "${grader.name}"${because(reasons.fails)}`,
            'mend the expected value or the grader: the right answer would be marked wrong',
          )),
    ];
  };
  return { look, finish };
}

function formsOf(expected: unknown): string[] {
  const json = JSON.stringify(expected);
  if (Array.isArray(expected)) return [json, ...expected.flatMap(formsOf)];
  return typeof expected === 'object' ? [json] : [...new Set([String(expected), json])];
}

function because(reason: string | undefined): string {
  return reason ? ` (${reason})` : '';
}
