import { messageOf, UserError } from '../model/errors.ts';
import { readText } from './files.ts';
import type { Row } from './row.ts';

/** Rows of a JSON file that holds a list. It is read whole: for large datasets there is JSONL. */
export async function* readJson(root: string, path: string): AsyncGenerator<Row> {
  const rows = parse(await readText(root, path, 'dataset'), path);
  if (!Array.isArray(rows)) throw new UserError(`${path}: must hold a list of rows`, 'put them in [ … ]');
  for (const [index, value] of rows.entries()) yield { value, where: () => `${path}, row ${index + 1}` };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(messageOf(error))?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    throw new UserError(
      `${path}:${before.length}:${before.at(-1)!.length + 1}: not JSON: ${messageOf(error)}`,
    );
  }
}
