import type { GateOutcome } from '../../model/gate.ts';
import type { Summary } from '../../model/summary.ts';
import { gateStatements } from '../wording/gates.ts';
import { name } from './changes.ts';
import type { Screen } from './screen.ts';
import type { Tone } from './tone.ts';

const TONES = { failed: 'bad', warned: 'warning', passed: 'good' } satisfies Record<GateOutcome, Tone>;

/** What came of the gates, a line each, those that failed first; nothing where there are none. */
export function gates(page: Screen, held: Pick<Summary, 'gates'>): void {
  const statements = gateStatements(held, name);
  for (const { outcome, glyph, sentence } of statements) page.say(` ${glyph} ${sentence}`, TONES[outcome], 3);
  if (statements.length > 0) page.blank();
}
