import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { type HumanLabel, type LabelSet, labelSet } from '../model/label.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';

const COLUMNS = ['case', 'id', 'variant', 'repetition', 'label', 'score', 'by', 'at', 'why'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Partial<Record<Column, unknown>>>;

const WORDS: Readonly<Record<string, number>> = { pass: 1, fail: 0, true: 1, false: 0, yes: 1, no: 0 };

/**
 * Human labels from a CSV, JSONL or JSON file: `case` (or `id`) and `label` (or `score`) say which case and
 * how it was judged: pass or fail, true or false, yes or no, 1 or 0, or a number between. `variant` and
 * `repetition` (0 for the first, which is the default) say which answer; `by`, `at` and `why` are kept.
 *
 * @param variant whose answers the labels are about where a row does not say.
 * @throws UserError at an unknown column, a value that is no label, or labels that contradict each other.
 */
export async function readLabels(
  root: string,
  path: string,
  variant: string | null = null,
): Promise<LabelSet> {
  const labels: HumanLabel[] = [];
  for await (const row of readRows(root, path)) labels.push(labelOf(row, variant));
  if (labels.length === 0) {
    throw new UserError(`${path} holds no labels`, 'a row for each answer: case, label');
  }
  return labelSet(labels);
}

function labelOf(row: Row, variant: string | null): HumanLabel {
  const cells = cellsOf(row);
  return {
    case: textOf(required(cells, ['case', 'id'], row), 'case', row),
    variant: optional(cells, 'variant', row) ?? variant,
    repetition: repetitionOf(cells.repetition, row),
    score: scoreOf(required(cells, ['label', 'score'], row), row),
    by: optional(cells, 'by', row),
    at: optional(cells, 'at', row),
    why: optional(cells, 'why', row),
    where: row.where(),
  };
}

function cellsOf({ value, where }: Row): Cells {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError(`${where()}: a row must be an object`, 'such as { "case": "t-1", "label": "pass" }');
  }
  for (const column of Object.keys(value)) {
    if (!(COLUMNS as readonly string[]).includes(column)) {
      throw new UserError(`${where()}: labels have no column "${column}"`, didYouMean(column, COLUMNS));
    }
  }
  return value;
}

/** The value of whichever of two columns there is. */
function required(cells: Cells, [name, other]: readonly [Column, Column], { where }: Row): unknown {
  if (name in cells && other in cells) {
    throw new UserError(
      `${where()}: both "${name}" and "${other}" are given`,
      'they mean the same: keep one',
    );
  }
  const value = cells[name] ?? cells[other];
  if (!(name in cells || other in cells)) {
    throw new UserError(`${where()}: there is no column "${name}"`, didYouMean(name, Object.keys(cells)));
  }
  if (value === undefined || value === null || value === '') {
    throw new UserError(`${where()}, column "${name}": it is empty`, 'leave out rows that have no label');
  }
  return value;
}

function optional(cells: Cells, column: Column, row: Row): string | null {
  const value = cells[column];
  return value === undefined || value === null || value === '' ? null : textOf(value, column, row);
}

function textOf(value: unknown, column: Column, { where }: Row): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UserError(`${where()}, column "${column}": it must be a text`);
}

function repetitionOf(value: unknown, { where }: Row): number {
  if (value === undefined || value === null || value === '') return 0;
  const repetition = Number(value);
  if (Number.isInteger(repetition) && repetition >= 0) return repetition;
  throw new UserError(
    `${where()}, column "repetition": ${JSON.stringify(value)} is no repetition`,
    'a whole number, 0 for the first',
  );
}

function scoreOf(value: unknown, { where }: Row): number {
  const text = String(value).trim().toLowerCase();
  const score = Object.hasOwn(WORDS, text) ? WORDS[text]! : text === '' ? Number.NaN : Number(text);
  if (score >= 0 && score <= 1) return score;
  throw new UserError(
    `${where()}: ${JSON.stringify(value)} is no label`,
    'pass or fail, true or false, yes or no, 1 or 0, or a number between',
  );
}
