import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import { type ChoiceJudge, choiceJudge } from './choice-judge.ts';
import { checkJudgeOptions, type JudgeOptions } from './judge-options.ts';
import type { Asked } from './question.ts';

const RELATIONS = {
  A: 'The answer is a subset of the expected answer and is fully consistent with it.',
  B: 'The answer is a superset of the expected answer and is fully consistent with it.',
  C: 'The answer contains all the same details as the expected answer.',
  D: 'The answer and the expected answer disagree.',
  E: 'The answer and the expected answer differ, but the differences do not matter to the facts.',
} as const;

type Letter = keyof typeof RELATIONS;
type LetterScores = Readonly<Record<Letter, number>>;

/** What each relation scores, by the name of the library that scores it so. */
export const FACTUALITY_SCORES = {
  promptfoo: { A: 1, B: 1, C: 1, D: 0, E: 1 },
  autoevals: { A: 0.4, B: 0.6, C: 1, D: 0, E: 1 },
} as const satisfies Readonly<Record<string, LetterScores>>;

export interface FactualityOptions extends JudgeOptions {
  /** A table of {@link FACTUALITY_SCORES}, or your own. `promptfoo` unless told otherwise. */
  readonly scores?: keyof typeof FACTUALITY_SCORES | LetterScores;
}

const QUESTION =
  'How do the facts of the answer relate to those of the expected answer? Differences of style, grammar and punctuation are no differences.';

/**
 * How the facts of the answer relate to those of the case's `expected`, by the five relations A to E.
 *
 * | | the answer is | promptfoo | autoevals |
 * |---|---|---|---|
 * | A | a consistent subset | 1 | 0.4 |
 * | B | a consistent superset | 1 | 0.6 |
 * | C | the same | 1 | 1 |
 * | D | in disagreement | 0 | 0 |
 * | E | different in what does not matter | 1 | 1 |
 *
 * Scored as in promptfoo it says pass or fail; as in autoevals it measures, unless there is a threshold. A case
 * without an expected value is a failed score.
 */
export function factuality<Input = unknown, Expected = unknown>(
  options: FactualityOptions,
): ChoiceJudge<Input, Expected, Letter> {
  checkJudgeOptions('factuality', options, { scores: 'string object' });
  const scores = scoresOf(options.scores ?? 'promptfoo');
  const question = ({ expected }: Asked<Input, Expected>) => {
    if (expected === null || expected === undefined)
      throw new Error(`there are no facts to compare with: expected is ${expected}`);
    return QUESTION;
  };
  const letters = Object.keys(RELATIONS) as Letter[];
  const menu = letters.map(
    (letter) => [letter, { score: scores[letter], means: RELATIONS[letter] }] as const,
  );
  return choiceJudge(
    'factuality',
    { ...options, scores } as JudgeOptions,
    question,
    Object.fromEntries(menu),
  );
}

function scoresOf(scores: NonNullable<FactualityOptions['scores']>): LetterScores {
  if (typeof scores !== 'string') {
    const foreign = Object.keys(scores).find((letter) => !(letter in RELATIONS));
    if (foreign !== undefined)
      throw new UserError(`factuality: there is no relation "${foreign}"`, 'They are A to E.');
    return scores;
  }
  if (Object.hasOwn(FACTUALITY_SCORES, scores)) return FACTUALITY_SCORES[scores];
  throw new UserError(
    `factuality: scores '${scores}' are not known`,
    didYouMean(scores, Object.keys(FACTUALITY_SCORES)),
  );
}
