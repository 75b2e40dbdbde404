import type { Comparison, SliceComparison } from '../../model/comparison.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { clipLine } from '../wording/clip.ts';
import { SLICES_EXPLORATORY, sliceColumns } from '../wording/slices.ts';
import { type HtmlColumn, htmlTable, name } from './element.ts';

/** A comparison tag by tag; empty where there are no tags to tell apart. */
export function slicesTable({ slices, variant }: Comparison): string {
  if (slices.length === 0) return '';
  const columns = sliceColumns(name).map(
    ([head, align, cell]): HtmlColumn<SliceComparison> => ({
      head,
      align: align === 'right' ? 'number' : 'text',
      cell,
    }),
  );
  const caption = `Difference to the baseline by tag: ${escapeHtmlLine(clipLine(variant, 80))}`;
  return `<h4>By tag</h4>${htmlTable(caption, columns, slices)}<p class="note">${SLICES_EXPLORATORY}</p>`;
}
