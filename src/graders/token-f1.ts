import { agreementOf, overlapOf } from './agreement.ts';
import type { GraderOptions } from './grader-options.ts';
import { PYTHON_SPACE } from './python-space.ts';
import { quote } from './quote.ts';
import { rounded } from './rounded.ts';
import { bestOf, textMeasure } from './text-measure.ts';

export interface TokenF1Options extends GraderOptions {}

/**
 * How many words the answer and the expected text share: the F1 of SQuAD v1.1, the harmonic mean of precision (the
 * share of the answer's words that are expected) and recall (the share of the expected words that are answered).
 *
 * - A word counts as often as it is there: "cat cat cat" for "cat" has a precision of a third.
 * - As in SQuAD's script, texts are put in lower case, ASCII punctuation is taken out ("don't" is "dont", "3.14" is
 *   "314"), the articles a, an and the are left out, and words are parted by white space. Unlike there, both sides are
 *   composed (NFC) first.
 * - Of several expected texts the best counts. One of which no word is left is a failed score; an answer of which none
 *   is left scores 0.
 * - It measures; with a `threshold` it decides.
 *
 * Source: evaluate-v1.1.py, https://rajpurkar.github.io/SQuAD-explorer/
 *
 *     tokenF1()
 *     tokenF1({ expected: ({ expected }) => expected.answers, threshold: 0.8 })
 */
export const tokenF1 = textMeasure<TokenF1Options>('tokenF1', {}, (_, name) => (output, references) => {
  const found = squadWords(output);
  const { score, precision, recall, reference } = bestOf(references, (text) => {
    const wanted = squadWords(text);
    if (wanted.length === 0) throw new Error(`${name}: no word is left of expected ${quote(text)}`);
    const agreement = agreementOf(overlapOf(found, wanted), found.length, wanted.length);
    return { ...agreement, score: agreement.f1 };
  });
  return {
    score,
    reason: `precision ${rounded(precision)}, recall ${rounded(recall)}: found ${quote(output)}, wanted ${quote(reference)}`,
  };
});

/** Python's `string.punctuation`. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Whole words, as Python's `\b` sees them: without marks, unlike JavaScript's with digits and letters of any script. */
const ARTICLES = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

function squadWords(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .replace(ARTICLES, ' ')
    .split(PYTHON_SPACE)
    .filter((word) => word !== '');
}
