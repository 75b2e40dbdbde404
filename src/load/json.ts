import { UserError } from '../model/errors.ts';
import { readText } from './files.ts';
import { explainJsonError } from './json-error.ts';
import type { Row } from './row.ts';

/** Rows of a JSON file that holds a list. It is read whole: for large datasets there is JSONL. */
export async function* readJson(root: string, path: string): AsyncGenerator<Row> {
  const rows = parseJson(await readText(root, path, 'dataset'), path);
  if (!Array.isArray(rows)) throw new UserError(`${path}: must hold a list of rows`, 'put them in [ … ]');
  for (const [index, value] of rows.entries()) yield { value, where: () => `${path}, row ${index + 1}` };
}

/** The value of a JSON file. @throws UserError that says where the text stops being JSON. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column, message } = explainJsonError(text);
    throw new UserError(`${path}:${line}:${column}: not JSON: ${message}`);
  }
}
