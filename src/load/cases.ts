import type { Case } from '../model/case.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { contentId, repeatedId } from '../model/digest.ts';
import { messageOf, UserError } from '../model/errors.ts';
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

/** The content id of a row's input, read as the dataset reads its own: how a recorded answer finds its case. */
export function contentIdOf(dataset: Dataset, { value, where }: Row): string {
  const row = asObject(value, where);
  const input = check(dataset.input, inputOf(row, dataset), { where, part: 'input', column: 'input', row });
  return contentId(input as JsonValue);
}

/** `stated`: the row says its id itself. */
function readCase(dataset: Dataset, { value, where }: Row): { case: Case; stated: boolean } {
  const row = asObject(value, where);
  const { columns } = dataset;
  for (const column of [columns.id, columns.expected, columns.cluster, ...(columns.tags ?? [])]) {
    if (column !== undefined && !Object.hasOwn(row, column)) {
      throw new UserError(`${where()}: there is no column "${column}"`, didYouMean(column, Object.keys(row)));
    }
  }
  const input = check(dataset.input, inputOf(row, dataset), { where, part: 'input', column: 'input', row });
  const expectedColumn = columns.expected ?? 'expected';
  const rawExpected = row[expectedColumn] ?? null;
  const expected = check(dataset.expected, rawExpected, {
    where,
    part: 'expected',
    column: expectedColumn,
    row,
  });
  for (const [part, held] of Object.entries({ input, expected })) {
    const fault = notJson(held);
    if (fault) {
      throw new UserError(
        `${where()}: ${part}${fault.path} is ${fault.what}, which JSON cannot hold`,
        'keep it as text or numbers in the dataset',
      );
    }
  }
  const idColumn = columns.id ?? 'id';
  const stated = row[idColumn];
  const id = stated === undefined ? contentId(input as JsonValue) : nameIn(stated, 'id', idColumn, where);
  const tags = tagsOf(row, columns.tags ?? [], where);
  const cluster = clusterOf(row, columns.cluster, where);
  return {
    case: { id, input, expected, tags, ...(cluster !== undefined && { cluster }) },
    stated: stated !== undefined,
  };
}

/**
 * `{ input: {…} }` states the input. In a flat row the schema picks its columns from all; without a schema
 * every column is input that has no other part to play.
 */
function inputOf(row: Readonly<Record<string, unknown>>, { input: schema, columns }: Dataset): unknown {
  if (isNested(row)) return row.input;
  if (schema) return row;
  const taken = new Set([columns.id ?? 'id', columns.expected ?? 'expected', 'tags']);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !taken.has(column)));
}

function isNested({ input }: Readonly<Record<string, unknown>>): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function asObject(value: unknown, where: Row['where']): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UserError(
    `${where()}: a row must be an object, not ${describe(value)}`,
    'such as { "input": { … }, "expected": … }',
  );
}

/** In a flat row only a column that was named: one called "cluster" may be input as any other. */
function clusterOf(
  row: Readonly<Record<string, unknown>>,
  named: string | undefined,
  where: Row['where'],
): string | undefined {
  const column = named ?? 'cluster';
  const stated = named !== undefined || isNested(row) ? row[column] : undefined;
  if (stated === undefined && named === undefined) return undefined;
  return nameIn(stated, 'cluster', column, where);
}

const NAME_HINTS = {
  id: 'give each row an id of its own, or name another column: columns: { id: … }',
  cluster: 'say what the row shares with others; one that shares nothing may repeat its id',
};

/** A text or a number that names something. */
function nameIn(name: unknown, part: 'id' | 'cluster', column: string, where: Row['where']): string {
  if ((typeof name === 'string' && name.trim() !== '') || Number.isFinite(name)) return String(name);
  const found = typeof name === 'string' ? 'empty' : `a text or a number, not ${describe(name)}`;
  throw new UserError(
    `${where()}, column "${column}": the ${part} must ${typeof name === 'string' ? 'not ' : ''}be ${found}`,
    NAME_HINTS[part],
  );
}

interface Part {
  readonly where: Row['where'];
  readonly part: 'input' | 'expected';
  /** The column that holds the part, for what is wrong with it as a whole. */
  readonly column: string;
  readonly row: Readonly<Record<string, unknown>>;
}

function check(
  schema: Schema<unknown> | undefined,
  value: unknown,
  { where, part, column, row }: Part,
): unknown {
  if (!schema) return value;
  const result = parse(schema, value, part, where);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = issue.path.map(String);
  // The fields of a flat row are its columns; `{ input: {…} }` and expected values have fields of their own.
  const isFlat = value === row;
  if (part === 'expected' && !Object.hasOwn(row, column)) {
    throw new UserError(`${where()}: there is no column "${column}"`, didYouMean(column, Object.keys(row)));
  }
  const [field] = path;
  if (part === 'input' && field !== undefined && !Object.hasOwn(Object(value), field)) {
    throw new UserError(
      `${where()}: there is no ${isFlat ? `column "${field}"` : `field "input.${field}"`}`,
      didYouMean(field, Object.keys(Object(value))),
    );
  }
  const place = [...(isFlat ? [] : [column]), ...path].join('.');
  throw new UserError(`${where()}${place === '' ? '' : `, column "${place}"`}: ${issue.message}`);
}

/** A schema's own functions (`transform`, `refine`) may throw. */
function parse(schema: Schema<unknown>, value: unknown, part: string, where: Row['where']) {
  try {
    return schema.safeParse(value);
  } catch (error) {
    throw new UserError(
      `${where()}: the schema of ${part} threw: ${messageOf(error).split('\n')[0]}`,
      'a transform says what is wrong with ctx.addIssue(); schemas must not be async',
    );
  }
}

function tagsOf(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
  where: Row['where'],
): string[] {
  const { tags } = row;
  const stated = Array.isArray(tags) ? tags.map(String) : typeof tags === 'string' ? tags.split(/[,;]/) : [];
  const found = stated.map((tag) => tag.trim()).filter((tag) => tag !== '');
  for (const column of columns) {
    const value = row[column];
    if (typeof value === 'object' && value !== null) {
      throw new UserError(
        `${where()}, column "${column}": ${describe(value)} cannot be a tag`,
        'tags come from columns of text, numbers or booleans',
      );
    }
    // A row that leaves the column empty belongs to no slice of it.
    if (value !== null && value !== undefined && value !== '') found.push(`${column}:${String(value)}`);
  }
  return found;
}

/** Cases are written to the run folder, so what JSON would change in silence is refused. */
function notJson(value: unknown, depth = 0): { path: string; what: string } | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (typeof value !== 'object') return { path: '', what: describe(value) };
  const isList = Array.isArray(value);
  if (!isList && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return { path: '', what: describe(value) };
  }
  if (depth > DEEPEST) return { path: '', what: 'nested without end' };
  for (const [key, item] of Object.entries(value)) {
    const fault = item === undefined && !isList ? undefined : notJson(item, depth + 1);
    if (fault) return { path: isList ? `[${key}]${fault.path}` : `.${key}${fault.path}`, what: fault.what };
  }
  return undefined;
}

/** Deeper than any data; only a value that holds itself goes further. */
const DEEPEST = 200;

/** A value in a few words; it may be one that JSON cannot hold. */
function describe(value: unknown): string {
  if (typeof value === 'bigint') return 'a BigInt';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) {
    const name: unknown = value.constructor?.name;
    return typeof name === 'string' && name !== 'Object' && name !== '' ? `a ${name}` : 'an object';
  }
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
}
