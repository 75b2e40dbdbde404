import type { Summary } from '../../model/summary.ts';
import { clipLine } from '../wording/clip.ts';
import { type GateStatement, gateStatements } from '../wording/gates.ts';
import { classOf } from './class-of.ts';
import { emptyTally, type Tally } from './tally.ts';
import { element, startTag, xmlText } from './xml.ts';

const quote = (text: string) => clipLine(text, 300);

/** A test case for each gate: it fails as the gate does; one that only warns is skipped, for it did not pass. */
export function gatesSuite(
  suite: string,
  held: Pick<Summary, 'gates'>,
  file: string | null,
): { readonly tally: Tally; readonly xml: string } {
  const statements = gateStatements(held, quote);
  const classname = classOf(suite, 'gates');
  const tally: Tally = {
    ...emptyTally(),
    tests: statements.length,
    failures: statements.filter(({ outcome }) => outcome === 'failed').length,
    skipped: statements.filter(({ outcome }) => outcome === 'warned').length,
  };
  const xml = [
    startTag('testsuite', { name: classname, ...tally, file: file ?? undefined }),
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
