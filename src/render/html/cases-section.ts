import type { CaseSelection } from '../../model/case-view.ts';
import type { Summary } from '../../model/summary.ts';
import type { Change } from '../../model/transition.ts';
import { changeKind } from '../wording/change-kinds.ts';
import { count } from '../wording/numbers.ts';
import { shownStatement } from '../wording/statements.ts';
import { caseArticle } from './case-article.ts';
import { mark, slug } from './element.ts';

/** What is worth reading stands open. */
const OPEN: readonly Change[] = ['broken', 'fixed', 'error'];

/** The cases side by side, grouped by how they changed; a chunk a case. */
export function* casesSection(summary: Summary, cases: CaseSelection): Iterable<string> {
  const compared = summary.comparisons.length > 0;
  const counts = new Map<Change, number>();
  for (const { change } of cases.shown) counts.set(change, (counts.get(change) ?? 0) + 1);
  const chips = Array.from(counts, ([change, shown]) => {
    const { glyph, word } = changeKind(change, compared);
    return `<li><a href="#cases-${slug(change)}">${mark(slug(change), glyph, word)} <strong>${count(shown)}</strong></a></li>`;
  });
  yield '<section id="cases" aria-labelledby="cases-heading">\n<h2 id="cases-heading">Cases side by side</h2>\n';
  yield `<p class="note">${shownStatement(cases)}</p>\n`;
  if (chips.length > 0) yield `<ul class="chips">${chips.join('')}</ul>\n`;
  for (const change of counts.keys()) {
    const { glyph, word } = changeKind(change, compared);
    const open = counts.size === 1 || OPEN.includes(change) || (!compared && change === 'both fail');
    yield `<details class="group" id="cases-${slug(change)}"${open ? ' open' : ''}>\n`;
    yield `<summary><h3>${mark(slug(change), glyph, word)} <span class="soft">${count(counts.get(change)!)} shown</span></h3></summary>\n`;
    for (const view of cases.shown) if (view.change === change) yield caseArticle(summary, view);
    yield '</details>\n';
  }
  yield '</section>\n';
}
