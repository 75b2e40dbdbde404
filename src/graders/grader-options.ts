import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { type Grader, ROLES, type Role } from '../model/grader.ts';
import { settingsOf } from '../model/settings.ts';

/** What every grader takes, beside options of its own. */
export interface GraderOptions {
  /** How reports call it; unique within a suite. */
  readonly name?: string;
  /**
   * In [0, 1]: a score passes when it is at least this. For graders that measure; those that say pass or fail
   * by themselves score 1 or 0 accordingly, and a threshold changes nothing.
   */
  readonly threshold?: number;
  /** What it counts for. A gate where it says pass or fail, a metric otherwise, unless told. */
  readonly role?: Role;
  /** Above 0: how much it counts in `weighted`. 1 unless told otherwise. */
  readonly weight?: number;
}

export const GRADER_OPTIONS = {
  name: 'string',
  threshold: 'number',
  role: 'string',
  weight: 'number',
} satisfies Record<keyof GraderOptions, string>;

/** @throws UserError where a value is outside its range. */
export function checkGraderOptions(grader: string, { threshold, role, weight }: GraderOptions): void {
  if (threshold !== undefined && !(threshold >= 0 && threshold <= 1)) {
    throw new UserError(`${grader}: a threshold of ${threshold} is outside [0, 1]`, 'Scores are in [0, 1].');
  }
  if (role !== undefined && !ROLES.includes(role)) {
    throw new UserError(`${grader}: role '${role}' is not known`, didYouMean(role, ROLES));
  }
  if (weight !== undefined && !(weight > 0 && weight < Infinity)) {
    throw new UserError(`${grader}: a weight of ${weight} weighs nothing`, 'It takes a number above 0.');
  }
}

/**
 * A grader of a kind, named after it unless told otherwise. Its settings are the kind and the options that are
 * not common to all.
 */
export function makeGrader<Options extends GraderOptions, Grade extends Grader['grade']>(
  kind: string,
  options: Options,
  grade: Grade,
): Grader & { readonly grade: Grade } {
  const { name = kind, threshold, role, weight, ...own } = options;
  return {
    name,
    ...(threshold !== undefined && { threshold }),
    ...(role !== undefined && { role }),
    ...(weight !== undefined && { weight }),
    settings: { kind, ...(settingsOf(own) as object) },
    grade,
  };
}
