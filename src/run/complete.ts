import type { RunContext } from './context.ts';
import { drive } from './drive.ts';
import { finishRun } from './finish.ts';
import type { RunResult } from './options.ts';

/** Until every trial has been collected and graded. */
export async function complete(context: RunContext): Promise<RunResult> {
  await drive(context);
  return { folder: context.writer.folder, ...(await finishRun(context)) };
}
