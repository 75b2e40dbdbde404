import { existsSync, renameSync, rmSync } from 'node:fs';
import { type GraderVersions, versionsAfter } from '../core/grader-versions.ts';
import { judgesOf, threadsOf } from '../core/judges.ts';
import type { RunState } from '../core/state.ts';
import { hasStatus } from '../core/thread-state.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels } from '../load/tables.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { Score } from '../model/grader.ts';
import type { Judge } from '../model/judge.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Summary } from '../model/summary.ts';
import type { RunContext } from './context.ts';
import { readLines } from './disk.ts';
import { drive } from './drive.ts';
import { finishRun, type Regrading } from './finish.ts';
import { reopenRun } from './open-run.ts';
import type { EngineOptions, RunResult } from './options.ts';
import { JudgePlan } from './plan-judges.ts';
import { rulesFor } from './plan-suite.ts';
import { FILES, RunFolder } from './run-folder.ts';

/** A score that is another one now. */
export interface Flip {
  readonly case: string;
  readonly variant: string;
  readonly repetition: number;
  readonly grader: string;
  /** Null: there was none. */
  readonly before: Score | null;
  readonly after: Score | null;
}

/** Flips that are listed; the others are counted. */
export const LISTED_FLIPS = 1000;

export interface Regraded extends RunResult {
  readonly flips: readonly Flip[];
  readonly flipped: number;
}

/**
 * Grades a finished run again by the suite as it is now. Answers are left as they are: code graders cost
 * nothing, and of judges only those are asked that were not asked in this version.
 *
 * @param options `grader`: this one alone; all other scores stay as they are.
 * @throws UserError when the run is not finished, or the suite has no such grader.
 */
export async function regradeRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions & { readonly grader?: string } = {},
): Promise<Regraded> {
  const { grader } = options;
  if (grader !== undefined) checkGrader(loaded, grader);
  const isChosen = (name: string) => grader === undefined || name === grader;
  const chosen = judgesOf(loaded.suite.graders).filter(({ name }) => isChosen(name));
  const needsApi = (state: RunState) => chosen.some((judge) => threadsOf(state, judge).length === 0);
  return withRecordsBefore(path, (before) =>
    reopenRun(path, loaded, options, needsApi, async (context) => {
      openThreads(
        context,
        chosen.filter((judge) => threadsOf(context.writer.state, judge).length === 0),
      );
      await drive(context);
      return finishAgain(context, before, isChosen, (name) => (isChosen(name) ? 'all' : 'none'));
    }),
  );
}

/**
 * Tries again what a grader could not score: a code grader looks again, for nothing; a judge is asked again, and
 * only about those.
 *
 * @returns null when it has scored all of them.
 * @throws UserError when the run is not finished, or the suite has no such grader.
 */
export async function regradeFailed(
  path: string,
  loaded: LoadedSuite,
  grader: string,
  options: EngineOptions = {},
): Promise<Regraded | null> {
  checkGrader(loaded, grader);
  const failed = new Set<number>();
  for (const { trial, scores } of new RunFolder(path).records)
    if (scores[grader]?.outcome === 'failed') failed.add(trial);
  if (failed.size === 0) return null;
  const judge = judgesOf(loaded.suite.graders).find(({ name }) => name === grader);
  const needsApi = () => judge !== undefined;
  return withRecordsBefore(path, (before) =>
    reopenRun(path, loaded, options, needsApi, async (context) => {
      if (judge) {
        askAgain(context, judge, failed);
        await drive(context);
      }
      const isRegraded = (name: string, score: Score | undefined) =>
        name === grader && score?.outcome === 'failed';
      return finishAgain(context, before, isRegraded, (name) => (name === grader ? 'some' : 'none'));
    }),
  );
}

function checkGrader({ suite }: LoadedSuite, grader: string): void {
  const names = suite.graders.map(({ name }) => name);
  if (names.includes(grader)) return;
  throw new UserError(`suite "${suite.name}" has no grader "${grader}"`, didYouMean(grader, names));
}

