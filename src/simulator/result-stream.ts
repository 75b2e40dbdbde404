import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ResultsFault } from './fault.ts';

type Spoiling = Omit<ResultsFault, 'at'>;

/** The bytes of a results file, spoiled as a fault wants them. */
export async function* resultStream(path: string, { lines, cut }: Spoiling = {}): AsyncGenerator<Buffer> {
  const whole = lines ? replacedLines(path, lines) : createReadStream(path);
  let left = cut?.afterBytes ?? Number.POSITIVE_INFINITY;
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    yield left < chunk.length ? chunk.subarray(0, left) : chunk;
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function* replacedLines(path: string, replace: NonNullable<Spoiling['lines']>): AsyncGenerator<Buffer> {
  let index = 0;
  let separator = '';
  for await (const line of createInterface({ input: createReadStream(path) })) {
    for (const kept of replace(line, index++)) {
      yield Buffer.from(separator + kept);
      separator = '\n';
    }
  }
}
