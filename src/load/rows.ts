import { extname } from 'node:path';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { RowSource } from '../model/suite.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './jsonl.ts';
import type { Row, RowReader } from './row.ts';

/** A dataset format is one file and one line here. */
const READERS = {
  '.csv': readCsv,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.json': readJson,
} satisfies Record<string, RowReader>;

/** The rows of a file or of rows in memory, one at a time. */
export function readRows(root: string, source: string | RowSource): AsyncIterable<Row> {
  if (typeof source !== 'string') return readInline(source);
  const extension = extname(source).toLowerCase();
  if (!Object.hasOwn(READERS, extension)) {
    throw new UserError(
      `${source}: "${extension || 'no ending'}" is not a format that can be read`,
      didYouMean(extension, Object.keys(READERS)),
    );
  }
  return READERS[extension as keyof typeof READERS](root, source);
}

async function* readInline(source: RowSource): AsyncGenerator<Row> {
  let number = 0;
  for await (const value of typeof source === 'function' ? await source() : source) {
    number++;
    const row = number;
    yield { value, where: () => `row ${row}` };
  }
}
