import type { BatchPort } from '../api/port.ts';
import type { BatchState } from '../core/state.ts';
import { attemptsOf } from '../core/thread-state.ts';
import type { Batch } from '../model/result.ts';
import type { RunContext } from './context.ts';
import { firstResultId } from './first-result.ts';

/** Clocks differ: a batch that is ours may seem older than the intent to make it. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

/** A batch of the workspace that may be one of ours, whose creation nobody wrote down. */
export interface Twin {
  readonly batch: Batch;
  /** Null: its ids show only in its results, and it is still at work. */
  readonly isOurs: boolean | null;
}

/**
 * The workspace's batches made since a moment that may be this one: of its size, and not known to be others.
 * Those that turn out to be others' are added to the strangers.
 *
 * @throws ApiFailure
 */
export async function* twinsOf(
  context: RunContext,
  port: BatchPort,
  batch: BatchState,
  since: string,
  strangers: Set<string>,
): AsyncGenerator<Twin> {
  const earliest = Date.parse(since) - CLOCK_SKEW_MS;
  for await (const candidate of port.list()) {
    if (Date.parse(candidate.created_at) < earliest) break;
    if (strangers.has(candidate.id) || sizeOf(candidate) !== batch.requests.lines) continue;
    if (candidate.processing_status !== 'ended') yield { batch: candidate, isOurs: null };
    else {
      const isOurs = await belongsTo(context, port, candidate.id, batch);
      if (!isOurs) strangers.add(candidate.id);
      yield { batch: candidate, isOurs };
    }
  }
}

/** The ids of all batches that the run knows as its own. */
export function knownIds({ writer }: RunContext): Set<string> {
  return new Set(writer.state.batches.flatMap(({ id }) => id ?? []));
}

/** Requests of a batch. */
export function sizeOf({ request_counts }: Batch): number {
  return Object.values(request_counts).reduce((sum, count) => sum + count, 0);
}

/** All requests of a batch were packed together, so the id in one result tells whose they all are. */
async function belongsTo(
  { writer: { folder, state } }: RunContext,
  port: BatchPort,
  id: string,
  batch: BatchState,
): Promise<boolean> {
  const first = await firstResultId(port, id);
  if (first?.run !== folder.manifest.key || first.trial >= state.trials) return false;
  if (first.thread !== batch.thread || first.attempt !== batch.attempt) return false;
  return attemptsOf(state.threads[batch.thread]!, first.trial).some((own) => own.batch === batch.number);
}
