import type { Judge, Opinion } from '../../model/judge.ts';
import {
  checkJudgeOptions,
  type JudgeOptions,
  judged,
  judgeParams,
  makeJudge,
  refuseIdleGate,
} from './judge-options.ts';
import { choiceSchema, chosen, makeMenu } from './menu.ts';
import { readOpinion, reasoningLine } from './opinion.ts';
import { checkQuestion, type Question, requestText } from './question.ts';

export interface PairwiseOptions<Input, Expected> extends JudgeOptions {
  /** `Which of the two answers is better?`, say. Its placeholders are of the case: `{{input.x}}`, `{{expected}}`. */
  readonly question: Question<Input, Expected>;
}

/** What is chosen scores for the answer that stands first. */
const CHOICES = {
  first: { score: 1, means: 'the first answer is better' },
  second: { score: 0, means: 'the second answer is better' },
  tie: { score: 0.5, means: 'neither is better' },
} as const;

/**
 * The answer against the baseline's answer to the same case and repetition, asked twice: once with the one first,
 * once with the other, neither named.
 *
 * - Each order scores win 1, tie 0.5, loss 0 for the answer; the score is the mean of both. Orders that disagree on
 *   the winner make a tie.
 * - Evidence `positionBias` is 1 where the same position won both times, 0 otherwise. Evidence `firstPosition` is the
 *   share that the first position won, ties as halves: 0.5 on average from a judge without a leaning.
 * - It measures; with a `threshold` of 0.5 an answer passes that is no worse.
 * - Both opinions are needed: without one it is a failed score.
 */
export function pairwise<Input = unknown, Expected = unknown>(
  options: PairwiseOptions<Input, Expected>,
): Judge<Input, Expected> {
  checkJudgeOptions('pairwise', options, { question: 'string function' });
  checkQuestion('pairwise', options.question, ['input', 'expected']);
  refuseIdleGate('pairwise', options, false);
  const menu = makeMenu('pairwise', CHOICES);
  const instruction = `Choose one:\n${menu.lines}`;
  const read = (opinion: Opinion, order: string) => {
    try {
      const { reasoning, choice } = readOpinion(opinion, ['reasoning', 'choice']);
      const name = chosen(menu, choice);
      return { name, score: menu.scores[name]!, reasoning: reasoningLine(reasoning) };
    } catch (error) {
      throw new Error(`with the ${order} first: ${(error as Error).message}`);
    }
  };
  return makeJudge<Input, Expected>('pairwise', options, instruction, {
    opinions: 2,
    against: 'baseline',
    ask(sample, other) {
      if (!other) throw new Error('the baseline has no answer to compare with');
      return [
        { 'first-answer': sample, 'second-answer': other },
        { 'first-answer': other, 'second-answer': sample },
      ].map((answers) =>
        judgeParams(options, requestText(options.question as Question, sample, answers, instruction), {
          choice: choiceSchema(menu),
        }),
      );
    },
    read([ahead = null, behind = null]) {
      const first = read(ahead, 'answer');
      const second = read(behind, "baseline's answer");
      const score = (first.score + (1 - second.score)) / 2;
      const bias = first.name === second.name && first.name !== 'tie';
      const found = bias
        ? `the ${first.name} position won both times, which is a tie`
        : `answer first: ${first.name}, baseline first: ${second.name}`;
      return {
        ...judged(score, `${found}: ${first.reasoning}`, options, false),
        evidence: { positionBias: bias ? 1 : 0, firstPosition: (first.score + second.score) / 2 },
      };
    },
  });
}
