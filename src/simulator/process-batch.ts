import { setImmediate, setTimeout } from 'node:timers/promises';
import type { BatchRequest } from '../model/request.ts';
import type { AnswerRequest, Outcome } from './answer.ts';
import { errorBody } from './api-error.ts';
import { EXPIRY_MS, type StoredBatch } from './batch.ts';
import { newRequestId } from './request-id.ts';
import type { RequestSpool } from './request-spool.ts';
import { createResultFile } from './result-file.ts';
import { randomFrom, shuffledIndices } from './seeded-random.ts';

/** So many requests are answered before others get their turn on the event loop. */
const SLICE = 64;
/** The clock may be anybody's, so it is read again and again rather than slept on. */
const TICK_MS = 15;

export interface Processing {
  readonly answer: AnswerRequest;
  readonly now: () => number;
  /** How long the whole batch takes. */
  readonly durationMs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/**
 * Works a batch off at an even pace and in random order, writes its results, and ends it. What is not done
 * when 24 hours are over expires; after a cancel, what is under way still finishes for a tenth of the
 * batch's time, and the rest is canceled. Counts move once, at the end.
 */
export async function processBatch(
  batch: StoredBatch,
  requests: RequestSpool,
  processing: Processing,
): Promise<void> {
  const { answer, now, durationMs, seed, signal } = processing;
  const { total, createdAt, apiVersion } = batch;
  const order = shuffledIndices(total, randomFrom(`order ${seed} ${total}`));
  const file = await createResultFile(batch.resultsPath);
  const counts = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
  let done = 0;

  const settle = async (customId: string, outcome: Outcome | { type: 'canceled' }): Promise<void> => {
    counts[outcome.type]++;
    const result =
      outcome.type === 'errored'
        ? { type: 'errored', error: errorBody(outcome.error.type, outcome.error.message, newRequestId()) }
        : outcome;
    await file.write(JSON.stringify({ custom_id: customId, result }));
  };

  const answerUntil = async (due: number): Promise<void> => {
    while (done < due) {
      const slice = Array.from(order.subarray(done, Math.min(due, done + SLICE)), (i) => parse(requests, i));
      const time = now();
      const outcomes = await Promise.all(
        slice.map(({ params }) => answer(params, { endpoint: 'batch', apiVersion, now: time })),
      );
      for (const [i, outcome] of outcomes.entries()) await settle(slice[i]!.custom_id, outcome);
      done += slice.length;
      await setImmediate();
      signal.throwIfAborted();
    }
  };

  try {
    for (;;) {
      const time = now();
      const end = endOf(batch, durationMs);
      const elapsed = Math.min(time, end) - createdAt;
      await answerUntil(elapsed >= durationMs ? total : Math.floor((total * elapsed) / durationMs));
      if (time >= end) break;
      await setTimeout(Math.min(TICK_MS, end - time), undefined, { signal });
    }
    const type = batch.canceledAt === null ? 'expired' : 'canceled';
    for (; done < total; done++) await settle(parse(requests, order[done]!).custom_id, { type });
  } finally {
    await file.close();
    await requests.close();
  }
  batch.counts = counts;
  batch.endedAt = now();
}

/** When the batch ends, unless it is canceled later. */
function endOf({ createdAt, canceledAt }: StoredBatch, durationMs: number): number {
  const regular = createdAt + Math.min(durationMs, EXPIRY_MS);
  return canceledAt === null ? regular : Math.min(regular, canceledAt + durationMs / 10);
}

function parse(requests: RequestSpool, index: number): BatchRequest {
  return JSON.parse(requests.read(index).toString('utf8')) as BatchRequest;
}
