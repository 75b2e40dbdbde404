import { type Stats, statSync } from 'node:fs';

/** Changes when a file does; null where there is none, or none that can be looked at. */
export function fileVersion(path: string): string | null {
  const stat = statOf(path);
  return stat && `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
