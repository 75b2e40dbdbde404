import { messageOf, UserError } from '../model/errors.ts';
import { linesOf, openInput } from './files.ts';
import type { Row } from './row.ts';

/** Rows of a file with one JSON value a line; blank lines are passed over. */
export async function* readJsonLines(root: string, path: string): AsyncGenerator<Row> {
  const stream = await openInput(root, path, 'dataset');
  for await (const { text, line } of linesOf(stream)) {
    yield {
      value: parseLine(line === 1 ? text.replace(/^\uFEFF/, '') : text, path, line),
      where: () => `${path}:${line}`,
    };
  }
}

function parseLine(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(messageOf(error))?.[1];
    const column = position === undefined ? text.length + 1 : Number(position) + 1;
    throw new UserError(
      `${path}:${line}:${column}: not JSON: ${messageOf(error)}`,
      'each line must be one JSON value',
    );
  }
}
