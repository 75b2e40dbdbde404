/** What the simulator was asked and what it answered: the truth that a client's own books are held against. */
export interface Account {
  /** HTTP calls of any kind, also those that a fault swallowed. */
  calls: number;
  /** Batches that exist or existed, whether or not their creator was told. */
  batches: number;
  /** Requests in these batches: what was bought. */
  requests: number;
  /** Requests of ended batches, by result. */
  succeeded: number;
  errored: number;
  canceled: number;
  expired: number;
  /** Messages answered one by one, outside batches. */
  messages: number;
}

export function emptyAccount(): Account {
  return {
    calls: 0,
    batches: 0,
    requests: 0,
    succeeded: 0,
    errored: 0,
    canceled: 0,
    expired: 0,
    messages: 0,
  };
}
