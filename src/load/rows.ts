import { extname } from 'node:path';
import { didYouMean } from '../model/did-you-mean.ts';
import { isUserError, messageOf, UserError } from '../model/errors.ts';
import type { RowSource } from '../model/suite.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './jsonl.ts';
import { placeOf } from './place.ts';
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
  const rows = iterate(source);
  let number = 0;
  try {
    for (;;) {
      const { done, value } = await rows.next();
      if (done) return;
      number++;
      const row = number;
      yield { value, where: () => `row ${row}` };
    }
  } catch (error) {
    throw isUserError(error) ? error : thrownAfter(number, error);
  } finally {
    await rows.return(undefined);
  }
}

function thrownAfter(row: number, error: unknown): UserError {
  const what = messageOf(error).split('\n')[0];
  return new UserError(
    `the dataset's rows${row === 0 ? '' : `, after row ${row}`}: ${what}`,
    placeOf(error) ?? 'thrown by the code that makes them',
  );
}

async function* iterate(source: RowSource): AsyncGenerator<unknown> {
  const rows = typeof source === 'function' ? await source() : source;
  if (!(Symbol.iterator in Object(rows)) && !(Symbol.asyncIterator in Object(rows))) {
    throw new UserError(
      'the dataset is neither a file nor rows that can be iterated',
      'give it a path, a list, or a function that returns rows',
    );
  }
  yield* rows;
}
