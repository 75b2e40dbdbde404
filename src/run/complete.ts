import { isReleasedWith, nextInstalment } from '../core/releases.ts';
import type { RunContext } from './context.ts';
import { drive } from './drive.ts';
import { finishRun } from './finish.ts';
import type { RunResult } from './options.ts';
import { checkUnchanged } from './pack-due.ts';

/**
 * Until every trial has been collected and graded. Of a run in instalments the first is; then a look at it says
 * whether the next is needed.
 */
export async function complete(context: RunContext): Promise<RunResult> {
  for (;;) {
    await drive(context);
    const result = { folder: context.writer.folder, ...(await finishRun(context)) };
    if (!releasesMore(context, result)) return result;
  }
}

/**
 * What a look says is written down either way, so that whoever resumes the run does not look again.
 *
 * @throws UserError when the suite would ask something else now than was planned.
 */
function releasesMore(context: RunContext, result: RunResult): boolean {
  const { writer, clock, next } = context;
  const { releases } = writer.state;
  if (!releases) return false;
  for (;;) {
    const instalment = nextInstalment(releases);
    if (instalment === null) return false;
    const isNeeded =
      next(result.summary, instalment === releases.instalments.looks ? 'repetition' : 'share') === 'release';
    if (isNeeded) checkUnchanged(context, (trial) => isReleasedWith(releases, instalment, trial));
    const type = isNeeded ? 'released' : 'stopped';
    writer.append({ type, at: clock.now().toISOString(), instalment });
    if (isNeeded) return true;
  }
}
