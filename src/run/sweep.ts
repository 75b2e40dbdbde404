import type { BatchPort } from '../api/port.ts';
import type { Batch } from '../model/result.ts';
import { firstResultId } from './first-result.ts';
import type { RunFolder } from './run-folder.ts';

/** A batch of the workspace, and whose it is. */
export interface SweptBatch {
  readonly batch: Batch;
  /**
   * A run here; the key of a run whose folder is not here; `unknown` while the batch is at work, since its
   * ids show only in its results; `other`: not made by Assay.
   */
  readonly owner:
    | { readonly run: string }
    /** It carries the ids of a run here whose journal does not know it. */
    | { readonly twinOf: string }
    | { readonly lostKey: string }
    | { readonly unknown: true }
    | { readonly other: true };
}

/** Walks the batches of the workspace, newest first, and says of each which of the runs it belongs to. */
export async function* sweep(port: BatchPort, runs: readonly RunFolder[]): AsyncGenerator<SweptBatch> {
  const runOfBatch = new Map<string, string>();
  const runOfKey = new Map<string, string>();
  for (const run of runs) {
    runOfKey.set(run.manifest.key, run.manifest.id);
    for (const fact of run.facts()) {
      if (fact.type === 'created') runOfBatch.set(fact.id, run.manifest.id);
    }
  }
  for await (const batch of port.list()) {
    const known = runOfBatch.get(batch.id);
    if (known !== undefined) yield { batch, owner: { run: known } };
    else if (batch.processing_status !== 'ended') yield { batch, owner: { unknown: true } };
    else {
      const key = (await firstResultId(port, batch.id))?.run;
      const run = key === undefined ? undefined : runOfKey.get(key);
      yield {
        batch,
        owner: run !== undefined ? { twinOf: run } : key !== undefined ? { lostKey: key } : { other: true },
      };
    }
  }
}
