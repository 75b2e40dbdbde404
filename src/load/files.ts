import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { UserError } from '../model/errors.ts';

const LINE_BREAK = 0x0a;

/** A path as the suite states it, below the project's folder unless it is absolute. */
export function resolvePath(root: string, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

/** The whole text of an input file, without a byte order mark. */
export async function readText(root: string, path: string, what: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolvePath(root, path));
  } catch (error) {
    throw unreadable(error, path, root, what);
  }
  return decode(bytes, path, 1);
}

/** The text of an input file in pieces of whole lines, without a byte order mark. */
export async function* readPieces(root: string, path: string, what: string): AsyncGenerator<string> {
  let line = 1;
  let rest: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(resolvePath(root, path)) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(LINE_BREAK) + 1;
      if (end === 0) {
        rest.push(chunk);
        continue;
      }
      const piece = Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [chunk.subarray(end)];
      yield decode(piece, path, line);
      for (let at = piece.indexOf(LINE_BREAK); at !== -1; at = piece.indexOf(LINE_BREAK, at + 1)) line++;
    }
  } catch (error) {
    throw unreadable(error, path, root, what);
  }
  yield decode(Buffer.concat(rest), path, line);
}

/** The lines of a text with their numbers, from 1; blank lines are passed over. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ text: string; line: number }> {
  let line = 0;
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    // Pieces are whole lines: what follows the last line break is empty, or the file's last line.
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield { text, line };
    }
  }
}

/** Bytes that are no UTF-8 would reach the model as `\uFFFD`, so they are refused. */
function decode(bytes: Buffer, path: string, firstLine: number): string {
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8');
    return firstLine === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
  let line = firstLine;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(LINE_BREAK, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  throw new UserError(
    `${path}:${line}: this line is not UTF-8`,
    'save the file as UTF-8 (in a spreadsheet: as "CSV UTF-8")',
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

function unreadable(error: unknown, path: string, root: string, what: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const looked = relative(process.cwd(), resolvePath(root, path)) || '.';
  return new UserError(
    `${what} ${path} cannot be read: ${REASONS[code] ?? code}`,
    `looked at ${looked}; paths are relative to the folder of the project's package.json`,
  );
}
