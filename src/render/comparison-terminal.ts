import type { TableComparison } from '../model/table-comparison.ts';
import { changed, name, verdict } from './terminal/changes.ts';
import { gates } from './terminal/gates.ts';
import { screen, type TerminalOptions } from './terminal/screen.ts';
import { tablesTitle } from './wording/table-comparison.ts';

/** Two runs or baselines against each other, for a terminal: what is compared, the verdicts, what changed. */
export function renderComparison(compared: TableComparison, options: TerminalOptions): string {
  const page = screen(options);
  page.say(tablesTitle(compared, name), 'strong');
  if (compared.gates.length > 0) page.blank();
  gates(page, compared);
  for (const comparison of compared.comparisons) {
    page.blank();
    verdict(page, comparison);
    changed(page, comparison, compared.comparisons, '');
  }
  return page.text();
}
