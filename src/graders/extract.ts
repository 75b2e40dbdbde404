import { UserError } from '../model/errors.ts';
import type { Decider, Grader, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type Extracted, extracting } from './extracting.ts';
import { parseJsonPath, valueAt } from './json-path.ts';
import { lastMatch } from './last-match.ts';
import { type CompositionOptions, checkPart, partSettings, refuseThreshold } from './part.ts';
import { quote } from './quote.ts';
import { readJson } from './read-json.ts';

/** A function of the sample (null: nothing found), a pattern, or a path such as `$.items[0].name`. */
export type Extractor<Input, Expected> =
  | ((sample: Sample<Input, Expected>) => string | null | undefined)
  | RegExp
  | `$${string}`;

/**
 * Lets a grader see a part of the answer only: its `output` is what was extracted.
 *
 * - A pattern's last match counts: its first group, or all of it where it has none.
 * - A path begins with `$` for the JSON that is the answer, or its last fenced block, as `json` reads it. A text is
 *   taken as it is, a number or a boolean as its text, a list or an object as JSON. Null is nothing.
 * - Where nothing is found the answer is wrong: it scores 0 and fails, and where labels are compared it has none.
 *   It is no failed score, since the case could be graded. A grader that only measures gets its 0 without a fail.
 * - Called like the grader it prepares for, unless told otherwise.
 *
 *     extract(/<label>(.*?)<\/label>/s, exactMatch())
 *     extract('$.total', numeric())
 */
export function extract<Input, Expected>(
  what: Extractor<Input, Expected>,
  grader: Decider<Input, Expected>,
  options?: CompositionOptions,
): Decider<Input, Expected>;
export function extract<Input, Expected>(
  what: Extractor<Input, Expected>,
  grader: Grader<Input, Expected>,
  options?: CompositionOptions,
): Grader<Input, Expected>;
export function extract(
  what: Extractor<unknown, unknown>,
  grader: Grader,
  options: CompositionOptions = {},
): Grader {
  checkPart('extract', grader);
  checkOptions('extract', options, {});
  refuseThreshold('extract', options);
  return extracting(
    'extract',
    grader,
    { ...options, name: options.name ?? grader.name, what, part: partSettings(grader) },
    finder(what),
  );
}

function finder(what: Extractor<unknown, unknown>): (sample: Sample) => Extracted {
  if (typeof what === 'function') return (sample) => byFunction(what, sample);
  if (what instanceof RegExp) return ({ output }) => byPattern(what, output);
  const path = typeof what === 'string' ? parseJsonPath(what) : undefined;
  if (path === undefined) {
    throw new UserError(
      `extract: ${typeof what === 'string' ? quote(what) : String(what)} says not what to extract`,
      'It takes a RegExp, a function of the sample, or a path such as $.items[0].name or $["two words"].',
    );
  }
  return ({ output }) => byPath(String(what), path, output);
}

function byFunction(what: (sample: Sample) => unknown, sample: Sample): Extracted {
  const found = what(sample);
  if (typeof found === 'string') return { text: found };
  if (found === null || found === undefined)
    return { nothing: `nothing to extract from ${quote(sample.output)}` };
  throw new Error(`extract: the function returned a ${typeof found}, no text`);
}

function byPattern(what: RegExp, output: string): Extracted {
  const match = lastMatch(what, output);
  // A group that took no part is undefined, and so is one that the pattern does not have.
  const text = match && (match.length > 1 ? match[1] : match[0]);
  return text === undefined ? { nothing: `nothing to extract: no ${what} in ${quote(output)}` } : { text };
}

function byPath(what: string, path: readonly (string | number)[], output: string): Extracted {
  const parsed = readJson(output, 'fenced');
  if ('error' in parsed) return { nothing: `nothing to extract: ${parsed.error}` };
  const value = valueAt(parsed.value, path);
  if (value === undefined || value === null)
    return { nothing: `nothing to extract: no ${what} in ${quote(output)}` };
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
}
