import type { Summary } from '../../model/summary.ts';
import {
  CLASSIFICATION_NOTE,
  type Classification,
  type Classified,
  type Confusion,
  classifications,
  type LabelRow,
  labelRows,
  leftOutOf,
  NO_LABEL,
  worstConfusions,
} from '../wording/classification.ts';
import { graderName } from '../wording/grader-name.ts';
import { count, withEnds } from '../wording/numbers.ts';
import { markdownText } from './markdown-text.ts';
import { table } from './tables.ts';

const CONFUSIONS = 5;

/** How the labels were told apart, folded; empty where no grader compares labels. */
export function labelTables(summary: Summary): string {
  return classifications(summary).map(folded).join('\n\n');
}

function folded({ grader, variants }: Classification): string {
  const parts = [figures(variants), byLabel(variants), confusions(variants), leftOut(variants)];
  return `<details>\n<summary>Labels of ${graderName(grader, markdownText)}</summary>\n\n${parts
    .filter((part) => part !== '')
    .join('\n\n')}\n\n${CLASSIFICATION_NOTE}\n\n</details>`;
}

function figures(variants: readonly Classified[]): string {
  return table(
    variants,
    [
      ['Variant', 'left', ({ variant }) => markdownText(variant.name)],
      ['Macro F1', 'right', ({ classification }) => withEnds(classification.macroF1)],
      ['Right label', 'right', ({ classification }) => withEnds(classification.accuracy)],
      ['No label', 'right', ({ classification }) => count(classification.noLabel)],
      ['Trials', 'right', ({ classification }) => count(classification.trials)],
    ],
    'variants',
  );
}

function byLabel(variants: readonly Classified[]): string {
  const rows = variants.flatMap(({ variant, classification }) =>
    labelRows(classification).map((row) => ({ ...row, variant: variant.name })),
  );
  // A label's variants beside each other, and the answers without one at the end.
  const order = [...new Set(rows.map(({ label }) => label))];
  const rank = ({ label }: LabelRow) => (label === null ? order.length : order.indexOf(label));
  return table(
    rows.toSorted((a, b) => rank(a) - rank(b)),
    [
      ['Label', 'left', ({ label }) => (label === null ? NO_LABEL : markdownText(label))],
      ['Variant', 'left', ({ variant }) => markdownText(variant)],
      ['Precision', 'right', ({ precision }) => withEnds(precision)],
      ['Recall', 'right', ({ recall }) => withEnds(recall)],
      ['F1', 'right', ({ f1 }) => withEnds(f1)],
      ['Support', 'right', ({ support }) => count(support)],
      ['Answered', 'right', ({ predicted }) => count(predicted)],
    ],
    'rows',
  );
}

function confusions(variants: readonly Classified[]): string {
  const rows: readonly (Confusion & { readonly variant: string })[] = variants.flatMap(
    ({ variant, classification }) =>
      worstConfusions(classification, CONFUSIONS).map((confusion) => ({
        ...confusion,
        variant: variant.name,
      })),
  );
  if (rows.length === 0) return '';
  return table(
    rows,
    [
      ['Expected', 'left', ({ expected }) => markdownText(expected)],
      ['Answered', 'left', ({ predicted }) => (predicted === null ? NO_LABEL : markdownText(predicted))],
      ['Variant', 'left', ({ variant }) => markdownText(variant)],
      ['Count', 'right', (row) => count(row.count)],
    ],
    'confusions',
  );
}

function leftOut(variants: readonly Classified[]): string {
  return variants
    .flatMap(({ variant, classification }) =>
      leftOutOf(classification).map((sentence) => `- ${markdownText(variant.name)}: ${sentence}`),
    )
    .join('\n');
}
