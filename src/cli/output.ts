import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../model/errors.ts';
import { visible } from '../render/neutralise/visible.ts';
import { writeDurably } from '../run/disk.ts';
import { print } from './print.ts';

/**
 * To standard output: verbatim, but not where it could steer a terminal.
 *
 * @param isDrawn It was made for a terminal, escape sequences and all.
 */
export function printData(chunks: Iterable<string>, isDrawn: boolean): void {
  const harmless = process.stdout.isTTY && !isDrawn;
  for (const chunk of chunks) print(harmless ? visible(chunk) : chunk);
}

/** @throws UserError when its folder is not there. */
export function writeOutput(path: string, chunks: Iterable<string>): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`, 'make it, or write elsewhere');
  writeDurably(path, chunks);
}
