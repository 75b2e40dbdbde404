import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import { addDollars, costOfLine } from '../core/record.ts';
import type { BatchState } from '../core/state.ts';
import type { FactOf } from '../model/journal.ts';
import type { Batch } from '../model/result.ts';
import type { RunContext } from './context.ts';
import { pollDelay } from './poll.ts';
import { parseResultLine } from './run-folder.ts';
import { knownIds, twinsOf } from './twins.ts';

/**
 * A batch that was abandoned and sent again may have existed after all: the API has no idempotency key. Looks
 * through the workspace once more and writes down what is found, so that money that was lost is not hidden.
 */
export async function auditBatch(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, portOf, clock, signal } = context;
  const port = portOf(batch);
  for (let tries = 0; ; tries++) {
    try {
      const found = port.remote ? await lookForTwins(context, port, batch) : { duplicates: [], unsure: [] };
      writer.append({ type: 'audited', at: clock.now().toISOString(), batch: batch.number, ...found });
      return;
    } catch (error) {
      if (!(error instanceof ApiFailure) || !error.transient) throw error;
      signal.throwIfAborted();
      await clock.sleep(pollDelay(tries, error.retryAfter), signal);
    }
  }
}

type Found = Pick<FactOf<'audited'>, 'duplicates' | 'unsure'>;

async function lookForTwins(context: RunContext, port: BatchPort, batch: BatchState): Promise<Found> {
  const duplicates: Found['duplicates'] = [];
  const unsure: Found['unsure'] = [];
  for await (const twin of twinsOf(context, port, batch, batch.doubtfulSince!, knownIds(context))) {
    if (twin.isOurs === null) unsure.push(twin.batch.id);
    else if (twin.isOurs) {
      const cost = await costOf(context, port, twin.batch);
      duplicates.push({ id: twin.batch.id, requests: batch.requests.lines, cost });
    }
  }
  return { duplicates, unsure };
}

async function costOf(
  { prices, writer }: RunContext,
  port: BatchPort,
  { id, created_at }: Batch,
): Promise<number | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of port.results(id, { path: '', lines: 0, bytes: 0 }, new Set())) chunks.push(chunk);
  const day = created_at.slice(0, 10);
  const lines = Buffer.concat(chunks).toString('utf8').split('\n');
  return addDollars(
    lines.map((line) => costOfLine(parseResultLine(line), prices, day, writer.folder.manifest.mode)),
  );
}
