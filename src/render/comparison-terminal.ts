import type { TableComparison } from '../model/table-comparison.ts';
import { changed, name, verdict } from './terminal/changes.ts';
import { gates } from './terminal/gates.ts';
import { screen, type TerminalOptions } from './terminal/screen.ts';
import { costChange } from './wording/comparison.ts';
import { sliceSentence } from './wording/comparison-notes.ts';
import { tablesTitle } from './wording/table-comparison.ts';

/** Slices shown of a comparison, those that differ most first. */
const SLICES = 5;

/** Two runs or baselines against each other, for a terminal: what is compared, the verdicts, what changed. */
export function renderComparison(compared: TableComparison, options: TerminalOptions): string {
  const page = screen(options);
  page.say(tablesTitle(compared, name), 'strong');
  if (compared.gates.length > 0) page.blank();
  gates(page, compared);
  for (const comparison of compared.comparisons) {
    page.blank();
    verdict(page, comparison, costChange(comparison));
    changed(page, comparison, '');
    for (const slice of comparison.slices.slice(0, SLICES))
      page.say(`   ${sliceSentence(slice, name)}`, undefined, 5);
  }
  return page.text();
}
