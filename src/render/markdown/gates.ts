import type { GateOutcome } from '../../model/gate.ts';
import type { Summary } from '../../model/summary.ts';
import { gateStatements } from '../wording/gates.ts';
import { count } from '../wording/numbers.ts';
import { markdownText } from './markdown-text.ts';

/** Of gates that failed, and of the others; a comment has room for so many. */
const LISTED_GATES = 20;

/** What came of the gates with one of these outcomes, as the lines of a list. */
export function gateLines(
  summary: Pick<Summary, 'gates'>,
  ...outcomes: readonly GateOutcome[]
): readonly string[] {
  const lines = gateStatements(summary, markdownText)
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ glyph, sentence }) => `- ${glyph} ${sentence}`);
  const left = lines.length - LISTED_GATES;
  return left > 0 ? [...lines.slice(0, LISTED_GATES), `- and ${count(left)} more`] : lines;
}
