import type { Verdict } from '../model/grader.ts';
import { expectedText, type Text } from './expected-text.ts';
import type { GraderOptions } from './grader-options.ts';
import { type Measure, measure } from './measure.ts';

/** What an answer is measured against: a text, or several that are equally right. */
export type References = Text | readonly Text[];

/** A measure of how alike the answer and its references are. */
export function textMeasure<Options extends GraderOptions>(
  kind: string,
  types: Readonly<Record<Exclude<keyof Options, keyof GraderOptions> & string, string>>,
  prepare: (options: Options, name: string) => (output: string, references: readonly string[]) => Verdict,
): Measure<Options, References> {
  return measure(kind, types, (options, name) => {
    const compare = prepare(options, name);
    return (output, expected) => compare(output, referencesOf(name, expected));
  });
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
