import type { Decider, Decision, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import type { Text } from './expected-text.ts';
import { checkTextsToFind, type FindTextOptions, searchable, textsToFind } from './find-text.ts';
import { makeGrader } from './grader-options.ts';
import { allOf, anyOf, quote } from './quote.ts';
import { verdict } from './verdict.ts';

/** What of a list was found in an answer, and what was not; both in the order of the list. */
type Verdict = (found: readonly string[], missing: readonly string[], output: string) => Decision;

const VERDICTS = {
  containsAll: (found, missing, output) =>
    verdict(
      missing.length === 0,
      missing.length === 0
        ? `found all ${found.length} in ${quote(output)}`
        : `did not find ${allOf(missing)} in ${quote(output)}`,
    ),
  containsAny: (found, missing, output) =>
    verdict(
      found.length > 0,
      found.length > 0
        ? `found ${quote(found[0]!)} in ${quote(output)}`
        : `did not find ${anyOf(missing)} in ${quote(output)}`,
    ),
} satisfies Record<string, Verdict>;

/** `containsAll` and `containsAny`, which differ in how many of the texts they want. */
export function containsSeveral(
  kind: keyof typeof VERDICTS,
  options: FindTextOptions & { readonly values?: readonly Text[] | ((sample: Sample) => readonly Text[]) },
): Decider {
  checkOptions(kind, options, { caseSensitive: 'boolean', values: 'object function' });
  const { name = kind, values } = options;
  if (values !== undefined && typeof values !== 'function') checkTextsToFind(name, values);
  const normalize = searchable(options);

  return makeGrader(kind, options, (sample: Sample) => {
    const wanted = textsToFind(
      name,
      typeof values === 'function' ? values(sample) : (values ?? sample.expected),
    );
    const output = normalize(sample.output);
    const isThere = (text: string) => output.includes(normalize(text));
    return VERDICTS[kind](
      wanted.filter(isThere),
      wanted.filter((text) => !isThere(text)),
      sample.output,
    );
  });
}
