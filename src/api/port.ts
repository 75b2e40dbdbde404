import type { Batch } from '../model/result.ts';

/** A finished requests file: JSON lines of `{ custom_id, params }`, and what is known of it. */
export interface RequestFile {
  /** Absolute. */
  readonly path: string;
  readonly lines: number;
  readonly bytes: number;
}

/** What `retrieve` returns: the batch, and how long the server asks to wait before the next look. */
export interface Polled {
  readonly batch: Batch;
  /** Seconds; null where the server gave no hint. */
  readonly retryAfter: number | null;
}

/**
 * Who answers: the calls of the Message Batches API. Behind it stand the real API, single requests (live),
 * recorded answers, and whatever someone needs next. `test/contract/` holds what every port must do.
 *
 * @see https://platform.claude.com/docs/en/api/creating-message-batches
 */
export interface BatchPort {
  /** Where answers come from, for people: an address without credentials. */
  readonly endpoint: string;
  /** Whether a create that was interrupted may have left a batch behind, somewhere else. */
  readonly remote: boolean;
  /**
   * Whether the results can be had again, for nothing, after they were cut short. Where not, each line is
   * kept as it arrives, and only the rest is asked for.
   */
  readonly resultsAreKept: boolean;

  /** Sends once: it never tries again by itself. @throws ApiFailure that says whether a batch may exist. */
  create(requests: RequestFile): Promise<Batch>;
  retrieve(id: string): Promise<Polled>;
  list(): AsyncIterable<Batch>;
  cancel(id: string): Promise<Batch>;
  /**
   * The results, as JSON lines in chunks of bytes.
   *
   * Two parameters are for ports that do not keep their results: `answered` are the ids on disk already;
   * when `stop` is aborted nothing more is asked, and what is under way, and so paid for, still arrives.
   */
  results(
    id: string,
    requests: RequestFile,
    answered: ReadonlySet<string>,
    stop?: AbortSignal,
  ): AsyncIterable<Uint8Array>;
}
