import { type ChoiceJudge, choiceJudge } from './choice-judge.ts';
import { checkJudgeOptions, type JudgeOptions } from './judge-options.ts';
import type { Choices } from './menu.ts';
import type { Question } from './question.ts';

export interface ForcedChoiceOptions<Input, Expected, Menu extends Choices> extends JudgeOptions {
  readonly question: Question<Input, Expected>;
  readonly choices: Menu;
}

/**
 * A model answers a question about an answer by choosing from a menu.
 *
 * - Each choice scores a number in [0, 1]; `{ score, means }` also tells the judge what it means.
 * - With a `threshold`, a score of at least that passes. Without one, the judge says pass or fail where every choice
 *   scores 1 or 0, and only measures otherwise.
 * - A verdict that is off the menu, empty, cut short, refused, or more than one JSON object is a failed score.
 *
 *     judge({
 *       name: 'polite',
 *       model: 'claude-sonnet-5-5',
 *       question: 'Is the answer polite?',
 *       choices: { yes: 1, no: 0 },
 *     })
 */
export function judge<Input = unknown, Expected = unknown, const Menu extends Choices = Choices>(
  options: ForcedChoiceOptions<Input, Expected, Menu>,
): ChoiceJudge<Input, Expected, keyof Menu & string> {
  checkJudgeOptions('judge', options, { question: 'string function', choices: 'object' });
  return choiceJudge('judge', options, options.question, options.choices);
}
