import { canonicalJson, digest } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
import type { Grader, Sample, Verdict } from '../model/grader.ts';
import { type HumanGrader, type HumanLabel, type LabelSet, labelFor } from '../model/label.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';

/** Labels are what they are: a `threshold` is on them. */
export type HumanOptions = GraderOptions;

/**
 * What people said of the answers: a CSV, JSONL or JSON file below the project's folder, a row for each answer
 * with `case` and `label` (pass or fail, true or false, yes or no, 1 or 0, or a number between), with `variant`
 * where the suite has several and `repetition` where it is not the first, and `by`, `at` and `why`, which go
 * into the score.
 *
 * - An answer without a label is a failed score, not a zero.
 * - Labels of 1 and 0 pass and fail. As soon as one lies between, they measure, unless there is a `threshold`.
 *
 *     human('labels/ann.csv')
 */
export function human<Input = unknown, Expected = unknown>(
  file: string,
  options: HumanOptions = {},
): HumanGrader<Input, Expected> {
  if (typeof file !== 'string' || file === '') {
    throw new UserError('human: the labels are in no file', "human('labels/ann.csv')");
  }
  checkOptions('human', options, {});
  const { name = 'human' } = options;
  const { grade: _, ...shared } = makeGrader('human', { ...options, file }, () => false);
  return {
    ...shared,
    labels: file,
    withLabels: (labels): Grader<Input, Expected> => ({
      ...shared,
      settings: { ...(shared.settings as object), labels: digestOf(labels) },
      grade: gradeBy(labels, options),
    }),
    grade() {
      throw new Error(`${name}: ${file} has not been read; its place is in the suite's own list of graders`);
    },
  };
}

/** What the labels say, in whichever order and by whom. */
function digestOf(labels: LabelSet): string {
  const scores = Array.from(labels, ([answer, { score }]) => [answer, score] as const);
  return digest(canonicalJson(Object.fromEntries(scores)));
}

function gradeBy(labels: LabelSet, { threshold }: HumanOptions): (sample: Sample) => Verdict {
  const decides =
    threshold === undefined && [...labels.values()].every(({ score }) => score === 0 || score === 1);
  return (sample) => {
    const label = labelFor(labels, sample);
    if (!label) throw new Error('no label');
    const { score, by, at, why } = label;
    return { score, ...(decides && { pass: score === 1 }), reason: reasonOf(label), human: { by, at, why } };
  };
}

function reasonOf({ by, at, why, where }: HumanLabel): string {
  const who = [by ?? 'a person', at].filter((part) => part !== null).join(', ');
  return `labelled by ${quote(who)} (${where})${why === null ? '' : `: ${quote(why)}`}`;
}
