import type { ClassificationSummary, Summary } from '../../model/summary.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import {
  CLASSIFICATION_NOTE,
  type Classification,
  type Classified,
  type Confusion,
  classifications,
  labelRows,
  leftOutOf,
  NO_LABEL,
  worstConfusions,
} from '../wording/classification.ts';
import { clipLine } from '../wording/clip.ts';
import { graderName } from '../wording/grader-name.ts';
import { count, NONE, withEnds } from '../wording/numbers.ts';
import { type HtmlColumn, htmlTable, name, section, shortName } from './element.ts';
import { variantName } from './variant-name.ts';

/** A matrix is shown of at most so many labels; of more, its fullest cells. */
const MATRIX_LABELS = 30;
const CONFUSIONS = 30;

/** How the labels were told apart; empty where no grader compares labels. */
export function labelsSection(summary: Summary): string {
  const all = classifications(summary);
  if (all.length === 0) return '';
  const parts = all.map((classification) => oneGrader(summary, classification));
  return section('labels', 'Labels', `${parts.join('\n')}\n<p class="note">${CLASSIFICATION_NOTE}</p>`);
}

function oneGrader(summary: Summary, { grader, variants }: Classification): string {
  const shown = graderName(grader, name);
  const figures = htmlTable(
    `Labels of ${graderName(grader, plain)} by variant`,
    [
      { head: 'Variant', align: 'text', cell: ({ variant }) => variantName(summary, variant) },
      figure('Macro F1', ({ macroF1 }) => `<strong>${withEnds(macroF1)}</strong>`),
      figure('Right label', ({ accuracy }) => withEnds(accuracy)),
      figure('No label', ({ noLabel }) => (noLabel === 0 ? NONE : count(noLabel))),
      figure('Trials', ({ trials }) => count(trials)),
    ],
    variants,
  );
  const details = variants.map((classified) => oneVariant(summary, graderName(grader, plain), classified));
  return [`<div class="change"><h3>${shown}</h3>`, figures, ...details, '</div>'].join('\n');
}

function figure(head: string, of: (classification: ClassificationSummary) => string): HtmlColumn<Classified> {
  return { head, align: 'number', cell: ({ classification }) => of(classification) };
}

/** @param grader As it is shown, for an attribute. */
function oneVariant(summary: Summary, grader: string, { variant, classification }: Classified): string {
  const where = `${plain(variant.name)}, ${grader}`;
  return [
    `<details class="group"><summary>${variantName(summary, variant)} label by label</summary>`,
    labelTable(where, classification),
    classification.labels.length <= MATRIX_LABELS
      ? matrix(where, classification)
      : confusions(where, classification),
    ...leftOutOf(classification).map((sentence) => `<p class="note">${sentence}</p>`),
    '</details>',
  ].join('\n');
}

function labelTable(where: string, classification: ClassificationSummary): string {
  return htmlTable(
    `Precision and recall: ${where}`,
    [
      { head: 'Label', align: 'text', cell: ({ label }) => labelName(label) },
      { head: 'Precision', align: 'number', cell: ({ precision }) => withEnds(precision) },
      { head: 'Recall', align: 'number', cell: ({ recall }) => withEnds(recall) },
      { head: 'F1', align: 'number', cell: ({ f1 }) => withEnds(f1) },
      { head: 'Support', align: 'number', cell: ({ support }) => count(support) },
      { head: 'Answered', align: 'number', cell: ({ predicted }) => count(predicted) },
    ],
    labelRows(classification),
  );
}

/** A row and a column for each label that is expected; what else was answered shares a column. */
function matrix(where: string, { labels, matrix: cells }: ClassificationSummary): string {
  const expected = labels.filter(({ support }) => support > 0).map(({ label }) => label);
  const columnOf = ({ predicted }: Confusion) =>
    predicted === null ? NO_LABEL : expected.includes(predicted) ? labelName(predicted) : ANOTHER_LABEL;
  const heads = new Set([...expected.map(labelName), ANOTHER_LABEL, NO_LABEL]);
  const used = new Set(cells.map(columnOf));
  return htmlTable(
    `Confusion matrix: ${where}`,
    [
      { head: 'expected ╲ answered', align: 'text', cell: labelName },
      ...[...heads]
        .filter((head) => used.has(head))
        .map(
          (head): HtmlColumn<string> => ({
            head,
            align: 'number',
            cell: (label) => {
              const own = cells.filter((cell) => cell.expected === label && columnOf(cell) === head);
              const trials = own.reduce((sum, cell) => sum + cell.count, 0);
              if (trials === 0) return NONE;
              return head === labelName(label) ? `<strong>${count(trials)}</strong>` : count(trials);
            },
          }),
        ),
    ],
    expected,
  );
}

const ANOTHER_LABEL = '(another)';

function confusions(where: string, classification: ClassificationSummary): string {
  return htmlTable(
    `Most frequent confusions: ${where}`,
    [
      { head: 'Expected', align: 'text', cell: ({ expected }) => labelName(expected) },
      { head: 'Answered', align: 'text', cell: ({ predicted }) => labelName(predicted) },
      { head: 'Count', align: 'number', cell: (row) => count(row.count) },
    ],
    worstConfusions(classification, CONFUSIONS),
  );
}

function labelName(label: string | null): string {
  return label === null ? NO_LABEL : shortName(label);
}

/** For an attribute, which holds no elements. */
function plain(text: string): string {
  return escapeHtmlLine(clipLine(text, 80));
}
