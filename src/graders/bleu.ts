import { bleuScore, bleuStatistics } from './bleu-score.ts';
import type { GraderOptions } from './grader-options.ts';
import { quote } from './quote.ts';
import { rounded } from './rounded.ts';
import { textMeasure } from './text-measure.ts';
import { tokenize13a } from './tokenize-13a.ts';

export interface BleuOptions extends GraderOptions {
  /** False: both sides are put in lower case. */
  readonly caseSensitive?: boolean;
}

/**
 * BLEU of one sentence, in [0, 1]: how many of the answer's words, and of its runs of two, three and four, are in a
 * reference, and whether it is long enough. As sacrebleu's `sentence_score` with its effective order, a hundredth of it:
 * the 13a tokenizer, exponential smoothing, up to four words, fewer where the answer has fewer.
 *
 * - All of the expected texts count at once: a run of words counts as often as it is in the one that has it most, and
 *   the length is compared with that of the nearest one.
 * - An expected text without a word is a failed score; an answer without scores 0, and so does one that has no word in
 *   common with any of them.
 * - It is no measure of one sentence's quality: compare its means. And a mean of sentences is not the BLEU of a corpus.
 * - It measures; with a `threshold` it decides.
 *
 * Sources: Papineni et al. 2002, https://aclanthology.org/P02-1040/; Post 2018, https://github.com/mjpost/sacrebleu,
 * signature nrefs:var|case:mixed|eff:yes|tok:13a|smooth:exp (case:lc without `caseSensitive`).
 *
 *     bleu()
 *     bleu({ expected: ({ expected }) => expected.translations })
 */
export const bleu = textMeasure<BleuOptions>(
  'bleu',
  { caseSensitive: 'boolean' },
  ({ caseSensitive = true }, name) => {
    const tokens = (text: string) => tokenize13a(caseSensitive ? text : text.toLowerCase());
    return (output, references) => {
      const wanted = references.map((text) => {
        const reference = tokens(text);
        if (reference.length === 0) throw new Error(`${name}: expected ${quote(text)} has no words`);
        return reference;
      });
      const statistics = bleuStatistics(tokens(output), wanted);
      const score = bleuScore(statistics);
      const shares = statistics.common.map((common, index) => `${common}/${statistics.total[index]}`);
      return {
        score,
        reason: `BLEU ${rounded(score)}, runs of 1 to 4 words ${shares.join(' ')}, length ${statistics.length}/${statistics.referenceLength}: found ${quote(output)}`,
      };
    };
  },
);
