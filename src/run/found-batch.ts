import type { BatchPort } from '../api/port.ts';
import type { RequestId } from '../model/request.ts';
import type { Batch } from '../model/result.ts';
import { firstResultId } from './first-result.ts';
import { parseResultId } from './run-folder.ts';

/** A batch of the workspace with the ids in its results. */
export interface FoundBatch {
  readonly batch: Batch;
  readonly ids: readonly RequestId[];
}

/** What a workspace holds of runs whose folders are not here. */
export interface Workspace {
  /** Ended batches by the key of their run, newest first. */
  readonly lost: ReadonlyMap<string, readonly Batch[]>;
  /** Batches at work: whose they are shows only when they have ended. */
  readonly atWork: readonly Batch[];
}

/** Walks the workspace, and reads one result of each batch that is not known. */
export async function surveyWorkspace(port: BatchPort, known: ReadonlySet<string>): Promise<Workspace> {
  const lost = new Map<string, Batch[]>();
  const atWork: Batch[] = [];
  for await (const batch of port.list()) {
    if (batch.processing_status !== 'ended') atWork.push(batch);
    // What is older than 29 days has no results any more.
    else if (batch.archived_at === null) {
      const key = (await firstResultId(port, batch.id))?.run;
      if (key === undefined || known.has(key)) continue;
      lost.set(key, [...(lost.get(key) ?? []), batch]);
    }
  }
  return { lost, atWork };
}

/** The ids of a run in the results of a batch. Lines that are none of its are left out. */
export async function readIds(port: BatchPort, batch: Batch, key: string): Promise<FoundBatch> {
  const ids: RequestId[] = [];
  for await (const line of resultLines(port, batch.id)) {
    const id = parseResultId(line);
    if (id?.run === key) ids.push(id);
  }
  return { batch, ids };
}

/** The lines of a batch's results, one at a time. */
export async function* resultLines(port: BatchPort, id: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of port.results(id, { path: '', lines: 0, bytes: 0 }, new Set())) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
