import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import type { BatchState } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import type { RunContext } from './context.ts';
import { pollDelay } from './poll.ts';

/** Asks the API to cancel a batch until it has taken note, and writes that down. */
export async function cancelBatch(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, portOf, clock, signal } = context;
  const port = portOf(batch);
  for (let tries = 0; ; tries++) {
    const retryAfter = await tryCancel(port, batch.id!);
    if (retryAfter === 'done') break;
    signal.throwIfAborted();
    await clock.sleep(pollDelay(tries, retryAfter), signal);
  }
  writer.append({ type: 'canceling', at: clock.now().toISOString(), batch: batch.number });
}

/** `done`, or how many seconds the server asks to wait before the next try; null: it does not say. */
async function tryCancel(port: BatchPort, id: string): Promise<'done' | number | null> {
  try {
    await port.cancel(id);
    return 'done';
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.transient) return error.retryAfter;
    // What has ended in the meantime, or is being canceled already, is refused; anything else is not done.
    if (error.status === 400 || error.status === 409) {
      const { batch } = await port.retrieve(id);
      if (batch.processing_status !== 'in_progress') return 'done';
    }
    throw new UserError(
      `batch ${id} cannot be canceled: ${error.status} ${error.type}: ${error.message}`,
      'it is still at work, and is billed as it goes on; try again: assay cancel',
      1,
    );
  }
}
