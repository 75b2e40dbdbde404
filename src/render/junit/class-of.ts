import { clipLine } from '../wording/clip.ts';

/**
 * What test suites and test cases are grouped by: `suite.variant`, as if it were a class in a package. Readers take a
 * point for the end of a package's name, so there is no other.
 */
export function classOf(suite: string, part: string): string {
  return [suite, part].map((name) => clipLine(name, 200).replaceAll('.', '_')).join('.');
}

/** A test suite's name: its class, and that nothing in it is Claude's where that is so. */
export function suiteName(classname: string, simulated: boolean): string {
  return simulated ? `${classname} (simulated)` : classname;
}
