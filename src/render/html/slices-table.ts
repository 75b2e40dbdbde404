import type { Comparison, SliceComparison } from '../../model/comparison.ts';
import { SLICES_EXPLORATORY, sliceColumns } from '../wording/slices.ts';
import { type HtmlColumn, htmlTable, name } from './element.ts';

/** A comparison tag by tag; empty where there are no tags to tell apart. */
export function slicesTable({ slices }: Comparison): string {
  if (slices.length === 0) return '';
  const columns = sliceColumns(name).map(
    ([head, align, cell]): HtmlColumn<SliceComparison> => ({
      head,
      align: align === 'right' ? 'number' : 'text',
      cell,
    }),
  );
  return `<h4>By tag</h4>${htmlTable('Difference to the baseline by tag', columns, slices)}<p class="note">${SLICES_EXPLORATORY}</p>`;
}
