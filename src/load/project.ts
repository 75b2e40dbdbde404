import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The project's folder, which the paths in a suite are relative to: that of the nearest package.json above
 * `start`, else `start` itself. So a suite finds its files wherever the command is called from.
 */
export function projectRoot(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return resolve(start);
  }
}
