import type { Comparison } from '../../model/comparison.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { sliceColumns, telling } from '../wording/slices.ts';
import type { Screen } from './screen.ts';

/** The tags that are declared, or that differ after correction for many; the worst first. Nothing where none is. */
export function slices(page: Screen, comparison: Comparison): void {
  const rows = telling(comparison);
  if (rows.length === 0) return;
  page.blank();
  page.table(
    sliceColumns(visibleLine).map(([head, align, cell], column) => ({
      head,
      align,
      cells: rows.map(cell),
      ...(column === 0 && { shrinks: true }),
      ...(PRIORITIES[column] !== undefined && { priority: PRIORITIES[column] }),
    })),
    rows.length,
  );
}

/** Tag, cases, means, difference, interval, whether it holds: the lowest go first where there is no room. */
const PRIORITIES = [undefined, 2, 1, undefined, 4, 3];
