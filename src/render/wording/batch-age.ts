import type { BatchProgress } from '../../model/run-progress.ts';
import { duration, NONE } from './numbers.ts';

type Batch = Pick<BatchProgress, 'number' | 'status' | 'createdAt'>;

const HOUR_MS = 3_600_000;
/** Unprocessed requests of a batch expire. */
const EXPIRY_MS = 24 * HOUR_MS;
/** Results are kept for 29 days from the batch's creation. */
const LOSS_MS = 29 * 24 * HOUR_MS;

/** Time to the 24-hour expiry while a batch is at work, then to the loss of its results. */
export function leftText({ status: stage, createdAt }: Batch, now: number): string {
  if (createdAt === null || !(stage === 'created' || stage === 'ended')) return NONE;
  const age = now - Date.parse(createdAt);
  const until = stage === 'created' ? EXPIRY_MS : LOSS_MS;
  return duration(Math.max(0, until - age) / 1000);
}

/** What is about to be lost, or has been. */
export function ageWarnings({ number, status: stage, createdAt }: Batch, now: number): string[] {
  if (createdAt === null || !(stage === 'created' || stage === 'ended')) return [];
  const age = now - Date.parse(createdAt);
  if (age > LOSS_MS)
    return [`batch ${number}: its results were kept until 29 days after it was made, and are gone`];
  if (age > LOSS_MS - 72 * HOUR_MS)
    return [`batch ${number}: its results are lost in less than three days: assay resume`];
  if (stage === 'created' && age > EXPIRY_MS)
    return [`batch ${number}: what was not processed within 24 hours has expired: assay resume`];
  if (stage === 'created' && age > EXPIRY_MS - 2 * HOUR_MS) {
    return [`batch ${number}: what is not processed within two hours expires; it can be rerun`];
  }
  return [];
}
