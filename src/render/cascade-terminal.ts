import type { Cascade } from '../model/cascade.ts';
import { visibleLine } from './neutralise/visible.ts';
import { screen, type TerminalOptions } from './terminal/screen.ts';
import {
  cascadeColumns,
  cascadeLegend,
  cascadeStatements,
  cascadeTitle,
  cascadeWarnings,
} from './wording/cascade.ts';
import { clipLine } from './wording/clip.ts';
import { SIMULATED_TITLE } from './wording/statements.ts';

/** A cascade for a terminal: what can be claimed, and every threshold. */
export function renderCascade(cascade: Cascade, options: TerminalOptions): string {
  const page = screen(options);
  if (cascade.simulated) page.say(SIMULATED_TITLE, 'warning');
  page.say(cascadeTitle(cascade, line), 'strong');
  page.blank();
  for (const warning of cascadeWarnings(cascade, line)) page.say(` ! ${warning}`, 'warning', 3);
  for (const statement of cascadeStatements(cascade, line)) page.say(` ${statement}`, undefined, 3);
  page.blank();
  const { points } = cascade;
  page.table(
    cascadeColumns(cascade).map(([head, cell, priority]) => ({
      head,
      align: 'right',
      cells: points.map(cell),
      ...(priority !== undefined && { priority }),
    })),
    points.length,
  );
  page.say(` ${cascadeLegend(cascade)}`, 'faint', 3);
  return page.text();
}

/** A foreign text of reasonable length on one line. */
function line(text: string): string {
  return visibleLine(clipLine(text, 240));
}
