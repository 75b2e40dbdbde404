import { Readable } from 'node:stream';
import { CsvError, type InfoRecord as Info, parse } from 'csv-parse';
import { UserError } from '../model/errors.ts';
import { readPieces } from './files.ts';
import type { Row } from './row.ts';

interface Parsed {
  readonly value: Record<string, string>;
  /** The line that the row begins at. */
  readonly line: number;
}

/**
 * Rows of a CSV file with a header (RFC 4180: quotes, line breaks in quotes; a byte order mark is dropped).
 * A row with more or fewer fields than the header is an error, never padded or cut.
 */
export async function* readCsv(root: string, path: string): AsyncGenerator<Row> {
  const place = lineCount();
  const parser = parse({
    columns: (header: string[]) => {
      place.endHeader(header);
      return checkHeader(header, path);
    },
    onRecord: (value: Record<string, string>, info): Parsed => ({
      value,
      line: place.endRow(Object.values(value), info),
    }),
    skipEmptyLines: true,
  });
  const text = Readable.from(readPieces(root, path, 'dataset'));
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const { value, line } of text.pipe(parser) as AsyncIterable<Parsed>) {
      yield { value, where: () => `${path}:${line}` };
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, path, place) : error;
  } finally {
    text.destroy();
  }
}

/**
 * Keeps count of lines as editors do. The parser knows the line that a row ends at, and counts a CRLF within
 * quotes as two lines.
 */
function lineCount() {
  let returnsInFields = 0;
  let endOfLastRow = 0;
  let emptyLines = 0;

  /** Takes in the fields of a row. @returns the line breaks in them. */
  const pass = (fields: readonly string[]): number => {
    let breaks = 0;
    for (const field of fields) {
      for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) breaks++;
      for (let at = field.indexOf('\r'); at !== -1; at = field.indexOf('\r', at + 1)) returnsInFields++;
    }
    return breaks;
  };
  return {
    /** @returns the line at which the row begins. */
    endRow(fields: readonly string[], { lines, empty_lines }: Lines): number {
      const breaks = pass(fields);
      endOfLastRow = lines - returnsInFields;
      emptyLines = empty_lines;
      return endOfLastRow - breaks;
    },
    endHeader(fields: readonly string[]): void {
      endOfLastRow = 1 + pass(fields);
    },
    /** The line at which the row begins that cannot be read to its end. */
    startOfNextRow: ({ empty_lines }: Lines): number => endOfLastRow + 1 + empty_lines - emptyLines,
  };
}

type Lines = Pick<Info, 'lines' | 'empty_lines'>;

function checkHeader(header: string[], path: string): string[] {
  const seen = new Set<string>();
  header.forEach((column, index) => {
    if (column.trim() === '') throw new UserError(`${path}:1: column ${index + 1} of the header has no name`);
    if (seen.has(column)) throw new UserError(`${path}:1: two columns are named "${column}"`);
    seen.add(column);
  });
  const [only] = header;
  const separator = header.length === 1 ? /[;\t|]/.exec(only!)?.[0] : undefined;
  if (separator) {
    throw new UserError(
      `${path}:1: the header is one column, "${only}"`,
      `columns are separated by commas, not by ${separator === '\t' ? 'tabs' : `"${separator}"`}`,
    );
  }
  return header;
}

const QUOTING: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  INVALID_OPENING_QUOTE: 'a quote stands inside a field that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'a field goes on after its closing quote',
};

function explain(error: CsvError, path: string, place: ReturnType<typeof lineCount>): UserError {
  const { code, message } = error;
  const info = error as unknown as Lines & { record?: string[]; columns?: unknown[]; column?: unknown };
  if (code.startsWith('CSV_RECORD_INCONSISTENT')) {
    const fields = info.record!;
    return new UserError(
      `${path}:${place.endRow(fields, info)}: the row has ${count(fields.length, 'field')}, the header ${info.columns!.length}`,
      'quote fields that hold commas, and fill every column',
    );
  }
  const column = typeof info.column !== 'string' ? '' : `, column "${info.column}"`;
  return new UserError(
    `${path}:${place.startOfNextRow(info)}: in the row that begins here${column}: ${QUOTING[code] ?? message}`,
    'a field with commas, quotes or line breaks stands in quotes, and quotes in it are doubled: "say ""hi"""',
  );
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
