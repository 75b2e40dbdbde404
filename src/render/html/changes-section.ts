import type { Comparison } from '../../model/comparison.ts';
import type { Summary } from '../../model/summary.ts';
import {
  type Change,
  changeOf,
  changes,
  comparedWith,
  headline,
  VERDICT_GLYPHS,
  withinRun,
} from '../wording/comparison.ts';
import { comparisonNotes } from '../wording/comparison-notes.ts';
import { count, counted, endsWithLevel, points } from '../wording/numbers.ts';
import { costRatio } from '../wording/ratios.ts';
import { htmlTable, mark, name, prose, section, shortName, slug } from './element.ts';
import { intervalPlot, plotHead, scaleOf } from './interval-plot.ts';
import { linked, type PageLinks } from './page-links.ts';
import { slicesTable } from './slices-table.ts';
import { type Coloured, variantColour, variantDot } from './variant-name.ts';

/** Ids listed of what was fixed, and of what was broken. */
const LISTED = 200;

/** Each variant against the baseline, case by case. */
export function changesSection(summary: Summary, links: PageLinks): string {
  const { comparisons, baseline } = summary;
  if (comparisons.length === 0) return '';
  const several = comparisons.length > 1 ? differences(summary) : '';
  const bars = comparisons.map((comparison) => change(summary, comparison, links)).join('\n');
  const other = withinRun(summary).length > 0 ? shortName(baseline) : 'the baseline';
  return section('changes', `What changed against ${other}`, several + bars);
}

function differences(summary: Summary): string {
  const { comparisons, variants } = summary;
  const scale = scaleOf(
    comparisons.map(({ difference }) => difference),
    [0],
    { from: -1, to: 1 },
  );
  return htmlTable(
    'Difference to the baseline',
    [
      {
        head: 'Variant',
        align: 'text',
        cell: (row) =>
          `${variantDot(summary, row.variant)}<span class="name">${name(row.variant)}</span>${versus(row)}`,
      },
      {
        head: 'Difference',
        align: 'number',
        cell: (row) => mark(row.verdict.type, VERDICT_GLYPHS[row.verdict.type], points(row.difference.mean)),
      },
      {
        head: plotHead(points(scale.from), `${points(scale.to)} points`),
        align: 'plot',
        cell: ({ variant, difference }) =>
          intervalPlot(difference, scale, 0, variantColour(variants, variant)),
      },
      {
        head: 'Interval (95 %)',
        align: 'number',
        cell: ({ difference }) => endsWithLevel(difference) ?? 'too little data',
      },
      { head: 'Cases in common', align: 'number', cell: ({ n }) => count(n) },
      { head: 'Left out', align: 'number', cell: ({ dropped }) => count(dropped) },
    ],
    comparisons,
  );
}

/** With what, where that is not the baseline variant. */
function versus(comparison: Comparison): string {
  return comparison.against.type === 'variant'
    ? ''
    : ` <span class="soft">vs ${prose(comparedWith(comparison, shortName))}</span>`;
}

/** The comparisons of a page, and what gives their variants their colours. */
export type Changes = Pick<Summary, 'comparisons'> & Coloured;

/** One comparison: its verdict, how many cases changed, which, and what else is to be known. */
export function change(summary: Changes, comparison: Comparison, links: PageLinks): string {
  const parts = changes(comparison);
  const items = parts.map(
    (part) =>
      `<li>${linked(links.change(comparison, part.kind), `${mark(slug(part.kind), part.glyph, part.word)} <strong>${count(part.count)}</strong>`)}</li>`,
  );
  const notes = comparisonNotes(comparison, summary.comparisons, shortName).map(
    (sentence) => `<p class="note">${prose(sentence)}.</p>`,
  );
  return [
    '<div class="change">',
    `<h3>${variantDot(summary, comparison.variant)}${prose(headline(comparison, shortName) + costRatio(comparison))}</h3>`,
    bar(parts, (part) => links.change(comparison, part.kind)),
    `<ul class="legend">${items.join('')}</ul>`,
    idList(changeOf(comparison, 'broken'), comparison.brokenCases, links),
    idList(changeOf(comparison, 'fixed'), comparison.fixedCases, links),
    ...notes,
    slicesTable(comparison, captionOf(summary, comparison), links),
    '</div>',
  ].join('\n');
}

/** Names of variants may be anything; a number tells the tables apart. */
function captionOf({ comparisons }: Changes, comparison: Comparison): string {
  const caption = 'Difference to the baseline by tag';
  return comparisons.length === 1 ? caption : `${caption}, comparison ${comparisons.indexOf(comparison) + 1}`;
}

/** Its stretches lead where the legend's words do, which a keyboard reaches. */
function bar(parts: readonly Change[], hrefOf: (part: Change) => string | null): string {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  if (total === 0) return '';
  let from = 0;
  const stretches = parts.map((part) => {
    const width = (part.count / total) * 1000;
    const stretch = `<rect class="${slug(part.kind)}" x="${from.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="20"/>`;
    from += width;
    const href = hrefOf(part);
    return href === null ? stretch : `<a href="${href}" tabindex="-1">${stretch}</a>`;
  });
  return `<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">${stretches.join('')}</svg>`;
}

function idList({ word, count: total }: Change, ids: readonly string[], links: PageLinks): string {
  if (ids.length === 0) return '';
  const items = ids.slice(0, LISTED).map((id) => linked(links.case(id), name(id)));
  if (total > items.length) items.push(`and ${count(total - items.length)} more`);
  return `<details class="ids"><summary>${counted(total, 'case')} ${word}</summary><p>${items.join(', ')}</p></details>`;
}
