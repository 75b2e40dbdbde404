import { type ChoiceJudge, choiceJudge } from './choice-judge.ts';
import { checkJudgeOptions, type JudgeOptions } from './judge-options.ts';
import type { Question } from './question.ts';

export interface ClosedQAOptions<Input, Expected> extends JudgeOptions {
  readonly criterion: Question<Input, Expected>;
}

const PREFACE = 'Above the material stands a criterion. Does the answer meet it?\n\n';

/**
 * Whether the answer meets a criterion: yes passes (1), no fails (0).
 *
 *     closedQA({ model: 'claude-sonnet-5-5', criterion: 'It names {{input.product}} and gives its price.' })
 */
export function closedQA<Input = unknown, Expected = unknown>(
  options: ClosedQAOptions<Input, Expected>,
): ChoiceJudge<Input, Expected, 'yes' | 'no'> {
  checkJudgeOptions('closedQA', options, { criterion: 'string function' });
  return choiceJudge('closedQA', options, options.criterion, { yes: 1, no: 0 }, PREFACE);
}
