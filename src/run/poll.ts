import { ApiFailure } from '../api/failure.ts';
import type { Polled } from '../api/port.ts';
import type { BatchState } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import type { RunContext } from './context.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60 * 1000;
const GROWTH = 1.5;

/** How long to wait before the next look: longer each time, and never shorter than the server asks for. */
export function pollDelay(looks: number, retryAfterSeconds: number | null): number {
  const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * GROWTH ** looks);
  return Math.max(backoff, (retryAfterSeconds ?? 0) * 1000);
}

/** Looks at a batch until it has ended, and writes that down. What can pass by itself is waited for. */
export async function pollUntilEnded(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, signal } = context;
  for (let looks = 0; ; looks++) {
    const polled = await lookAt(context, batch);
    if (polled.batch?.processing_status === 'ended') {
      writer.append({
        type: 'ended',
        at: clock.now().toISOString(),
        batch: batch.number,
        endedAt: polled.batch.ended_at ?? clock.now().toISOString(),
        counts: polled.batch.request_counts,
      });
      return;
    }
    signal.throwIfAborted();
    await clock.sleep(pollDelay(looks, polled.retryAfter), signal);
  }
}

/** A look that failed in passing has no batch. */
type Look = Omit<Polled, 'batch'> & { readonly batch: Polled['batch'] | null };

async function lookAt({ portOf, onTrouble }: RunContext, batch: BatchState): Promise<Look> {
  try {
    return await portOf(batch).retrieve(batch.id!);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.transient) {
      onTrouble(`looking at batch ${batch.id}: ${error.message}; trying again`);
      return { batch: null, retryAfter: error.retryAfter };
    }
    throw new UserError(
      `batch ${batch.id} cannot be looked at: ${error.status} ${error.type}: ${error.message}`,
      error.status === 404
        ? 'it is not in this workspace: check the key and ANTHROPIC_BASE_URL; a simulator forgets its batches when it stops'
        : 'assay resume goes on once the cause is gone',
      1,
    );
  }
}
