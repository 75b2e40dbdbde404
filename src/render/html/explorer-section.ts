import type { CaseDetail } from '../../model/case-view.ts';
import type { Summary } from '../../model/summary.ts';
import { CHANGES } from '../../model/transition.ts';
import type { PackIndex } from '../../pack/pack-index.ts';
import { PAGE } from '../../pack/page-layout.ts';
import type { PreparedCases } from '../explorer/prepare-cases.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { caseText } from '../wording/case-text.ts';
import { changeKind } from '../wording/change-kinds.ts';
import { clipLine } from '../wording/clip.ts';
import { counted } from '../wording/numbers.ts';
import { htmlTable, mark, name, prose, slug } from './element.ts';

/** UTF-16 units of an input's line. */
const LINE = 160;

/** Where the explorer is drawn; until then, and without scripts, the first cases of it. */
export function explorerSection(summary: Summary, cases: PreparedCases, index: PackIndex): string {
  const { leftOut, columns } = index;
  const note = leftOut === null ? '' : `<p class="note">${prose(escapeHtmlLine(leftOut))}</p>\n`;
  return [
    '<section id="cases" aria-labelledby="cases-heading">\n<h2 id="cases-heading">Cases</h2>\n',
    note,
    `<div id="${PAGE.explorer}">\n`,
    columns.cases === 0 ? '<p>The run has no cases.</p>\n' : firstRows(summary, cases),
    '</div>\n',
    columns.cases === 0
      ? ''
      : `<noscript><p class="note">These are the first of ${counted(columns.cases, 'case')}: to see them all with their texts, let this page run its scripts.</p></noscript>\n`,
    '</section>\n',
  ].join('');
}

function firstRows(summary: Summary, { first, order, changes }: PreparedCases): string {
  const rows = first.map((detail, position) => ({ detail, change: CHANGES[changes[order[position]!]!]! }));
  return htmlTable(
    'The first cases',
    [
      { head: 'Case', align: 'text', cell: ({ detail }) => name(detail.case.id) },
      {
        head: 'Result',
        align: 'text',
        cell: ({ change }) => {
          const { glyph, word } = changeKind(change, summary.variants.length > 1);
          return mark(slug(change), glyph, word);
        },
      },
      { head: 'Tags', align: 'text', cell: ({ detail }) => tagsOf(detail) },
      { head: 'Input', align: 'text', cell: ({ detail }) => inputLine(detail) },
    ],
    rows,
  );
}

const LISTED_TAGS = 3;

function tagsOf({ case: { tags } }: CaseDetail): string {
  return tags
    .slice(0, LISTED_TAGS)
    .map((tag) => `<span class="tag">${name(tag)}</span>`)
    .join(' ');
}

function inputLine({ case: { input } }: CaseDetail): string {
  const start = caseText(input)
    .trim()
    .slice(0, LINE * 4);
  return name(clipLine(start.replaceAll(/\s+/g, ' '), LINE));
}
