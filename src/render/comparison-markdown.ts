import type { TableComparison } from '../model/table-comparison.ts';
import { changed, verdict } from './markdown/changes.ts';
import { gateLines } from './markdown/gates.ts';
import { markdownText } from './markdown/markdown-text.ts';
import { sliceTable } from './markdown/slices.ts';
import { type Change, changeOf } from './wording/comparison.ts';
import { count } from './wording/numbers.ts';
import { tablesTitle } from './wording/table-comparison.ts';

/** Ids listed of what was fixed and what was broken. */
const LISTED = 20;

/** Two runs or baselines against each other, as Markdown. */
export function* comparisonMarkdown(compared: TableComparison): Generator<string> {
  yield `${tablesTitle(compared, (text) => markdownText(text, 200))}\n`;
  const lines = gateLines(compared, 'failed', 'warned', 'passed');
  if (lines.length > 0) yield `\n${lines.join('\n')}\n`;
  for (const comparison of compared.comparisons) {
    yield `\n### ${verdict(comparison)}\n`;
    const lines = [
      ...changed(comparison, compared.comparisons),
      ...listed(changeOf(comparison, 'broken'), comparison.brokenCases),
      ...listed(changeOf(comparison, 'fixed'), comparison.fixedCases),
    ];
    if (lines.length > 0) yield `\n${lines.join('\\\n')}\n`;
    const tags = sliceTable(comparison);
    if (tags !== '') yield `\n${tags}\n`;
  }
}

function listed({ glyph, word, count: total }: Change, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const shown = ids.slice(0, LISTED).map((id) => markdownText(id));
  if (total > shown.length) shown.push(`and ${count(total - shown.length)} more`);
  return [`${glyph} ${word}: ${shown.join(', ')}`];
}
