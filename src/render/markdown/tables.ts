import { policyOf } from '../../model/result-policy.ts';
import type { Estimate, Summary, VariantSummary } from '../../model/summary.ts';
import { comparisonOf, deltaOf, VERDICT_GLYPHS, withinRun } from '../wording/comparison.ts';
import { graderName } from '../wording/grader-name.ts';
import {
  count,
  interval,
  NONE,
  percent,
  perThousandCorrectWithEnds,
  pointsWithEnds,
  variantDollars,
} from '../wording/numbers.ts';
import { primaryScore } from '../wording/primary-score.ts';
import { graderTableNeeded, originOf } from '../wording/statements.ts';
import { markdownText } from './markdown-text.ts';

/** A table has at most so many rows: a comment is for reading. */
const MOST_ROWS = 20;

/** A column: its head, where numbers stand to the right, and its cell of a row. */
export type Column<Row> = readonly [head: string, align: 'left' | 'right', cell: (row: Row) => string];

export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  noun: string,
  most = MOST_ROWS,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    line(columns.map(([head]) => head)),
    line(columns.map(([, align]) => (align === 'right' ? '--:' : ':--'))),
    ...rows.slice(0, most).map((row) => line(columns.map(([, , cell]) => cell(row)))),
  ];
  const more = rows.length - most;
  return lines.join('\n') + (more > 0 ? `\n\n_and ${count(more)} more ${noun}_` : '');
}

/** The variants, a row each. */
export function variantTable(summary: Summary): string {
  const { variants } = summary;
  const score = primaryScore(summary);
  const columns: Column<VariantSummary>[] = [['Variant', 'left', (variant) => nameCell(summary, variant)]];
  if (score !== null) {
    const ends = (estimate: Estimate | null) => (estimate === null ? NONE : interval(estimate));
    columns.push(
      [
        score.isAccuracy ? score.head : markdownText(score.head, 24),
        'right',
        (variant) => percent(score.of(variant)?.mean ?? null),
      ],
      ['95 % interval', 'right', (variant) => ends(score.of(variant))],
    );
  }
  if (withinRun(summary).length > 0)
    columns.push(['Δ points', 'right', (variant) => deltaCell(summary, variant)]);
  columns.push(['Cost', 'right', (variant) => variantDollars(variant, variant.cost.total)]);
  if (score?.isAccuracy) columns.push(['per 1,000 correct', 'right', perThousandCorrectWithEnds]);
  columns.push(
    ['Answered', 'right', ({ outcomes }) => count(outcomes.succeeded)],
    ['Errors', 'right', ({ trials, outcomes }) => count(trials - outcomes.succeeded)],
  );
  return table(variants, columns, 'variants');
}

function nameCell({ baseline }: Summary, variant: VariantSummary): string {
  const notes = [originOf(variant), variant.name === baseline ? 'baseline' : null].filter(
    (note) => note !== null,
  );
  return `${markdownText(variant.name)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

function deltaCell(summary: Summary, variant: VariantSummary): string {
  const comparison = comparisonOf(summary, variant);
  if (comparison === undefined) return NONE;
  return `${VERDICT_GLYPHS[comparison.verdict.type]} ${deltaOf(summary, variant)}`;
}

/** Errors by variant and kind; empty where there are none. */
export function errorTable({ variants }: Summary): string {
  const rows = variants.flatMap(({ name, errors }) => errors.map((error) => ({ name, ...error })));
  if (rows.length === 0) return '';
  return table(
    rows,
    [
      ['Error', 'left', ({ kind }) => markdownText(kind)],
      ['Variant', 'left', ({ name }) => markdownText(name)],
      ['Count', 'right', (row) => count(row.count)],
      ['Meaning', 'left', ({ kind }) => policyOf(kind).meaning],
      ['Example', 'left', ({ example }) => (example === null ? NONE : markdownText(example, 160))],
    ],
    'kinds of errors',
  );
}

/** The graders' means, folded; empty where the accuracy says it all. */
export function graderTable(summary: Summary): string {
  if (!graderTableNeeded(summary)) return '';
  const rows = summary.variants.flatMap(({ name, graders }) =>
    graders.map((grader) => ({ variant: name, grader })),
  );
  const means = table(
    rows,
    [
      ['Grader', 'left', ({ grader }) => graderName(grader, markdownText)],
      ['Variant', 'left', ({ variant }) => markdownText(variant)],
      ['Mean', 'right', ({ grader }) => percent(grader.mean.mean)],
      ['95 % interval', 'right', ({ grader }) => interval(grader.mean)],
      ['Δ points (95 %)', 'right', ({ grader }) => pointsWithEnds(grader.difference)],
      ['Role', 'left', ({ grader }) => grader.role],
      ['Failed', 'right', ({ grader }) => count(grader.failed)],
    ],
    'rows',
  );
  return `<details>\n<summary>Graders</summary>\n\n${means}\n\n</details>`;
}
