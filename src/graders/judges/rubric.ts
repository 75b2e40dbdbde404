import { UserError } from '../../model/errors.ts';
import type { Judge } from '../../model/judge.ts';
import {
  checkJudgeOptions,
  type JudgeOptions,
  judged,
  judgeParams,
  makeJudge,
  refuseIdleGate,
} from './judge-options.ts';
import { type Choices, choiceSchema, chosen, makeMenu } from './menu.ts';
import { readOpinion, reasoningLine } from './opinion.ts';
import { requestText } from './question.ts';

/** What is asked about the answer, alone or with its weight, 1 unless told otherwise. */
export type Criterion = string | { readonly asks: string; readonly weight: number };

export interface RubricOptions<Names extends string> extends JudgeOptions {
  readonly criteria: Readonly<Record<Names, Criterion>>;
  /** The menu of every criterion. `{ yes: 1, no: 0 }` unless told otherwise. */
  readonly choices?: Choices;
}

const QUESTION = 'Judge the answer by the criteria beneath the material, each by itself.';
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * Several criteria, judged in one answer. The score is their mean by weight, and each criterion's own score is
 * evidence under its name. It measures; with a `threshold` it decides.
 *
 * A criterion that was not judged, or judged off the menu, makes it a failed score: a mean without it would be
 * another measure.
 *
 *     rubric({
 *       model: 'claude-sonnet-5-5',
 *       criteria: { polite: 'Is it polite?', solves: { asks: 'Does it solve the problem?', weight: 3 } },
 *       threshold: 0.75,
 *     })
 */
export function rubric<Input = unknown, Expected = unknown, const Names extends string = string>(
  options: RubricOptions<Names>,
): Judge<Input, Expected> {
  checkJudgeOptions('rubric', options, { criteria: 'object', choices: 'object' });
  refuseIdleGate('rubric', options, false);
  const criteria = checkCriteria(options.criteria);
  const names = criteria.map(({ name }) => name);
  const menu = makeMenu('rubric', options.choices ?? { yes: 1, no: 0 });
  const list = criteria.map(({ name, asks }) => `- ${name}: ${asks}`).join('\n');
  const instruction = `The criteria:\n${list}\n\nFor each, choose one:\n${menu.lines}`;
  const fields = Object.fromEntries(names.map((name) => [name, choiceSchema(menu)]));
  return makeJudge<Input, Expected>('rubric', options, instruction, {
    opinions: 1,
    ask: (sample) => [
      judgeParams(options, requestText(QUESTION, sample, { answer: sample }, instruction), fields),
    ],
    read([opinion = null]) {
      const { reasoning, ...found } = readOpinion(opinion, ['reasoning', ...names]);
      const choices = names.map((name) => chosen(menu, found[name], name));
      const scores = choices.map((choice) => menu.scores[choice]!);
      const shown = names.map((name, index) => `${name} ${choices[index]}`).join(', ');
      const score = weightedMean(
        scores,
        criteria.map(({ weight }) => weight),
      );
      return {
        ...judged(score, `${shown}: ${reasoningLine(reasoning)}`, options, false),
        evidence: Object.fromEntries(names.map((name, index) => [name, scores[index]!])),
      };
    },
  });
}

function checkCriteria(criteria: Readonly<Record<string, Criterion>>) {
  const entries = Object.entries(criteria ?? {});
  if (entries.length === 0)
    throw new UserError('rubric: there are no criteria', "criteria: { polite: 'Is it polite?' }");
  return entries.map(([name, criterion]) => {
    const { asks, weight } = typeof criterion === 'string' ? { asks: criterion, weight: 1 } : criterion;
    if (!NAME.test(name) || name === 'reasoning' || name in {}) {
      throw new UserError(
        `rubric: "${name}" is no name for a criterion`,
        'Letters, digits, "_" and "-", and not "reasoning", where the judge says why.',
      );
    }
    if (typeof asks !== 'string' || asks.trim() === '') {
      throw new UserError(`rubric: criterion "${name}" asks nothing`, 'Say what is asked about the answer.');
    }
    if (!(weight > 0 && weight < Infinity)) {
      throw new UserError(
        `rubric: criterion "${name}" has a weight of ${weight}`,
        'It takes a number above 0.',
      );
    }
    return { name, asks, weight };
  });
}

/** Rounded, so that what is 0.7 on paper passes a threshold of 0.7. */
function weightedMean(scores: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (const [index, score] of scores.entries()) {
    sum += score * weights[index]!;
    total += weights[index]!;
  }
  return Math.min(1, Number((sum / total).toFixed(12)));
}
