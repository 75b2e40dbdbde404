import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { type Agreement, agreementOf, overlapOf } from './agreement.ts';
import type { GraderOptions } from './grader-options.ts';
import { ngramsOf } from './ngrams.ts';
import { quote } from './quote.ts';
import { rounded } from './rounded.ts';
import { bestOf, textMeasure } from './text-measure.ts';

export interface RougeOptions extends GraderOptions {
  /** What is compared: words, pairs of words, or the longest common subsequence. `rougeL` unless told otherwise. */
  readonly variant?: RougeVariant;
}

export type RougeVariant = keyof typeof VARIANTS;

/** How two lists of words agree; null where the second has nothing that could be found. */
type Agree = (found: readonly string[], wanted: readonly string[]) => Agreement | null;

const VARIANTS = {
  rouge1: byNgrams(1),
  rouge2: byNgrams(2),
  rougeL: (found, wanted) =>
    wanted.length === 0 ? null : agreementOf(longestCommon(found, wanted), found.length, wanted.length),
} satisfies Record<string, Agree>;

/**
 * How much of the expected text the answer has, and how little else: the F-measure of ROUGE-1 (words), ROUGE-2 (pairs
 * of words) or ROUGE-L (the longest common subsequence of words, over the whole text), as Google's rouge-score computes
 * them **without stemming**: "refunds" is not "refund".
 *
 * - Texts are put in lower case, and a word is a run of the letters a–z and the digits: "don't" is "don" and "t", "é"
 *   parts words, and other scripts have none.
 * - An n-gram counts as often as it is in both.
 * - Of several expected texts the one with the best F-measure counts. One without a word (without two, for ROUGE-2) is a
 *   failed score, where rouge-score says 0; an answer without scores 0.
 * - It measures; with a `threshold` it decides. ROUGE-L takes time in the product of both lengths.
 *
 * Sources: Lin 2004, https://aclanthology.org/W04-1013/; https://github.com/google-research/google-research/tree/master/rouge
 *
 *     rouge({ variant: 'rouge2' })
 */
export const rouge = textMeasure<RougeOptions>(
  'rouge',
  { variant: 'string' },
  ({ variant = 'rougeL' }, name) => {
    if (!Object.hasOwn(VARIANTS, variant)) {
      throw new UserError(
        `rouge: variant: '${variant}' is not known`,
        didYouMean(variant, Object.keys(VARIANTS)),
      );
    }
    const agree: Agree = VARIANTS[variant];
    return (output, references) => {
      const found = words(output);
      const { score, precision, recall, reference } = bestOf(references, (text) => {
        const agreement = agree(found, words(text));
        if (agreement === null) throw new Error(`${name}: ${variant} finds too few words in ${quote(text)}`);
        return { ...agreement, score: agreement.f1 };
      });
      return {
        score,
        reason: `${variant}: precision ${rounded(precision)}, recall ${rounded(recall)}: found ${quote(output)}, wanted ${quote(reference)}`,
      };
    };
  },
);

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function byNgrams(order: number): Agree {
  return (found, wanted) => {
    const [ours, theirs] = [ngramsOf(found, order), ngramsOf(wanted, order)];
    return theirs.length === 0 ? null : agreementOf(overlapOf(ours, theirs), ours.length, theirs.length);
  };
}

/** The length of the longest list that both hold in this order, not necessarily side by side. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = word === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}
