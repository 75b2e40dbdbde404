import { textLikeness } from './edit-distance.ts';
import type { GraderOptions } from './grader-options.ts';
import { normalizeText, TEXT_OPTIONS, type TextOptions } from './normalize-text.ts';
import { quote } from './quote.ts';
import { bestOf, textMeasure } from './text-measure.ts';

export interface LevenshteinOptions extends GraderOptions, TextOptions {}

/**
 * How alike the answer and the expected text are, letter by letter: 1 − d / n, where d is Levenshtein's distance (the
 * insertions, deletions and replacements from one to the other; two letters that changed places are two) and n the
 * length of the longer one. 1 where they are equal, also where both are empty; 0 where nothing is left as it was.
 *
 * - Counted are Unicode code points, after composing (NFC): "é" is one, and so is "😀".
 * - Both sides are trimmed, and compared otherwise as they are, unless the options of `exactMatch` say otherwise.
 * - Of several expected texts the nearest counts. An expected value that is no text, number or boolean is a failed
 *   score, and so is an empty list.
 * - It measures; with a `threshold` it decides. It takes time in the product of both lengths.
 *
 *     levenshtein({ threshold: 0.9 })
 */
export const levenshtein = textMeasure<LevenshteinOptions>(
  'levenshtein',
  TEXT_OPTIONS,
  (options) => (output, references) => {
    const found = normalizeText(output, options);
    const { score, distance, longer, reference } = bestOf(references, (text) =>
      textLikeness(found, normalizeText(text, options)),
    );
    return {
      score,
      reason: `${distance} of ${longer} characters differ: found ${quote(output)}, wanted ${quote(reference)}`,
    };
  },
);
