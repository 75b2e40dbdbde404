import type { Finding } from '../../model/finding.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { CaseInHand, PlannedCase, SuiteInHand } from './check.ts';
import { CHECKS } from './checks.ts';
import { textOfValue } from './texts.ts';

/** All checks of a suite in one pass over its cases. */
export interface Inspection {
  case(one: PlannedCase): void;
  /** Errors first, else in the order of the checks. */
  finish(): readonly Finding[];
}

export function inspect(suite: SuiteInHand): Inspection {
  const watches = Object.entries(CHECKS).map(([check, start]) => ({ check, watch: start(suite) }));
  return {
    case(one) {
      const { input, expected } = one.row;
      const inHand: CaseInHand = {
        ...one,
        text: textOfValue(input),
        inputId: fingerprintOf(input),
        expectedId: fingerprintOf(expected),
      };
      for (const { watch } of watches) watch.case(inHand);
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