/** What a run said before it is graded again. */
interface Before {
  /** Path of its records. */
  readonly records: string;
  readonly versions: GraderVersions;
}

/** New facts make records out of date, and remove them: until the new ones are there the old ones stand aside. */
async function withRecordsBefore<T>(path: string, work: (before: Before) => Promise<T>): Promise<T> {
  const folder = new RunFolder(path);
  // Throws where the run is not finished.
  void folder.records;
  const aside = folder.file(`${FILES.records}.before`);
  const own = folder.file(FILES.records);
  const versions = folder.finished ? versionsIn(folder.summary) : {};
  renameSync(own, aside);
  try {
    return await work({ records: aside, versions });
  } finally {
    // Where it was not graded again after all, the records are as they were, unless their summary has gone.
    if (!existsSync(own) && folder.finished) renameSync(aside, own);
    else rmSync(aside);
  }
}

/** A grader has the same version for all variants. Summaries of earlier days say none. */
function versionsIn({ variants }: Summary): GraderVersions {
  return Object.fromEntries(variants[0]!.graders.map(({ name, version }) => [name, version]));
}

function* recordsIn(path: string): Generator<TrialRecord> {
  for (const { text } of readLines(path)) yield JSON.parse(text);
}

async function finishAgain(
  context: RunContext,
  { records, versions }: Before,
  isRegraded: Regrading['isRegraded'],
  anew: Parameters<typeof versionsAfter>[2],
): Promise<Regraded> {
  const { writer, suite } = context;
  const finished = await finishRun(context, {
    before: recordsIn(records),
    isRegraded,
    versions: versionsAfter(suite.graders, versions, anew),
  });
  return { folder: writer.folder, ...finished, ...flipsBetween(recordsIn(records), writer.folder.records) };
}

/** Opens threads for judges that have none in this version. */
function openThreads({ writer, variants, clock, estimate }: RunContext, judges: readonly Judge[]): void {
  if (judges.length === 0) return;
  const { manifest } = writer.folder;
  const plan = new JudgePlan({
    judges,
    variants,
    baseline: manifest.baseline,
    repeat: manifest.repeat,
    models: loadModels(),
    rules: rulesFor(manifest.mode, clock.now()),
    estimate,
  });
  for (const row of writer.folder.cases()) plan.add(row);
  const threads = plan.threads(writer.state.threads.length);
  writer.append({ type: 'threads', at: clock.now().toISOString(), threads });
}

/** Has a judge asked again about trials on which it gave no verdict; nothing where it was never asked. */
function askAgain({ writer, clock }: RunContext, judge: Judge, trials: ReadonlySet<number>): void {
  for (const thread of threadsOf(writer.state, judge)) {
    const asked = [...trials].filter((trial) => !hasStatus(thread, trial, 'idle'));
    if (asked.length === 0) continue;
    const at = clock.now().toISOString();
    writer.append({ type: 'reasked', at, thread: thread.number, trials: asked });
  }
}

/** Both walks are in the order of the plan. */
function flipsBetween(
  before: Iterable<TrialRecord>,
  after: Iterable<TrialRecord>,
): Pick<Regraded, 'flips' | 'flipped'> {
  const flips: Flip[] = [];
  let flipped = 0;
  const others = after[Symbol.iterator]();
  for (const old of before) {
    const { case: id, variant, repetition, scores }: TrialRecord = others.next().value;
    for (const grader of new Set([...Object.keys(old.scores), ...Object.keys(scores)])) {
      const flip = { before: old.scores[grader] ?? null, after: scores[grader] ?? null };
      if (isSame(flip.before, flip.after)) continue;
      flipped++;
      if (flips.length < LISTED_FLIPS) flips.push({ case: id, variant, repetition, grader, ...flip });
    }
  }
  return { flips, flipped };
}

function isSame(a: Score | null, b: Score | null): boolean {
  if (a?.outcome === 'scored' && b?.outcome === 'scored') return a.pass === b.pass && a.score === b.score;
  return a?.outcome === b?.outcome;
}
