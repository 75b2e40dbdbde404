import { UserError } from '../model/errors.ts';
import type { Decider, Decision, Grader, Sample, Verdict } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';

/** `name` is the first argument. Without a threshold, a number is a measure and decides nothing. */
export type CustomOptions = Omit<GraderOptions, 'name'>;

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
  grade: (sample: Sample<Input, Expected, Parsed>) => Decision | Promise<Decision>,
  options?: CustomOptions,
): Decider<Input, Expected, NoInfer<Parsed>>;
export function custom<Input, Expected, Parsed = unknown>(
  name: string,
  grade: (sample: Sample<Input, Expected, Parsed>) => Verdict | Promise<Verdict>,
  options: CustomOptions & { readonly threshold: number },
): Decider<Input, Expected, NoInfer<Parsed>>;
export function custom<Input, Expected, Parsed = unknown>(
  name: string,
  grade: (sample: Sample<Input, Expected, Parsed>) => Verdict | Promise<Verdict>,
  options?: CustomOptions,
): Grader<Input, Expected, NoInfer<Parsed>>;
export function custom(
  name: string,
  grade: (sample: Sample) => Verdict | Promise<Verdict>,
  options: CustomOptions = {},
): Grader {
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
  checkOptions(`custom('${name}')`, options, {});
  return makeGrader('custom', { ...options, name, grade }, grade);
}
