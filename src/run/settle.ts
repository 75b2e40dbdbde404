import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import type { BatchState } from '../core/state.ts';
import type { Batch } from '../model/result.ts';
import type { RunContext } from './context.ts';
import { firstResultId } from './first-result.ts';
import { pollDelay } from './poll.ts';

/** Clocks differ: a batch that is ours may seem older than the intent to make it. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;
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
export async function settle(context: RunContext, variant: number, batch: BatchState): Promise<void> {
  const { writer, clock, ports, signal } = context;
  const port = ports[variant]!;
  // Once: if the next try is cut off too, it is settled like any other.
  if (context.resubmit.delete(batch.number)) {
    writer.append({ type: 'abandoned', at: clock.now().toISOString(), batch: batch.number });
    return;
  }
  const strangers = new Set(writer.state.batches.flatMap(({ id }) => id ?? []));
  for (let looks = 0; ; looks++) {
    const at = clock.now();
    const found = await look(port, batch, strangers, context);
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
  port: BatchPort,
  batch: BatchState,
  strangers: Set<string>,
  context: RunContext,
): Promise<Batch | 'nothing' | 'unsure'> {
  const since = Date.parse(batch.intendedAt!) - CLOCK_SKEW_MS;
  let unsure = false;
  try {
    for await (const candidate of port.list()) {
      if (Date.parse(candidate.created_at) < since) break;
      if (strangers.has(candidate.id) || sizeOf(candidate) !== batch.requests.lines) continue;
      if (candidate.processing_status !== 'ended') unsure = true;
      else if (await isOurs(port, candidate, batch, context)) return candidate;
      else strangers.add(candidate.id);
    }
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.transient) throw error;
    unsure = true;
  }
  return unsure ? 'unsure' : 'nothing';
}

function sizeOf({ request_counts }: Batch): number {
  return Object.values(request_counts).reduce((sum, count) => sum + count, 0);
}

async function isOurs(
  port: BatchPort,
  candidate: Batch,
  batch: BatchState,
  { writer }: RunContext,
): Promise<boolean> {
  const id = await firstResultId(port, candidate.id);
  return id?.run === writer.folder.manifest.key && writer.state.batch[id.trial] === batch.number;
}
