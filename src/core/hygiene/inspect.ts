import { canonicalJson, digest } from '../../model/digest.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json.ts';
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
        inputId: idOf(input),
        expectedId: idOf(expected),
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

/** 52 bits of SHA-256, as many as a number holds in eight bytes. */
function idOf(value: unknown): number {
  return Number.parseInt(digest(canonicalJson(value as JsonValue)).slice(0, 13), 16);
}
