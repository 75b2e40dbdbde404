import { UserError } from '../model/errors.ts';
import type { Grader, Sample, Verdict } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';

export interface CustomOptions {
  /** In [0, 1]: a number passes when it is at least this. Without it, a number is a measure and decides nothing. */
  readonly threshold?: number;
}

/**
 * A grader of your own: a name and a function from a sample to a verdict. `input` and `expected` are typed
 * by the suite that it is used in. `parsed` is not (TypeScript looks here before it has read the variants): a
 * bare function or `{ name, grade }` sees its type, here it is annotated, as in `Sample<Input, Expected, Label>`.
 *
 * What it returns is checked like every verdict: a boolean passes or fails, a number in [0, 1] is a score,
 * and NaN, a number outside [0, 1], nothing at all, or an exception is a failed score.
 *
 *     custom('short', ({ output }) => output.length <= 280)
 */
export function custom<Input, Expected, Parsed = unknown>(
  name: string,
  grade: (sample: Sample<Input, Expected, Parsed>) => Verdict | Promise<Verdict>,
  options: CustomOptions = {},
): Grader<Input, Expected, NoInfer<Parsed>> {
  if (typeof name !== 'string' || name.trim() === '') {
    throw new UserError(
      'custom: a grader needs a name',
      "custom('short', ({ output }) => output.length <= 280)",
    );
  }
  if (typeof grade !== 'function') {
    throw new UserError(
      `custom('${name}'): the second argument is no function`,
      'It takes a sample to a verdict.',
    );
  }
  checkOptions(`custom('${name}')`, options, { threshold: 'number' });
  const { threshold } = options;
  if (threshold === undefined) return { name, grade };
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new UserError(
      `custom('${name}'): a threshold of ${threshold} is outside [0, 1]`,
      'Scores are in [0, 1].',
    );
  }
  return { name, threshold, grade };
}
