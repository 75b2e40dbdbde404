import { readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UserError } from '../model/errors.ts';

/** @throws UserError where something in a folder is a link that leads out of the folder of all runs, or nowhere. */
export function checkLinks(root: string, folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) checkLink(root, join(entry.parentPath, entry.name));
  }
}

/** @throws UserError where a path leads out of the folder of all runs, or nowhere. */
export function checkLink(root: string, path: string): void {
  if (!leadsInside(root, path)) {
    throw new UserError(
      `${relative(root, path)} is a link that leads out of ${root}`,
      'put the file itself there',
    );
  }
}

function leadsInside(root: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(root) + sep);
  } catch {
    return false;
  }
}
