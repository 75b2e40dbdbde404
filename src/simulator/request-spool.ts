import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';

const FLUSH_BYTES = 1 << 20;

/** The requests of a batch in a file, read by number. In memory each is eight bytes. */
export interface RequestSpool {
  readonly count: number;
  /** Takes the bytes of a request; they reach the file with the next `flush`. */
  append(request: Buffer): void;
  /** Writes what has been taken once that is a lot, or anyway when asked to write all. */
  flush(everything?: boolean): Promise<void>;
  read(index: number): Buffer;
  close(): Promise<void>;
}

export async function createRequestSpool(path: string): Promise<RequestSpool> {
  const file = await open(path, 'w+');
  let ends = new Float64Array(1024);
  let count = 0;
  let size = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;

  return {
    get count() {
      return count;
    },

    append(request) {
      if (count === ends.length) {
        const grown = new Float64Array(ends.length * 2);
        grown.set(ends);
        ends = grown;
      }
      size += request.length;
      ends[count++] = size;
      pending.push(request);
      pendingBytes += request.length;
    },

    async flush(everything = false) {
      if (pendingBytes === 0 || (pendingBytes < FLUSH_BYTES && !everything)) return;
      const bytes = Buffer.concat(pending);
      pending = [];
      pendingBytes = 0;
      await file.appendFile(bytes);
    },

    // Synchronous because a read from the page cache is faster than a promise, and there are many.
    read(index) {
      const start = index === 0 ? 0 : ends[index - 1]!;
      const request = Buffer.allocUnsafe(ends[index]! - start);
      readSync(file.fd, request, 0, request.length, start);
      return request;
    },

    close: () => file.close(),
  };
}
