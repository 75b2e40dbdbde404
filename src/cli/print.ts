import { writeSync } from 'node:fs';

/** To standard output, synchronously, so that more than memory holds does not pile up before a slow reader. */
export function print(chunk: string | Uint8Array): void {
  const bytes = Buffer.from(chunk);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader of the pipe is slow (try again) or has gone (as `head` does: enough was read).
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}
