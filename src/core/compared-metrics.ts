import type { Role } from '../model/grader.ts';
import type { CompareOptions } from './compare-options.ts';
import { ACCURACY } from './score-table.ts';

/** What variants may be compared by: pass or fail first where there is a gate, then each grader that is not advisory. */
export function comparedMetrics(
  roles: ReadonlyMap<string, Role>,
): Pick<CompareOptions, 'metrics' | 'deciding'> {
  const named = (wanted: (role: Role) => boolean) =>
    [...roles].filter(([, role]) => wanted(role)).map(([grader]) => grader);
  const deciding = named((role) => role === 'gate');
  const compared = named((role) => role !== 'advisory');
  const graders = compared.length > 0 ? compared : [...roles.keys()].slice(0, 1);
  return { metrics: deciding.length > 0 ? [ACCURACY, ...graders] : graders, deciding };
}
