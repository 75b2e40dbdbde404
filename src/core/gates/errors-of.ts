import type { GateFinding } from '../../model/gate.ts';
import { ACCURACY } from '../score-table.ts';
import { type Judged, type Judgement, summaryOf } from './judging.ts';

type Errors = Extract<GateFinding, { readonly type: 'errors' }>;

/** A variant's trials that say nothing in a metric: without an answer, or with one that could not be scored. */
export function errorsOf(variant: string, metric: string, input: Judged): Errors {
  const { trials, outcomes, undecided, graders } = summaryOf(variant, input);
  const grader = metric === ACCURACY ? undefined : graders.find(({ name }) => name === metric);
  return {
    type: 'errors',
    variant,
    unanswered: trials - outcomes.succeeded,
    unscored: grader?.failed ?? undecided,
    trials,
    allowed: input.allowedErrors(variant),
  };
}

/** More than are allowed; of no trials at all, any share would do. */
export function areTooMany({ unanswered, unscored, trials, allowed }: Errors): boolean {
  return trials === 0 || (unanswered + unscored) / trials > allowed;
}

/** Why scores of these variants decide nothing, whatever they are; null: they do. */
export function tooManyErrors(variants: readonly string[], metric: string, input: Judged): Judgement | null {
  const found = variants.map((variant) => errorsOf(variant, metric, input)).find(areTooMany);
  return found === undefined ? null : { holds: false, finding: found, facts: null };
}
