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
import { readOpinion, reasoningLine } from './opinion.ts';
import { checkQuestion, type Question, requestText } from './question.ts';

export interface ScoreOptions<Input, Expected> extends JudgeOptions {
  readonly question: Question<Input, Expected>;
  /** What points of the scale mean. The lowest and the highest are its ends: at least those two. */
  readonly anchors: Readonly<Record<number, string>>;
}

/** Judges use long scales no better than short ones, and a schema lists every point. */
const LONGEST_SCALE = 101;

/**
 * A whole number on a scale with anchors, brought to [0, 1]: the lowest anchor scores 0, the highest 1. It measures;
 * with a `threshold`, in [0, 1], it decides. A number that is no point of the scale is a failed score.
 *
 *     score({
 *       model: 'claude-sonnet-5-5',
 *       question: 'How helpful is the answer?',
 *       anchors: { 1: 'does not help', 3: 'helps in part', 5: 'solves the problem' },
 *     })
 */
export function score<Input = unknown, Expected = unknown>(
  options: ScoreOptions<Input, Expected>,
): Judge<Input, Expected> {
  checkJudgeOptions('score', options, { question: 'string function', anchors: 'object' });
  checkQuestion('score', options.question);
  refuseIdleGate('score', options, false);
  const { low, high, lines } = makeScale(options.anchors);
  const points = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const instruction = `Give a whole number from ${low} to ${high}:\n${lines}`;
  return makeJudge<Input, Expected>('score', options, instruction, {
    opinions: 1,
    ask: (sample) => [
      judgeParams(
        options,
        requestText(options.question as Question, sample, { answer: sample }, instruction),
        {
          score: { type: 'integer', enum: points },
        },
      ),
    ],
    read([opinion = null]) {
      const { reasoning, score: point } = readOpinion(opinion, ['reasoning', 'score']);
      if (typeof point !== 'number' || !points.includes(point)) {
        throw new Error(`the score is off the scale from ${low} to ${high}: ${JSON.stringify(point)}`);
      }
      const reason = `${point} of ${low} to ${high}: ${reasoningLine(reasoning)}`;
      return judged((point - low) / (high - low), reason, options, false);
    },
  });
}

function makeScale(anchors: ScoreOptions<unknown, unknown>['anchors']) {
  const entries = Object.entries(anchors ?? {})
    .map(([point, means]) => [Number(point), means] as const)
    .sort(([a], [b]) => a - b);
  if (entries.length < 2) {
    throw new UserError(
      'score: a scale has two ends',
      "anchors: { 1: 'does not help', 5: 'solves the problem' }",
    );
  }
  for (const [point, means] of entries) {
    if (!Number.isSafeInteger(point)) throw new UserError('score: the points of a scale are whole numbers');
    if (typeof means !== 'string' || means.trim() === '') {
      throw new UserError(
        `score: anchor ${point} means nothing`,
        'Say what an answer of this score is like.',
      );
    }
  }
  const [low, high] = [entries[0]![0], entries.at(-1)![0]];
  if (high - low >= LONGEST_SCALE) {
    throw new UserError(
      `score: a scale from ${low} to ${high} is too long`,
      `At most ${LONGEST_SCALE} points.`,
    );
  }
  return { low, high, lines: entries.map(([point, means]) => `- ${point}: ${means}`).join('\n') };
}
