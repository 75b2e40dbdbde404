import type { Case } from '../model/case.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { contentId, repeatedId } from '../model/digest.ts';
import { UserError } from '../model/errors.ts';
import type { JsonValue } from '../model/json.ts';
import type { Dataset, Schema } from '../model/suite.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';

/**
 * The dataset's cases, one at a time: checked by the schemas, with unique ids.
 *
 * @throws UserError that says file, line and column: unknown column, value the schema refuses, duplicate id.
 */
export async function* readCases(root: string, dataset: Dataset): AsyncGenerator<Case> {
  const seen = new Map<string, number>();
  for await (const row of readRows(root, dataset.source)) {
    const { stated, case: read } = readCase(dataset, row);
    const count = (seen.get(read.id) ?? 0) + 1;
    seen.set(read.id, count);
    if (count > 1 && stated) {
      throw new UserError(`${row.where()}: the id "${read.id}" was used before`, 'ids must be unique');
    }
    // Rows with equal input are cases of their own, in the order they stand.
    yield count === 1 ? read : { ...read, id: repeatedId(read.id, count) };
  }
}

/** The id that a row of this dataset would have; how recorded answers find their case. */
export function caseIdOf(dataset: Dataset, row: Row): string {
  return readCase(dataset, row).case.id;
}

/** `stated`: the row says its id itself. */
function readCase(dataset: Dataset, { value, where }: Row): { case: Case; stated: boolean } {
  const row = asObject(value, where);
  const { columns } = dataset;
  for (const column of [columns.id, columns.expected, ...(columns.tags ?? [])]) {
    if (column !== undefined && !Object.hasOwn(row, column)) {
      throw new UserError(`${where()}: there is no column "${column}"`, didYouMean(column, Object.keys(row)));
    }
  }
  const input = check(dataset.input, inputOf(row, dataset), { where, part: 'input', row });
  const rawExpected = row[columns.expected ?? 'expected'] ?? null;
  const expected = dataset.expected
    ? check(dataset.expected, rawExpected, { where, part: columns.expected ?? 'expected', row })
    : rawExpected;
  for (const [part, held] of Object.entries({ input, expected })) {
    const fault = notJson(held);
    if (fault) {
      throw new UserError(
        `${where()}: ${part}${fault.path} is ${fault.what}, which JSON cannot hold`,
        'keep it as text or numbers in the dataset',
      );
    }
  }
  const stated = row[columns.id ?? 'id'];
  const id = stated === undefined ? contentId(input as JsonValue) : checkId(stated, where);
  return {
    case: { id, input, expected, tags: tagsOf(row, columns.tags ?? []) },
    stated: stated !== undefined,
  };
}

/**
 * `{ input: {…} }` states the input. In a flat row the schema picks its columns from all; without a schema
 * every column is input that has no other part to play.
 */
function inputOf(row: Readonly<Record<string, unknown>>, { input: schema, columns }: Dataset): unknown {
  const { input } = row;
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  if (schema) return row;
  const taken = new Set([columns.id ?? 'id', columns.expected ?? 'expected', 'tags']);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !taken.has(column)));
}

function asObject(value: unknown, where: Row['where']): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UserError(`${where()}: a row must be an object, not ${JSON.stringify(value)?.slice(0, 40)}`);
}

function checkId(id: unknown, where: Row['where']): string {
  if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
  throw new UserError(`${where()}: the id must be a text or a number, not ${JSON.stringify(id)}`);
}

function check(
  schema: Schema<unknown> | undefined,
  value: unknown,
  { where, part, row }: { where: Row['where']; part: string; row: Readonly<Record<string, unknown>> },
): unknown {
  if (!schema) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const column = issue.path.length > 0 ? issue.path.join('.') : part;
  const top = String(issue.path[0] ?? part);
  const places = { ...row, ...Object(row.input) };
  if (!Object.hasOwn(places, top)) {
    throw new UserError(`${where()}: there is no column "${top}"`, didYouMean(top, Object.keys(places)));
  }
  throw new UserError(`${where()}, column "${column}": ${issue.message}`);
}

function tagsOf(row: Readonly<Record<string, unknown>>, columns: readonly string[]): string[] {
  const { tags } = row;
  const stated = Array.isArray(tags) ? tags.map(String) : typeof tags === 'string' ? tags.split(/[,;]/) : [];
  return [
    ...stated.map((tag) => tag.trim()),
    ...columns.map((column) => `${column}:${String(row[column])}`),
  ].filter((tag) => tag !== '');
}

/** Cases are written to the run folder, so what JSON would change in silence is refused. */
function notJson(value: unknown): { path: string; what: string } | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (typeof value !== 'object') return { path: '', what: String(value) };
  const isList = Array.isArray(value);
  if (!isList && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return { path: '', what: `a ${value.constructor?.name ?? 'value of a class'}` };
  }
  for (const [key, item] of Object.entries(value)) {
    const fault = item === undefined && !isList ? undefined : notJson(item);
    if (fault) return { path: isList ? `[${key}]${fault.path}` : `.${key}${fault.path}`, what: fault.what };
  }
  return undefined;
}
