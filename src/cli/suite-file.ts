import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../load/project.ts';
import type { RunFolder } from '../run/run-folder.ts';

/**
 * The file of a run's suite; null where the run was started from code. The run lies in its project, unless
 * --reports led elsewhere: then the command is called from there.
 */
export function suiteFile({ path, manifest: { file } }: RunFolder): string | null {
  if (file === null) return null;
  const own = join(projectRoot(path), file);
  return existsSync(own) ? own : join(projectRoot(process.cwd()), file);
}
