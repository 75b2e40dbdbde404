import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../model/errors.ts';
import { visible } from '../render/neutralise/visible.ts';
import { writeDurably } from '../run/disk.ts';
import { print } from './print.ts';
import { printScreen } from './print-screen.ts';

/**
 * To standard output: verbatim, but not where it could steer a terminal.
 *
 * @throws UserError where a terminal would be shown bytes that are no text.
 */
export function printData(chunks: Iterable<string | Uint8Array>, format: string): void {
  if (format === 'terminal') {
    printScreen([...chunks].join(''));
    return;
  }
  for (const chunk of chunks) print(process.stdout.isTTY ? harmless(chunk, format) : chunk);
}

function harmless(chunk: string | Uint8Array, format: string): string {
  if (typeof chunk === 'string') return visible(chunk);
  throw new UserError(`${format} is no text`, 'write it to a file: --output <file>');
}

/** @throws UserError when its folder is not there. */
export function writeOutput(path: string, chunks: Iterable<string | Uint8Array>): void {
  checkFolderOf(path);
  writeDurably(path, chunks);
}

/** @throws UserError when the folder of a file is not there. */
export function checkFolderOf(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`, 'make it, or write elsewhere');
}
