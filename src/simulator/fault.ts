import { randomFrom } from './seeded-random.ts';

/** What a call asks for. */
export type Operation =
  | 'create batch'
  | 'retrieve batch'
  | 'list batches'
  | 'cancel batch'
  | 'delete batch'
  | 'batch results'
  | 'create message'
  | 'count tokens'
  | 'list models'
  | 'retrieve model'
  | 'unknown';

/** One HTTP call, as it arrived. */
export interface Call {
  /** 1 is the first call the simulator got. */
  readonly ordinal: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly operation: Operation;
  /** The batch or model that the path names. */
  readonly id?: string;
}

/** What the client gets instead of its reply: a closed connection, nothing at all, or an error. */
export type Mishap =
  | 'drop'
  | 'silence'
  | {
      readonly status: number;
      readonly message?: string;
      /** Seconds, for the header `retry-after`. */
      readonly retryAfter?: number;
      /** For `details.error_code` of the error. */
      readonly errorCode?: string;
    };

/**
 * Something that goes wrong with a call. On `arrival` nothing has happened on the server, and its body is
 * not read. At `reply` everything has: a batch exists, and its creator is not told. `results` spoils the
 * download: `lines` replaces each line by none, one or more (left out, doubled, malformed, foreign), then
 * the rest is cut after so many bytes, with the connection destroyed or cleanly ended.
 */
export type Fault =
  | { readonly at: 'arrival'; readonly how: Mishap }
  | { readonly at: 'reply'; readonly how: Mishap }
  | ResultsFault;

export interface ResultsFault {
  readonly at: 'results';
  readonly lines?: (line: string, index: number) => readonly string[];
  readonly cut?: { readonly afterBytes: number; readonly end: 'destroy' | 'clean' };
}

/** Shares, from 0 to 1, of what goes wrong by chance. The same seed and the same calls: the same faults. */
export interface FaultShares {
  /** Requests that come back errored, as `overloaded_error` or `api_error`; sent again, they succeed. */
  readonly errored?: number;
  /** Requests of a batch that come back expired; sent again, they succeed. */
  readonly expired?: number;
  /** Calls answered 429 with `retry-after: 1`. */
  readonly rateLimited?: number;
  /** Calls answered 529. */
  readonly overloaded?: number;
  /** Calls answered 500: half of them on arrival, half after the work was done. */
  readonly failed?: number;
  /** Calls whose connection is dropped: half of them on arrival, half after the work was done. */
  readonly dropped?: number;
}

/** Faults of calls by chance. */
export function createCallFaults(shares: FaultShares, seed: number): () => Fault | undefined {
  const random = randomFrom(`calls ${seed}`);
  const { rateLimited = 0, overloaded = 0, failed = 0, dropped = 0 } = shares;
  return () => {
    let roll = random();
    const at = random() < 0.5 ? 'arrival' : 'reply';
    const isNext = (share: number): boolean => {
      roll -= share;
      return roll < 0;
    };
    if (isNext(rateLimited)) return { at: 'arrival', how: { status: 429, retryAfter: 1 } };
    if (isNext(overloaded)) return { at: 'arrival', how: { status: 529 } };
    if (isNext(failed)) return { at, how: { status: 500 } };
    if (isNext(dropped)) return { at, how: 'drop' };
    return undefined;
  };
}

export type RequestMishap = 'overloaded_error' | 'api_error' | 'expired';

/** Faults of requests by chance, by the hash of their params: each strikes once, so a rerun succeeds. */
export function createRequestFaults(
  shares: FaultShares,
  seed: number,
): (hash: string, isInBatch: boolean) => RequestMishap | undefined {
  const { errored = 0, expired = 0 } = shares;
  const struck = new Set<string>();
  return (hash, isInBatch) => {
    if (errored + expired === 0 || struck.has(hash)) return undefined;
    const random = randomFrom(`request ${seed} ${hash}`);
    const roll = random();
    const isErrored = roll < errored;
    if (!isErrored && !(isInBatch && roll < errored + expired)) return undefined;
    struck.add(hash);
    if (!isErrored) return 'expired';
    return random() < 0.5 ? 'overloaded_error' : 'api_error';
  };
}
