import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import type { Batch } from '../model/result.ts';
import { firstResultId } from './first-result.ts';
import type { RunFolder } from './run-folder.ts';

/** A batch of the workspace, and whose it is. */
export interface SweptBatch {
  readonly batch: Batch;
  /**
   * A run here; a run here that does not know of it; the key of a run whose folder is not here; `unknown` while
   * the batch is at work, since its ids show only in its results; `gone` when those are no longer kept; `other`:
   * not made by Assay.
   */
  readonly owner:
    | { readonly run: string }
    | { readonly twinOf: string }
    | { readonly lostKey: string }
    | { readonly unknown: true }
    | { readonly gone: true }
    | { readonly other: true };
}

/** Walks the batches of the workspace, newest first, and says of each which of the runs it belongs to. */
export async function* sweep(port: BatchPort, runs: readonly RunFolder[]): AsyncGenerator<SweptBatch> {
  const runOfBatch = new Map<string, string>();
  const runOfKey = new Map<string, string>();
  for (const run of runs) {
    runOfKey.set(run.manifest.key, run.manifest.id);
    for (const id of batchIdsOf(run)) runOfBatch.set(id, run.manifest.id);
  }
  for await (const batch of port.list()) {
    const run = runOfBatch.get(batch.id);
    yield { batch, owner: run === undefined ? await ownerOf(port, batch, runOfKey) : { run } };
  }
}

/** All batches that the journal of a run knows as its own, also those that were bought twice. */
function* batchIdsOf(run: RunFolder): Generator<string> {
  for (const fact of run.facts()) {
    if (fact.type === 'created' || fact.type === 'recovered') yield fact.id;
    if (fact.type === 'audited') for (const { id } of fact.duplicates) yield id;
  }
}

/** Of a batch that stands in no journal. */
async function ownerOf(
  port: BatchPort,
  batch: Batch,
  runOfKey: ReadonlyMap<string, string>,
): Promise<SweptBatch['owner']> {
  if (batch.processing_status !== 'ended') return { unknown: true };
  if (batch.archived_at !== null) return { gone: true };
  try {
    const key = (await firstResultId(port, batch.id))?.run;
    if (key === undefined) return { other: true };
    const run = runOfKey.get(key);
    return run === undefined ? { lostKey: key } : { twinOf: run };
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return { gone: true };
    throw error;
  }
}
