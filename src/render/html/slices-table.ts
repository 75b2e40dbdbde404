import type { Comparison, SliceComparison } from '../../model/comparison.ts';
import { SLICES_EXPLORATORY, sliceColumns } from '../wording/slices.ts';
import { type HtmlColumn, htmlTable, name } from './element.ts';
import { linked, type PageLinks } from './page-links.ts';

/**
 * A comparison tag by tag; empty where there are no tags to tell apart.
 *
 * @param caption unlike that of any other table of the page.
 */
export function slicesTable(comparison: Comparison, caption: string, links: PageLinks): string {
  const { slices } = comparison;
  if (slices.length === 0) return '';
  const columns = sliceColumns(name).map(
    ([head, align, cell], place): HtmlColumn<SliceComparison> => ({
      head,
      align: align === 'right' ? 'number' : 'text',
      // The first names the tag.
      cell: place === 0 ? (row) => linked(links.tag(comparison, row.tag), cell(row)) : cell,
    }),
  );
  return `<h4>By tag</h4>${htmlTable(caption, columns, slices)}<p class="note">${SLICES_EXPLORATORY}</p>`;
}
