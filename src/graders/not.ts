import type { Decider, Decision, Grader, Score } from '../model/grader.ts';
import { scoreOf } from '../model/score-of.ts';
import { checkOptions } from './check-options.ts';
import { makeGrader } from './grader-options.ts';
import {
  andThen,
  type CompositionOptions,
  checkPart,
  isDecided,
  partReason,
  partSettings,
  refuseThreshold,
  undecided,
} from './part.ts';

/**
 * The opposite of a grader: passes where it fails, and scores 1 minus its score.
 *
 * - Only what says pass or fail can be inverted; what merely measures is refused by the compiler.
 * - What the grader could not score stays a failed score.
 * - `not(not(grader))` has the verdicts of the grader.
 * - It yields no labels: that an answer is not "a" does not say what it is.
 *
 *     not(contains({ value: 'As an AI' }))
 */
export function not<Input, Expected>(
  grader: Decider<Input, Expected>,
  options?: CompositionOptions,
): Decider<Input, Expected>;
export function not(
  grader: Decider & Partial<Inverted>,
  options: CompositionOptions = {},
): Decider & Inverted {
  checkPart('not', grader);
  checkOptions('not', options, {});
  refuseThreshold('not', options);
  const { inverts } = grader;
  const made = makeGrader(
    'not',
    { ...options, name: options.name ?? `not(${grader.name})`, part: partSettings(grader) },
    inverts
      ? (sample) => andThen(scoreOf(inverts, sample), (score) => asIs(inverts.name, score))
      : (sample) => andThen(scoreOf(grader, sample), (score) => opposite(grader.name, score)),
  );
  return { ...made, inverts: grader };
}

interface Inverted {
  /** What was inverted; inverted again it is itself, to the last digit. */
  readonly inverts: Grader;
}

function opposite(part: string, score: Score): Decision {
  if (!isDecided(score)) throw undecided(part, score);
  return { score: 1 - score.score, pass: !score.pass, reason: partReason(part, score) };
}

function asIs(part: string, score: Score): Decision {
  if (score.outcome === 'failed') throw new Error(score.reason);
  if (!isDecided(score)) throw undecided(part, score);
  const { role: _, outcome: __, ...decision } = score;
  return decision;
}
