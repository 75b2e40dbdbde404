import { UserError } from '../model/errors.ts';
import type { Verdict } from '../model/grader.ts';
import { agreementOf, countsOf } from './agreement.ts';
import { expectedText, type Text } from './expected-text.ts';
import type { GraderOptions } from './grader-options.ts';
import { measure } from './measure.ts';
import { normalizeText, TEXT_OPTIONS, type TextOptions } from './normalize-text.ts';
import { allOf } from './quote.ts';
import { LIST_FORMATS, type ListFormat, readList } from './read-list.ts';
import { rounded } from './rounded.ts';

export interface ListF1Options extends GraderOptions, TextOptions {
  /**
   * How the answer writes its list. `json` unless told otherwise: an array, as `json` finds it; `lines`: one item a line,
   * bullets and numbers of items aside; `comma`: between commas.
   */
  readonly format?: ListFormat;
}

/**
 * How well the items of the answer's list are the expected ones: the F1, harmonic mean of precision (the share of the
 * answer's items that are expected) and recall (the share of the expected items that are answered). The reason names
 * what is missing and what is too much.
 *
 * - Order means nothing; an item counts as often as it is there.
 * - Items are compared as `exactMatch` compares texts: composed, trimmed, and whatever the options say. A number or a
 *   boolean of a JSON array is compared as its text; null, an array or an object in it is an item that nobody expected.
 * - Two empty lists agree: 1. An empty answer is an empty list, but no JSON. An answer that is no such list scores 0.
 * - The case's `expected` is the list, or a function derives it; what is no list of texts, numbers or booleans is a
 *   failed score.
 * - It measures; with a `threshold` it decides.
 *
 *     listF1({ caseSensitive: false })
 *     listF1({ format: 'comma', expected: ({ expected }) => expected.cities, threshold: 1 })
 */
export const listF1 = measure<ListF1Options, readonly Text[]>(
  'listF1',
  { ...TEXT_OPTIONS, format: 'string' },
  (options, name) => {
    const { format = 'json' } = options;
    if (!LIST_FORMATS.includes(format)) {
      throw new UserError(`listF1: format: '${format}' is not known`, `It takes ${LIST_FORMATS.join(', ')}.`);
    }
    const normalize = (text: string) => normalizeText(text, options);
    return (output, expected) => {
      if (!Array.isArray(expected)) {
        throw new Error(`${name} has nothing to compare with: expected is no list`);
      }
      const wanted = expected.map((item) => normalize(expectedText(name, item)));
      const read = readList(output, format);
      if ('error' in read) return { score: 0, reason: read.error };
      return compared(
        read.items.map((item) => (item === null ? null : normalize(item))),
        wanted,
      );
    };
  },
);

function compared(found: readonly (string | null)[], wanted: readonly string[]): Verdict {
  const missing = countsOf(wanted);
  const extra: string[] = [];
  for (const item of found) {
    const left = item === null ? 0 : (missing.get(item) ?? 0);
    if (left > 0) missing.set(item!, left - 1);
    else extra.push(item ?? 'no text');
  }
  const rest = [...missing].flatMap(([item, count]) => new Array<string>(count).fill(item));
  const { f1, precision, recall } = agreementOf(wanted.length - rest.length, found.length, wanted.length);
  const score = found.length === 0 && wanted.length === 0 ? 1 : f1;
  const faults = [
    ...(rest.length > 0 ? [`missing ${allOf(rest)}`] : []),
    ...(extra.length > 0 ? [`too much ${allOf(extra)}`] : []),
  ];
  return {
    score,
    reason:
      faults.length === 0
        ? `all ${wanted.length} items`
        : `precision ${rounded(precision)}, recall ${rounded(recall)}: ${faults.join(', ')}`,
  };
}
