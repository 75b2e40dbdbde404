import { UserError } from '../model/errors.ts';

/** From the least to the most that passes, both included; one of them may be left out. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** @throws UserError for limits that limit nothing, that nothing can be within, or that are no whole numbers from 0. */
export function checkLimits(grader: string, { min, max }: Limits): void {
  for (const [option, value] of Object.entries({ min, max })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      throw new UserError(
        `${grader}: ${option}: ${value} is no limit`,
        'It takes a whole number, 0 or larger.',
      );
    }
  }
  if (min === undefined && max === undefined) {
    throw new UserError(`${grader}: there is no limit`, `${grader}({ min: 1, max: 100 })`);
  }
  if (min !== undefined && max !== undefined && min > max) {
    throw new UserError(
      `${grader}: nothing is at least ${min} and at most ${max}`,
      'Is min the smaller one?',
    );
  }
}

export function isWithinLimits(count: number, { min = 0, max = Infinity }: Limits): boolean {
  return count >= min && count <= max;
}

/** `at least 3`, `at most 5`, `3 to 5`, `exactly 3` */
export function limitsText({ min, max }: Limits): string {
  if (max === undefined) return `at least ${min}`;
  if (min === undefined) return `at most ${max}`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}
