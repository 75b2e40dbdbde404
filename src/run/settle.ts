import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import type { BatchState } from '../core/state.ts';
import type { Batch } from '../model/result.ts';
import type { RunContext } from './context.ts';
import { pollDelay } from './poll.ts';
import { knownIds, twinsOf } from './twins.ts';

/** A batch that was created shows in the list at once; this is patience for a POST still on its way. */
const GRACE_MS = 2 * 60 * 1000;

/**
 * Finds out what became of a batch that was intended and of which nobody wrote down the outcome: the POST
 * timed out, the connection broke, the server failed, or the process died.
 *
 * The API has no idempotency key and shows no ids before the end, so: of the workspace's batches made since
 * the intent, those of another size are others'; ours is the one whose results carry our ids; one that is
 * still in progress is waited for, since waiting costs nothing and a second POST would. When none is left,
 * the batch is abandoned, and may be sent again.
 */
export async function settle(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, portOf, signal } = context;
  const port = portOf(batch);
  // Once: if the next try is cut off too, it is settled like any other.
  if (context.resubmit.delete(batch.number)) {
    writer.append({ type: 'abandoned', at: clock.now().toISOString(), batch: batch.number });
    return;
  }
  const strangers = knownIds(context);
  for (let looks = 0; ; looks++) {
    const at = clock.now();
    const found = await look(context, port, batch, strangers);
    if (found === 'nothing' && (!port.remote || at.getTime() - Date.parse(batch.intendedAt!) > GRACE_MS)) {
      writer.append({ type: 'abandoned', at: at.toISOString(), batch: batch.number });
      return;
    }
    if (typeof found === 'object') {
      const { id, created_at: createdAt, expires_at: expiresAt } = found;
      writer.append({ type: 'created', at: at.toISOString(), batch: batch.number, id, createdAt, expiresAt });
      return;
    }
    signal.throwIfAborted();
    await clock.sleep(pollDelay(looks, null), signal);
  }
}

/** `unsure`: some batch may yet turn out to be ours, or the API does not answer. */
async function look(
  context: RunContext,
  port: BatchPort,
  batch: BatchState,
  strangers: Set<string>,
): Promise<Batch | 'nothing' | 'unsure'> {
  let unsure = false;
  try {
    for await (const twin of twinsOf(context, port, batch, batch.intendedAt!, strangers)) {
      if (twin.isOurs) return twin.batch;
      unsure ||= twin.isOurs === null;
    }
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.transient) throw error;
    unsure = true;
  }
  return unsure ? 'unsure' : 'nothing';
}
