import type { Summary } from '../../model/summary.ts';
import { clipName } from '../wording/clip.ts';
import { type GateStatement, gateStatements } from '../wording/gates.ts';
import { classOf, suiteName } from './class-of.ts';
import { emptyTally, type Tally } from './tally.ts';
import { element, startTag, xmlText } from './xml.ts';

/** What was held to gates. */
interface Held extends Pick<Summary, 'gates' | 'suite' | 'simulated'> {
  readonly suiteFile: string | null;
}

/** A test case for each gate and variant: it fails as the gate does; one that only warns is skipped, for it did not pass. */
export function gatesSuite(held: Held): { readonly tally: Tally; readonly xml: string } {
  // One for each variant, also where they fare alike: a test's name is the same in every run.
  const statements = held.gates.flatMap((gate) => gateStatements({ gates: [gate] }, clipName));
  const { suite, simulated, suiteFile } = held;
  const classname = classOf(suite, 'gates');
  const tally: Tally = {
    ...emptyTally(),
    tests: statements.length,
    failures: statements.filter(({ outcome }) => outcome === 'failed').length,
    skipped: statements.filter(({ outcome }) => outcome === 'warned').length,
  };
  const xml = [
    startTag('testsuite', { name: suiteName(classname, simulated), ...tally, file: suiteFile ?? undefined }),
    ...statements.map((statement) =>
      element('testcase', { classname, name: statement.title }, resultOf(statement)),
    ),
    '</testsuite>\n',
  ].join('\n');
  return { tally, xml };
}

function resultOf({ outcome, sentence }: GateStatement): string {
  if (outcome === 'failed') return element('failure', { type: 'gate', message: sentence }, xmlText(sentence));
  if (outcome === 'warned') return element('skipped', { type: 'gate', message: sentence });
  return element('system-out', {}, xmlText(sentence));
}
