import type { Batch } from '../model/result.ts';
import type { BatchPort, RequestFile } from './port.ts';

/**
 * The calls that a port needs which answers on this machine: its batches have ended as soon as they are
 * made, and the answers come into being while the results are read. Nothing can be left behind, so there
 * is nothing to list or to cancel.
 */
export function localBatches(
  kind: string,
  now: () => Date,
): Pick<BatchPort, 'remote' | 'create' | 'retrieve' | 'list' | 'cancel'> {
  const made = (id: string): Batch => ({
    id,
    type: 'message_batch',
    processing_status: 'ended',
    request_counts: { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
    created_at: now().toISOString(),
    expires_at: now().toISOString(),
    ended_at: now().toISOString(),
    cancel_initiated_at: null,
    archived_at: null,
    results_url: null,
  });
  return {
    remote: false,
    create: async ({ path }: RequestFile) => made(`${kind}_${path.split(/[\\/]/).at(-1)}`),
    retrieve: async (id) => ({ batch: made(id), retryAfter: null }),
    list: async function* () {},
    cancel: async (id) => made(id),
  };
}
