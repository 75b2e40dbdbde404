import { type LoadedSuite, loadSuite } from '../../load/suite.ts';
import { UserError } from '../../model/errors.ts';
import { RERUNNABLE, type RerunSelection, regradeFailed, rerunRun } from '../../run/rerun.ts';
import { cancelRun, resumeRun } from '../../run/run.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { reportsFolder } from '../reports-folder.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { suiteFile } from '../suite-file.ts';

interface Options extends SessionOptions {
  readonly reports?: string;
}

type RerunOptions = Options & {
  readonly [Kind in (typeof RERUNNABLE)[number]]?: boolean;
} & { readonly variant?: string; readonly case?: string; readonly grader?: string };

export async function resume(wanted: string, options: Options): Promise<void> {
  const { folder, loaded } = await open(wanted, options);
  process.exitCode = await inSession(options, (engine) => resumeRun(folder.path, loaded, engine));
}

export async function cancel(wanted: string, options: Options): Promise<void> {
  const { folder, loaded } = await open(wanted, options);
  process.exitCode = await inSession(options, (engine) => cancelRun(folder.path, loaded, engine));
}

export async function rerun(wanted: string, options: RerunOptions): Promise<void> {
  const { folder, loaded } = await open(wanted, options);
  if (options.grader !== undefined) {
    const { grader } = options;
    const asked = [...RERUNNABLE, 'variant', 'case'].find((name) => name in options);
    if (asked) {
      throw new UserError(
        `--grader grades again what is there: it does not go with --${asked}`,
        'for cases without an answer, leave --grader out',
      );
    }
    process.exitCode = await inSession(options, (engine) =>
      regradeFailed(folder.path, loaded, grader, engine),
    );
    return;
  }
  const kinds = RERUNNABLE.filter((kind) => options[kind]);
  const selection: RerunSelection = {
    ...(kinds.length > 0 && { kinds }),
    ...(options.variant !== undefined && { variant: options.variant }),
    ...(options.case !== undefined && { caseId: options.case }),
  };
  process.exitCode = await inSession(options, (engine) =>
    rerunRun(folder.path, loaded, { ...engine, ...selection }),
  );
}

/** A run needs its suite again: prompts to render what is still to be sent, graders to judge. */
async function open(
  wanted: string,
  { reports }: Options,
): Promise<{ folder: RunFolder; loaded: LoadedSuite }> {
  const folder = findRun(reportsFolder(reports), wanted);
  const file = suiteFile(folder);
  if (file === null) {
    throw new UserError(
      `run ${folder.manifest.id} was started from code`,
      'go on from there: resumeRun(folder, suite)',
    );
  }
  return { folder, loaded: await loadSuite(file) };
}
