import { join } from 'node:path';
import { projectRoot } from '../load/project.ts';

/** The folder of all runs: as told, else `reports` in the project's folder. */
export function reportsFolder(told: string | undefined): string {
  return told ?? join(projectRoot(process.cwd()), 'reports');
}
