import type { Finding } from '../../model/finding.ts';
import type { CaseInHand, SuiteInHand } from './check.ts';
import { CHECKS } from './checks.ts';

/** All checks of a suite in one pass over its cases. */
export interface Inspection {
  case(one: CaseInHand): void;
  /** Errors first, else in the order of the checks. */
  finish(): readonly Finding[];
}

export function inspect(suite: SuiteInHand): Inspection {
  const watches = Object.entries(CHECKS).map(([check, start]) => ({ check, watch: start(suite) }));
  return {
    case(one) {
      for (const { watch } of watches) watch.case(one);
    },
    finish() {
      const found = watches.flatMap(({ check, watch }) => watch.finish().map((one) => ({ check, ...one })));
      return [
        ...found.filter(({ severity }) => severity === 'error'),
        ...found.filter(({ severity }) => severity === 'warning'),
      ];
    },
  };
}
