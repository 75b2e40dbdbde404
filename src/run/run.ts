import { isUnderWay } from '../core/decide.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { complete } from './complete.ts';
import { drive } from './drive.ts';
import { reopenRun, startRun } from './open-run.ts';
import type { EngineOptions, RunOptions, RunResult } from './options.ts';
import type { RunFolder } from './run-folder.ts';

/**
 * Runs a suite: plans it, buys the answers, grades them.
 *
 * @throws UserError before anything is sent when the suite, its dataset or a request is wrong.
 */
export async function runSuite(loaded: LoadedSuite, options: RunOptions = {}): Promise<RunResult> {
  return startRun(loaded, options, complete);
}

/**
 * Plans a suite and sends its batches, and waits for none of them: {@link resumeRun} goes on, from any
 * machine that has the folder.
 */
export async function submitSuite(loaded: LoadedSuite, options: RunOptions = {}): Promise<RunFolder> {
  return startRun(loaded, options, async (context) => {
    await drive(context, 'sent');
    return context.writer.folder;
  });
}

/** Goes on with a run from wherever it stopped. A finished run is graded again, for nothing. */
export async function resumeRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions = {},
): Promise<RunResult> {
  return reopenRun(path, loaded, options, isUnderWay, complete);
}

/**
 * Cancels what is still at work and withdraws what has not been sent, waits until the batches have ended,
 * and grades what was answered by then. Requests under way may still finish, and are billed.
 */
export async function cancelRun(
  path: string,
  loaded: LoadedSuite,
  options: EngineOptions = {},
): Promise<RunResult> {
  return reopenRun(path, loaded, options, isUnderWay, async (context) => {
    const { writer, clock } = context;
    if (isUnderWay(writer.state)) writer.append({ type: 'canceled', at: clock.now().toISOString() });
    return complete(context);
  });
}
