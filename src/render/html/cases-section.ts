import type { CaseView } from '../../model/case-view.ts';
import type { Report } from '../../model/report.ts';
import { count } from '../wording/numbers.ts';
import { shownStatement } from '../wording/statements.ts';
import { caseArticle } from './case-article.ts';
import { mark, slug } from './element.ts';

type ChangeKind = CaseView['change'];

/** The groups of cases: what is worth reading stands open. */
const GROUPS = {
  broken: { glyph: '▼', word: 'Broken', open: true },
  fixed: { glyph: '▲', word: 'Fixed', open: true },
  error: { glyph: '!', word: 'Without an answer', open: true },
  'both fail': { glyph: '✗', word: 'Still failing', open: false },
  'both pass': { glyph: '✓', word: 'Still passing', open: false },
} satisfies Record<ChangeKind, { glyph: string; word: string; open: boolean }>;

/** The cases side by side, grouped by how they changed; a chunk a case. */
export function* casesSection({ summary, cases }: Report): Iterable<string> {
  const counts = new Map<ChangeKind, number>();
  for (const { change } of cases.shown) counts.set(change, (counts.get(change) ?? 0) + 1);
  const chips = Array.from(counts, ([change, shown]) => {
    const { glyph, word } = groupOf(change, summary.comparisons.length > 0);
    return `<li><a href="#cases-${slug(change)}">${mark(slug(change), glyph, word)} <strong>${count(shown)}</strong></a></li>`;
  });
  yield '<section id="cases" aria-labelledby="cases-heading">\n<h2 id="cases-heading">Cases side by side</h2>\n';
  yield `<p class="note">${shownStatement(cases)}</p>\n`;
  if (chips.length > 0) yield `<ul class="chips">${chips.join('')}</ul>\n`;
  for (const change of counts.keys()) {
    const { glyph, word, open } = groupOf(change, summary.comparisons.length > 0);
    yield `<details class="group" id="cases-${slug(change)}"${open || counts.size === 1 ? ' open' : ''}>\n`;
    yield `<summary><h3>${mark(slug(change), glyph, word)} <span class="soft">${count(counts.get(change)!)} shown</span></h3></summary>\n`;
    for (const view of cases.shown) if (view.change === change) yield caseArticle(summary, view);
    yield '</details>\n';
  }
  yield '</section>\n';
}

/** Where there is one variant, nothing is still as it was. */
function groupOf(change: ChangeKind, compared: boolean): { glyph: string; word: string; open: boolean } {
  const group = GROUPS[change];
  if (compared || (change !== 'both fail' && change !== 'both pass')) return group;
  return { ...group, word: change === 'both fail' ? 'Failing' : 'Passing', open: change === 'both fail' };
}
