import { type LoadedSuite, loadSuite } from '../../load/suite.ts';
import { UserError } from '../../model/errors.ts';
import type { Score } from '../../model/grader.ts';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { count, counted, NONE, percent } from '../../render/wording/numbers.ts';
import { type Flip, type Regraded, regradeFailed, regradeRun } from '../../run/regrade.ts';
import { RERUNNABLE, type RerunSelection, rerunRun } from '../../run/rerun.ts';
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
      regradeFailed(folder.path, loaded, grader, engine).then((regraded) => regraded && told(regraded)),
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

export async function regrade(
  wanted: string,
  options: Options & { readonly grader?: string },
): Promise<void> {
  const { folder, loaded } = await open(wanted, options);
  const { grader } = options;
  process.exitCode = await inSession(options, (engine) =>
    regradeRun(folder.path, loaded, { ...engine, ...(grader !== undefined && { grader }) }).then(told),
  );
}

const TOLD_FLIPS = 20;

/** Old and new grades side by side, on standard error. */
function told(regraded: Regraded): Regraded {
  const { flips, flipped } = regraded;
  console.error(
    flipped === 0
      ? 'No score has changed.'
      : `${counted(flipped, 'score')} ${flipped === 1 ? 'has' : 'have'} changed:`,
  );
  for (const flip of flips.slice(0, TOLD_FLIPS)) console.error(visibleLine(` ${flipLine(flip)}`));
  if (flipped > TOLD_FLIPS) console.error(` and ${count(flipped - TOLD_FLIPS)} more`);
  return regraded;
}

function flipLine({ case: id, variant, repetition, grader, before, after }: Flip): string {
  const of = repetition > 0 ? `${variant} #${repetition + 1}` : variant;
  return `${id}, ${of}, ${grader}: ${scoreWord(before)} → ${scoreWord(after)}`;
}

function scoreWord(score: Score | null): string {
  if (score === null) return NONE;
  if (score.outcome === 'failed') return `failed (${score.reason})`;
  return score.pass === null ? percent(score.score) : score.pass ? 'pass' : 'fail';
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
