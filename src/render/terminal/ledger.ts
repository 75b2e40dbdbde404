import type { Ledger } from '../../model/ledger.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipLine } from '../wording/clip.ts';
import { billStatement, ledgerColumns } from '../wording/money.ts';
import { SIMULATED_TITLE } from '../wording/statements.ts';
import { screen, type TerminalOptions } from './screen.ts';

/** Where a run's money went, for a terminal. */
export function renderLedger(
  ledger: Ledger & { readonly simulated: boolean },
  options: TerminalOptions,
): string {
  const page = screen(options);
  if (ledger.simulated) page.say(`${SIMULATED_TITLE}: nobody was billed for them`, 'warning');
  const quote = (text: string) => visibleLine(clipLine(text, 80));
  const columns = ledgerColumns(ledger, quote);
  page.table(
    columns.map(([head, align, cell], index) => ({
      head,
      align,
      cells: ledger.lines.map(cell),
      ...(index === 0 && { shrinks: true }),
      ...(head === 'Estimate' && { priority: 1 }),
    })),
    ledger.lines.length,
  );
  page.say(` ${billStatement(ledger)}`, 'strong', 3);
  for (const variant of ledger.unpriced)
    page.say(` ! the cost of ${quote(variant)} is not known`, 'warning', 3);
  return page.text();
}
