import { UserError } from '../model/errors.ts';
import type { Grader, Sample, Score } from '../model/grader.ts';
import { scoreOf } from '../model/score-of.ts';
import { settingsOf } from '../model/settings.ts';
import type { GraderOptions } from './grader-options.ts';

/** What a composition takes whose parts decide: all but a threshold. */
export type CompositionOptions = Omit<GraderOptions, 'threshold'>;

/** Options after a list of parts: no grader, and no judge, is mistaken for them because it has a name. */
export type TrailingOptions = CompositionOptions & { readonly grade?: never; readonly ask?: never };

/** @throws UserError for a threshold, which would be ignored. */
export function refuseThreshold(where: string, options: GraderOptions): void {
  if (options.threshold !== undefined) {
    throw new UserError(`${where}: a threshold says nothing here`, 'Give it to the part that measures.');
  }
}

/**
 * @throws UserError for what is no code grader, and for a role or a weight that would be ignored: those belong to
 * the outermost grader.
 */
export function checkPart(where: string, grader: Grader, weighs = false): void {
  if (typeof grader?.grade !== 'function' || typeof grader.name !== 'string') {
    throw new UserError(
      `${where}: a part is no grader that scores by itself`,
      'It needs a name and a function "grade"; custom(name, …) makes one of a function.',
    );
  }
  if (grader.role !== undefined) {
    throw new UserError(
      `${where}: "${grader.name}" has the role ${grader.role}, but is only a part`,
      `Give the role to ${where}.`,
    );
  }
  if (grader.weight !== undefined && !weighs) {
    throw new UserError(
      `${where}: "${grader.name}" has a weight, but nothing is weighed here`,
      'Weights count within weighted({ … }) only.',
    );
  }
}

/** What the settings of a composition say of a part. */
export function partSettings({ name, threshold, weight, settings, grade }: Grader): object {
  return { name, threshold, weight, settings: settings ?? settingsOf(grade) };
}

/** The parts' scores, at once unless one of them has to be waited for. */
export function scoresOf(parts: readonly Grader[], sample: Sample): Score[] | Promise<Score[]> {
  const scores = parts.map((part) => scoreOf(part, sample));
  return scores.some((score) => score instanceof Promise) ? Promise.all(scores) : (scores as Score[]);
}

/** Goes on with a value now, or later where it is promised. */
export function andThen<A, B>(value: A | Promise<A>, next: (value: A) => B): B | Promise<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** A score that says pass or fail. */
export type Decided = Extract<Score, { outcome: 'scored' }> & { readonly pass: boolean };

export function isDecided(score: Score): score is Decided {
  return score.outcome === 'scored' && score.pass !== null;
}

/** Why a part did not decide: what is thrown, so that the whole is a failed score and neither pass nor zero. */
export function undecided(part: string, score: Score): Error {
  return new Error(
    score.outcome === 'failed'
      ? `${part} failed: ${score.reason}`
      : `${part} only measures: give it a threshold`,
  );
}

/** `exactMatch fails: found "a", wanted "b"` */
export function partReason(part: string, { pass, reason }: Decided): string {
  return `${part} ${pass ? 'passes' : 'fails'}${reason === undefined ? '' : `: ${reason}`}`;
}
