import { ApiFailure } from '../api/failure.ts';
import type { BatchPort, RequestFile } from '../api/port.ts';
import { UserError } from '../model/errors.ts';
import type { Batch } from '../model/result.ts';
import type { Clock } from './context.ts';
import { FileWriter } from './disk.ts';

/** Downloads that end early are begun again this often before what is missing counts as missing. */
const DOWNLOADS = 4;
const WAIT_MS = 5_000;

interface DownloadFacts<Read> {
  readonly port: BatchPort;
  /** The batch's id. */
  readonly id: string;
  readonly requests: RequestFile;
  /** How many of its requests have ended, as the API counts them. */
  readonly counts: Batch['request_counts'];
  /** The results file. */
  readonly path: string;
  /** Reads the file: how many requests it speaks of, and whatever the caller needs. */
  readonly read: () => Read;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Fetches an ended batch's results into a file, verbatim. From the start each time: the API has no ranges, and
 * a cut at a line's end shows only in the count.
 *
 * @throws UserError when they cannot be had.
 */
export async function downloadResults<Read extends { readonly answered: number }>(
  facts: DownloadFacts<Read>,
): Promise<Read & { readonly file: { readonly bytes: number; readonly sha256: string } }> {
  const { port, id, requests, counts, path, read, clock, signal } = facts;
  const { processing: _, ...ended } = counts;
  const promised = Object.values(ended).reduce((sum, count) => sum + count, 0);
  for (let round = 1; ; round++) {
    const writing = new FileWriter(path, { hashed: true });
    try {
      for await (const chunk of port.results(id, requests, new Set())) {
        signal.throwIfAborted();
        writing.bytes(chunk);
      }
      const file = writing.finish();
      const found = read();
      if (found.answered >= promised || round === DOWNLOADS) return { file, ...found };
    } catch (error) {
      writing.discard();
      if (!(error instanceof ApiFailure)) throw error;
      if (!error.transient || round === DOWNLOADS) throw unavailable(id, error);
    }
    await clock.sleep(WAIT_MS * round, signal);
  }
}

function unavailable(id: string, error: ApiFailure): UserError {
  return new UserError(
    `the results of batch ${id} cannot be fetched: ${error.message}`,
    'they are kept for 29 days after the batch was made; try again: assay resume, or assay recover',
    1,
  );
}
