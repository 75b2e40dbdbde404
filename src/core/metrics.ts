import type { Role } from '../model/grader.ts';
import { ACCURACY } from './score-table.ts';

/** What variants are compared by. */
export interface Metrics {
  /** Pass or fail first where a grader decides, then each grader that is not advisory. */
  readonly metrics: readonly string[];
  /** The graders that decide. */
  readonly deciding: readonly string[];
}

export function metricsOf(graders: readonly { readonly name: string; readonly role: Role }[]): Metrics {
  const namesOf = (of: readonly (typeof graders)[number][]) => of.map(({ name }) => name);
  const deciding = namesOf(graders.filter(({ role }) => role === 'gate'));
  const compared = namesOf(graders.filter(({ role }) => role !== 'advisory'));
  const own = compared.length > 0 ? compared : namesOf(graders.slice(0, 1));
  return { metrics: deciding.length > 0 ? [ACCURACY, ...own] : own, deciding };
}
