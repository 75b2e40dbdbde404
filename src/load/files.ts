import { createReadStream, type ReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { UserError } from '../model/errors.ts';

/** A path as the suite states it, below the project's folder unless it is absolute. */
export function resolvePath(root: string, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

/** The whole text of an input file, without a byte order mark. */
export async function readText(root: string, path: string, what: string): Promise<string> {
  const absolute = resolvePath(root, path);
  try {
    return (await readFile(absolute, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(error, path, root, what);
  }
}

/** An input file as a stream that fails with one clear line. */
export async function openInput(root: string, path: string, what: string): Promise<ReadStream> {
  const stream = createReadStream(resolvePath(root, path));
  await new Promise<void>((resolve, reject) => {
    stream.once('ready', resolve);
    stream.once('error', (error) => reject(unreadable(error, path, root, what)));
  });
  return stream;
}

/** The lines of a text stream with their numbers, from 1; blank lines are passed over. */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield { text, line };
    }
  }
  if (rest.trim() !== '') yield { text: rest, line: line + 1 };
}

function unreadable(error: unknown, path: string, root: string, what: string): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  const why: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read',
    EISDIR: 'it is a folder',
  };
  const absolute = resolvePath(root, path);
  return new UserError(
    `${what} ${path} cannot be read: ${why[code ?? ''] ?? code ?? String(error)}`,
    `looked at ${relative(process.cwd(), absolute) || '.'}; paths are relative to the folder of the project's package.json`,
  );
}
