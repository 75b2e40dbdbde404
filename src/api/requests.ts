import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RequestFile } from './port.ts';

/** The requests of a file, one at a time. */
export async function* readRequests<Params>(
  file: RequestFile,
): AsyncGenerator<{ readonly custom_id: string; readonly params: Params }> {
  for await (const line of createInterface({ input: createReadStream(file.path), crlfDelay: Infinity })) {
    if (line !== '') yield JSON.parse(line);
  }
}
