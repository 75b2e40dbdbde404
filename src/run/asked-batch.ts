import { join } from 'node:path';
import type { BatchPort } from '../api/port.ts';
import { parseRequestId } from '../model/request.ts';
import type { Batch } from '../model/result.ts';
import type { Clock } from './context.ts';
import { readLines } from './disk.ts';
import { downloadResults } from './download.ts';
import { parseResultLine } from './run-folder.ts';
import { sizeOf } from './twins.ts';

/** An ended batch of the workspace with its results, downloaded. */
export interface FetchedBatch {
  readonly batch: Batch;
  /** Absolute. The results as they came. */
  readonly path: string;
  /** Each once, in the order of the results. */
  readonly customIds: readonly string[];
}

/** A found batch and what its results say was asked: arrays side by side, a few bytes a request. */
export interface AskedBatch extends Pick<FetchedBatch, 'batch' | 'path'> {
  readonly trials: readonly number[];
  readonly attempts: readonly number[];
  /** The 48 bits of the request's hash that its id shows. Empty: the ids are not Assay's. */
  readonly hashes: readonly number[];
  /** Requests of which the results say nothing. */
  readonly lacking: number;
  /** The ids that the trials had, where they are not Assay's. */
  readonly names?: ReadonlyMap<number, string>;
}

/** Downloads the results of a batch into a folder. @throws UserError when they cannot be had. */
export async function fetchBatch(
  port: BatchPort,
  batch: Batch,
  folder: string,
  waiting: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<FetchedBatch> {
  const path = join(folder, `${encodeURIComponent(batch.id)}.jsonl`);
  const { customIds } = await downloadResults({
    port,
    id: batch.id,
    requests: { path: '', lines: 0, bytes: 0 },
    counts: batch.request_counts,
    path,
    read: () => {
      const found = new Set<string>();
      for (const { text } of readLines(path)) {
        const line = parseResultLine(text);
        if (line) found.add(line.custom_id);
      }
      return { answered: found.size, customIds: [...found] };
    },
    ...waiting,
  });
  return { batch, path, customIds };
}

/** What a run with this key asked in the batch: ids of others, and of other threads, are nobody's. */
export function askedBy(key: string, { batch, path, customIds }: FetchedBatch): AskedBatch {
  const [trials, attempts, hashes]: [number[], number[], number[]] = [[], [], []];
  for (const customId of customIds) {
    const id = parseRequestId(customId);
    if (id?.run !== key || id.thread !== 0 || id.turn !== 0) continue;
    trials.push(id.trial);
    attempts.push(id.attempt);
    hashes.push(Number.parseInt(id.hash, 16));
  }
  return { batch, path, trials, attempts, hashes, lacking: Math.max(0, sizeOf(batch) - customIds.length) };
}
