import type { ApiVersion } from '../model/request-rules.ts';
import type { Batch } from '../model/result.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
export const EXPIRY_MS = DAY_MS;
/** Results are kept so long from the batch's creation, not from its end. */
export const ARCHIVAL_MS = 29 * DAY_MS;

/** A batch as the simulator keeps it. Times are milliseconds since the epoch. */
export interface StoredBatch {
  readonly id: string;
  readonly workspace: string;
  readonly apiVersion: ApiVersion;
  readonly createdAt: number;
  readonly total: number;
  readonly resultsPath: string;
  canceledAt: number | null;
  endedAt: number | null;
  counts: Batch['request_counts'];
}

export function isArchived(batch: StoredBatch, now: number): boolean {
  return batch.endedAt !== null && now >= batch.createdAt + ARCHIVAL_MS;
}

/** The batch as the API shows it, all ten keys present. */
export function describeBatch(
  batch: StoredBatch,
  context: { readonly now: number; readonly origin: string; readonly keepsUrl: boolean },
): Batch {
  const { id, createdAt, canceledAt, endedAt, counts } = batch;
  const archived = isArchived(batch, context.now);
  const hasUrl = endedAt !== null && (!archived || context.keepsUrl);
  return {
    id,
    type: 'message_batch',
    processing_status: statusOf(batch),
    request_counts: counts,
    created_at: timestamp(createdAt),
    expires_at: timestamp(createdAt + EXPIRY_MS),
    ended_at: endedAt === null ? null : timestamp(endedAt),
    cancel_initiated_at: canceledAt === null ? null : timestamp(canceledAt),
    archived_at: archived ? timestamp(createdAt + ARCHIVAL_MS) : null,
    results_url: hasUrl ? `${context.origin}/v1/messages/batches/${id}/results` : null,
  };
}

function statusOf({ endedAt, canceledAt }: StoredBatch): Batch['processing_status'] {
  if (endedAt !== null) return 'ended';
  return canceledAt === null ? 'in_progress' : 'canceling';
}

function timestamp(time: number): string {
  return new Date(time).toISOString();
}
