import type { Judge } from '../../model/judge.ts';
import { type JudgeOptions, judged, judgeParams, makeJudge, refuseIdleGate } from './judge-options.ts';
import { type Choices, choiceSchema, chosen, makeMenu } from './menu.ts';
import { readOpinion, reasoningLine } from './opinion.ts';
import { checkQuestion, type Question, requestText } from './question.ts';

/** A judge that chooses from a menu, which it shows: what each choice scores. */
export interface ChoiceJudge<Input, Expected, Name extends string> extends Judge<Input, Expected> {
  readonly choices: Readonly<Record<Name, number>>;
}

/**
 * One question about one answer, one choice. What `judge`, `closedQA` and `factuality` are made of.
 *
 * @param preface what stands before the menu.
 */
export function choiceJudge<Input, Expected, Name extends string>(
  kind: string,
  options: JudgeOptions,
  question: Question<Input, Expected>,
  choices: Choices,
  preface = '',
): ChoiceJudge<Input, Expected, Name> {
  checkQuestion(kind, question);
  const menu = makeMenu(kind, choices);
  refuseIdleGate(kind, options, menu.decides);
  const instruction = `${preface}Choose one:\n${menu.lines}`;
  const made = makeJudge<Input, Expected>(kind, options, instruction, {
    opinions: 1,
    ask: (sample) => [
      judgeParams(options, requestText(question as Question, sample, { answer: sample }, instruction), {
        choice: choiceSchema(menu),
      }),
    ],
    read([opinion = null]) {
      const { reasoning, choice } = readOpinion(opinion, ['reasoning', 'choice']);
      const name = chosen(menu, choice);
      return judged(menu.scores[name]!, `${name}: ${reasoningLine(reasoning)}`, options, menu.decides);
    },
  });
  return { ...made, choices: menu.scores };
}
