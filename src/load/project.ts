import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The project's folder, which the paths in a suite are relative to: that of the nearest package.json above
 * `start`; where there is none, the nearest folder that has `evals/`, else `start`. So a suite finds its
 * files wherever the command is called from.
 */
export function projectRoot(start: string): string {
  const here = resolve(start);
  return nearest(here, 'package.json') ?? nearest(here, 'evals') ?? (isFile(here) ? dirname(here) : here);
}

function nearest(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
