import { UserError } from '../model/errors.ts';
import type { Decider } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { checkLimits, isWithinLimits, type Limits, limitsText } from './limits.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface WordCountOptions extends GraderOptions, Limits {
  /** So many and no other; in place of `min` and `max`. */
  readonly exactly?: number;
}

/** English breaks words as Unicode does without a locale. Reused, since to make one is slow. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The answer has so many words: at least `min`, at most `max` (both pass themselves), or `exactly` so many.
 *
 * Words are Unicode's (UAX #29, as `Intl.Segmenter` breaks them): what stands between two word boundaries and has a
 * letter, a digit or an ideograph in it. So "don't" and "3.14" are one word, "well-known" and "and/or" are two,
 * punctuation, emoji and markdown are none, and Chinese, Japanese and Thai, which have no spaces, are cut by the
 * dictionary of the Node release that counts.
 *
 *     wordCount({ max: 100 })
 *     wordCount({ exactly: 3 })
 */
export function wordCount<Input, Expected>(options: WordCountOptions): Decider<Input, Expected> {
  checkOptions('wordCount', options, { min: 'number', max: 'number', exactly: 'number' });
  const { exactly, min, max } = options;
  if (exactly !== undefined && (min !== undefined || max !== undefined)) {
    throw new UserError('wordCount: exactly says it all', 'Leave out min and max.');
  }
  const limits: Limits = exactly === undefined ? options : { min: exactly, max: exactly };
  checkLimits('wordCount', limits);
  return makeGrader('wordCount', options, ({ output }) => {
    const count = countWords(output);
    return verdict(
      isWithinLimits(count, limits),
      `${count} ${count === 1 ? 'word' : 'words'}, wanted ${limitsText(limits)}: ${quote(output)}`,
    );
  });
}

export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of SEGMENTER.segment(text)) if (isWordLike) count++;
  return count;
}
