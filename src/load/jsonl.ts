import { UserError } from '../model/errors.ts';
import { linesOf, readPieces } from './files.ts';
import { explainJsonError } from './json-error.ts';
import type { Row } from './row.ts';

/** Rows of a file with one JSON value a line; blank lines are passed over. */
export async function* readJsonLines(root: string, path: string): AsyncGenerator<Row> {
  for await (const { text, line } of linesOf(readPieces(root, path, 'dataset'))) {
    yield { value: parseLine(text, path, line), where: () => `${path}:${line}` };
  }
}

function parseLine(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { column, message } = explainJsonError(text);
    throw new UserError(
      `${path}:${line}:${column}: not JSON: ${message}`,
      'each line must be one JSON value',
    );
  }
}
