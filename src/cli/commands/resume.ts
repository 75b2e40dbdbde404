import { join } from 'node:path';
import { projectRoot } from '../../load/project.ts';
import { type LoadedSuite, loadSuite } from '../../load/suite.ts';
import { UserError } from '../../model/errors.ts';
import { rerunRun, resumeRun } from '../../run/run.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { reportsFolder } from '../reports-folder.ts';
import { inSession, type SessionOptions } from '../session.ts';

interface Options extends SessionOptions {
  readonly reports?: string;
}

export async function resume(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const loaded = await suiteOf(folder);
  process.exitCode = await inSession(options, (engine) => resumeRun(folder.path, loaded, engine));
}

export async function rerun(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const loaded = await suiteOf(folder);
  process.exitCode = await inSession(options, (engine) => rerunRun(folder.path, loaded, engine));
}

/** A run needs its suite again: prompts to render what is still to be sent, graders to judge. */
async function suiteOf({ manifest }: RunFolder): Promise<LoadedSuite> {
  if (manifest.file === null) {
    throw new UserError(
      `run ${manifest.id} was started from code`,
      'go on from there: resumeRun(folder, suite)',
    );
  }
  return loadSuite(join(projectRoot(process.cwd()), manifest.file));
}
