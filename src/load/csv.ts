import { CsvError, parse } from 'csv-parse';
import { UserError } from '../model/errors.ts';
import { openInput } from './files.ts';
import type { Row } from './row.ts';

interface Parsed {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/**
 * Rows of a CSV file with a header (RFC 4180: quotes, line breaks in quotes; a byte order mark is dropped).
 * A row with more or fewer fields than the header is an error, never padded or cut.
 */
export async function* readCsv(root: string, path: string): AsyncGenerator<Row> {
  const stream = await openInput(root, path, 'dataset');
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(header, path),
    info: true,
    skip_empty_lines: true,
  });
  stream.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of stream.pipe(parser) as AsyncIterable<Parsed>) {
      yield { value: record, where: () => `${path}:${firstLine(record, info.lines)}` };
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, path) : error;
  } finally {
    stream.destroy();
  }
}

/** The parser knows the line a record ends at; it begins earlier by the line breaks in its fields. */
function firstLine(record: Record<string, string>, lastLine: number): number {
  let breaks = 0;
  for (const key in record) {
    const value = record[key]!;
    for (let at = value.indexOf('\n'); at !== -1; at = value.indexOf('\n', at + 1)) breaks++;
  }
  return lastLine - breaks;
}

function checkHeader(header: string[], path: string): string[] {
  const seen = new Set<string>();
  header.forEach((column, index) => {
    if (column.trim() === '') throw new UserError(`${path}:1: column ${index + 1} of the header has no name`);
    if (seen.has(column)) throw new UserError(`${path}:1: two columns are named "${column}"`);
    seen.add(column);
  });
  return header;
}

function explain(error: CsvError, path: string): UserError {
  const { lines, column } = error as { lines?: number; column?: number | string };
  const at = typeof column === 'number' ? `, field ${column + 1}` : '';
  const where = `${path}:${lines ?? '?'}${at}`;
  if (
    error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS' ||
    error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
  ) {
    const { columns, record } = error as unknown as { columns: unknown[]; record: unknown[] };
    return new UserError(
      `${path}:${lines}: the row has ${record.length} fields, the header ${columns.length}`,
      'quote fields that hold commas, and fill every column',
    );
  }
  return new UserError(
    `${where}: ${error.message}`,
    'a field that holds quotes, commas or line breaks stands in quotes',
  );
}
