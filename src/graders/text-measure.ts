import type { Decider, Grader, Sample, Verdict } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { expectedText, type Text } from './expected-text.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';

/** What an answer is measured against: a text, or several that are equally right. */
export type References = Text | readonly Text[];

/**
 * Makes a grader that measures how alike the answer and its references are. It compares with the case's `expected`;
 * the option `expected` derives that from the sample. It measures; with a `threshold` it decides.
 */
export interface TextMeasure<Options extends GraderOptions> {
  <Input, Expected>(
    options: Options & Derived<Input, Expected> & { readonly threshold: number },
  ): Decider<Input, Expected>;
  <Input, Expected>(options: Options & Derived<Input, Expected>): Grader<Input, Expected>;
  <Input = unknown, Expected extends References = References>(
    options: Options & { readonly threshold: number },
  ): Decider<Input, Expected>;
  <Input = unknown, Expected extends References = References>(options?: Options): Grader<Input, Expected>;
}

interface Derived<Input, Expected> {
  readonly expected: (sample: Sample<Input, Expected>) => References;
}

/** How alike an answer and its references are: a score with its reason. */
export type Compare = (output: string, references: readonly string[]) => Verdict;

/**
 * @param types what `typeof` may say of the options of its own.
 * @param prepare checks those options, and makes what compares. `name` is what the grader is called.
 */
export function textMeasure<Options extends GraderOptions>(
  kind: string,
  types: Readonly<Record<Exclude<keyof Options, keyof GraderOptions> & string, string>>,
  prepare: (options: Options, name: string) => Compare,
): TextMeasure<Options> {
  function make(
    options: Options & { readonly expected?: (sample: Sample) => unknown } = {} as Options,
  ): Grader {
    checkOptions<Options & { readonly expected?: unknown }>(kind, options, {
      ...types,
      expected: 'function',
    } as never);
    const { name = kind, expected } = options;
    const compare = prepare(options, name);
    return makeGrader(kind, options, (sample: Sample) =>
      compare(sample.output, referencesOf(name, expected ? expected(sample) : sample.expected)),
    );
  }
  return make as TextMeasure<Options>;
}

/** The references of a case, one at least. @throws what makes the score a failed one: there is none. */
function referencesOf(name: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [expectedText(name, value)];
  if (value.length === 0) throw new Error(`${name} has nothing to compare with: expected is an empty list`);
  return value.map((item) => expectedText(name, item));
}

/** The reference that an answer is most like, and how much. The first of several that are equally near. */
export function bestOf<Likeness extends { readonly score: number }>(
  references: readonly string[],
  likeness: (reference: string) => Likeness,
): Likeness & { readonly reference: string } {
  let best: (Likeness & { readonly reference: string }) | undefined;
  for (const reference of references) {
    const found = likeness(reference);
    if (best === undefined || found.score > best.score) best = { ...found, reference };
  }
  return best!;
}
