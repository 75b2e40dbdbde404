/** What one batch may hold. The API refuses more than 100,000 requests or 256 MB (MB or MiB: not said). */
export interface BatchLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** 2 % below 256,000,000 bytes: room for whatever counts the envelope otherwise than we do. */
export const BATCH_LIMITS: BatchLimits = { requests: 100_000, bytes: 250_000_000 };

/** `{"requests":[` and `]}` around the requests, a comma between two. */
export const ENVELOPE = { head: '{"requests":[', separator: ',', tail: ']}' } as const;

/** Whether a batch of `count` requests and `bytes` bytes as sent can take one more of `next` bytes. */
export function fits(limits: BatchLimits, count: number, bytes: number, next: number): boolean {
  const envelope = ENVELOPE.head.length + ENVELOPE.tail.length + count * ENVELOPE.separator.length;
  return count < limits.requests && bytes + next + envelope <= limits.bytes;
}
