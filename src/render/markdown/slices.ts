import type { Comparison } from '../../model/comparison.ts';
import { SLICES_EXPLORATORY, sliceColumns } from '../wording/slices.ts';
import { markdownText } from './markdown-text.ts';
import { table } from './tables.ts';

/** A comparison tag by tag, folded; empty where there are no tags to tell apart. */
export function sliceTable({ variant, baseline, slices }: Comparison): string {
  if (slices.length === 0) return '';
  const sides = `${markdownText(variant)} vs ${markdownText(baseline)}`;
  const rows = table(slices, sliceColumns(markdownText), 'tags');
  return `<details>\n<summary>By tag: ${sides}</summary>\n\n${rows}\n\n${SLICES_EXPLORATORY}\n\n</details>`;
}
