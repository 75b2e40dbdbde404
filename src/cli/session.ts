import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { redactReport } from '../core/redact/redact-report.ts';
import type { RunState } from '../core/state.ts';
import { github } from '../render/github.ts';
import { namedJson } from '../render/json.ts';
import { renderTerminal } from '../render/terminal.ts';
import { megabytes } from '../render/wording/left-out.ts';
import type { EngineOptions, RunResult } from '../run/options.ts';
import { RunFolder } from '../run/run-folder.ts';
import { reportOf, writeReports } from '../run/write-reports.ts';
import { Interrupted } from './fail.ts';
import { print } from './print.ts';
import { printScreen } from './print-screen.ts';
import { type Progress, showProgress, standing, workLine } from './progress.ts';
import { tellGates } from './tell-gates.ts';
import { terminalOptions } from './terminal.ts';

export interface SessionOptions {
  readonly simulate?: boolean;
  readonly maxConcurrency?: number;
  readonly json?: boolean;
  /** Milliseconds after which the session stops waiting. */
  readonly wait?: number;
  readonly resubmit?: boolean;
  /** US dollars. */
  readonly maxCost?: number;
}

/**
 * Carries out a run in front of a person: shows its progress, stops it safely on Ctrl-C or when it has
 * waited long enough, says where the reports are.
 *
 * @param work returns the finished run, the folder of one that was left at work, or null for nothing to do.
 * @returns the exit code.
 */
export async function inSession(
  options: SessionOptions,
  work: (engine: EngineOptions, progress: Progress) => Promise<RunResult | RunFolder | null>,
): Promise<number> {
  const stop = new AbortController();
  const progress: Progress = showProgress();
  let folder: RunFolder | undefined;
  let state: RunState | undefined;
  let trouble: string | undefined;

  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    const standingNow = state ? `: ${standing(state)}` : '';
    const next = !folder
      ? ''
      : options.simulate
        ? '\nIts simulator goes with it, and the batches with the simulator: run it again.'
        : `\nNothing is lost. Go on with: assay resume ${folder.manifest.id}`;
    stop.abort(new Interrupted(`Stopped${standingNow}.${next}`));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const deadline = setTimeout(() => {
    stop.abort(
      new Interrupted(
        ['Still processing. Go on with: assay resume', folder?.manifest.id].join(' ').trim(),
        3,
      ),
    );
  }, options.wait ?? LONGEST_WAIT_MS);
  try {
    const engine: EngineOptions = {
      ...(options.simulate && { simulate: SESSION_SIMULATOR }),
      ...(options.maxConcurrency !== undefined && { concurrency: options.maxConcurrency }),
      ...(options.resubmit && { resubmit: true }),
      ...(options.maxCost !== undefined && { maxCost: options.maxCost }),
      signal: stop.signal,
      onStart: (started) => {
        folder = started;
        progress.clear();
        console.error(`Run ${started.manifest.id} in ${relative('', started.path)}`);
      },
      onTrouble: (message) => {
        if (message !== trouble) progress.say(message);
        trouble = message;
      },
      onWork: (work) => progress.work(workLine(work)),
      onChange: (changed) => {
        state = changed;
        progress.update(changed);
      },
    };
    const result = await work(engine, progress);
    if (result && !(result instanceof RunFolder)) return conclude(result, options, progress);
    if (!result) {
      console.error('Nothing to do: no case of that kind lacks an answer or a score.');
      return 0;
    }
    console.log(result.manifest.id);
    console.error(`Submitted. Collect with: assay resume ${result.manifest.id}`);
    return 0;
  } finally {
    progress.stop();
    clearTimeout(deadline);
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** No timer can be set for longer; a batch has ended after a day. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** As slow as it takes to see it work. */
const SESSION_SIMULATOR = { batchSeconds: 1, retryAfterSeconds: 1 };

/** `0.2 MB`, or `14 kB`. */
function fileSize(path: string): string {
  const { size } = statSync(path);
  return size < 1e5 ? `${Math.ceil(size / 1e3)} kB` : megabytes(size);
}

/** What annotations leave out: a log may be public. `assay report -f github` quotes what failed. */
const TEXTS = { inputs: true, outputs: true, expected: true, columns: new Set<string>() };

function conclude(
  { folder, ...finished }: RunResult,
  { json, simulate }: SessionOptions,
  progress: Progress,
): number {
  const { summary } = finished;
  const report = reportOf(folder, finished);
  progress.work('writing the reports');
  const paths = writeReports(report, folder);
  progress.stop();
  const code = tellGates(summary, github.render(redactReport(report, TEXTS)));
  if (json) print(namedJson(summary));
  else {
    printScreen(`\n${renderTerminal(summary, terminalOptions())}\n`);
    for (const path of paths) console.log(`Report  ${relative('', path)} (${fileSize(path)})`);
    console.log('Open    assay view');
  }
  if (summary.unanswered > 0) {
    console.error(
      `${summary.unanswered} of ${summary.trials} have no answer. Send them again: assay rerun ${folder.manifest.id}${simulate ? ' --simulate' : ''}`,
    );
  }
  // A run in which nothing was answered, or nothing scored, has shown nothing: it is not green.
  if (summary.unanswered === summary.trials) return 1;
  if (summary.variants.some(({ graders }) => graders.some(({ mean }) => mean.n > 0))) return code;
  console.error('No answer was scored: every grader failed on every answer.');
  return 1;
}
