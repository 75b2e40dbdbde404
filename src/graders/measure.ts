import type { Decider, Grader, Sample, Verdict } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';

/**
 * Makes a grader that measures how near the answer is to an expected value: the case's `expected`, or what the option
 * `expected` derives from the sample. It measures; with a `threshold` it decides.
 */
export interface Measure<Options extends GraderOptions, Value> {
  <Input, Expected>(
    options: Options & Derived<Input, Expected, Value> & { readonly threshold: number },
  ): Decider<Input, Expected>;
  <Input, Expected>(options: Options & Derived<Input, Expected, Value>): Grader<Input, Expected>;
  <Input = unknown, Expected extends Value = Value>(
    options: Options & { readonly threshold: number },
  ): Decider<Input, Expected>;
  <Input = unknown, Expected extends Value = Value>(options?: Options): Grader<Input, Expected>;
}

interface Derived<Input, Expected, Value> {
  readonly expected: (sample: Sample<Input, Expected>) => Value;
}

/** How near an answer is to what is expected: a score with its reason. Throws where nothing can be compared. */
export type Compare = (output: string, expected: unknown) => Verdict;

/**
 * @param types what `typeof` may say of the options of its own.
 * @param prepare checks those options, and makes what compares. `name` is what the grader is called.
 */
export function measure<Options extends GraderOptions, Value>(
  kind: string,
  types: Readonly<Record<Exclude<keyof Options, keyof GraderOptions> & string, string>>,
  prepare: (options: Options, name: string) => Compare,
): Measure<Options, Value> {
  function make(
    options: Options & { readonly expected?: (sample: Sample) => unknown } = {} as Options,
  ): Grader {
    checkOptions<GraderOptions>(kind, options, { ...types, expected: 'function' });
    const { name = kind, expected } = options;
    const compare = prepare(options, name);
    return makeGrader(kind, options, (sample: Sample) =>
      compare(sample.output, expected ? expected(sample) : sample.expected),
    );
  }
  return make as Measure<Options, Value>;
}
