import { renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiFailure } from '../api/failure.ts';
import type { BatchPort, RequestFile } from '../api/port.ts';
import type { BatchState, ResultEntry } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import type { RunContext } from './context.ts';
import { AppendFile, digestFile, FileWriter, flushFolder, readLines } from './disk.ts';
import { parseResultLine, resultsFile } from './run-folder.ts';

/** Downloads that end early are begun again this often before what is missing counts as missing. */
const DOWNLOADS = 4;
const WAIT_MS = 5_000;

/** Fetches an ended batch's results into their file, verbatim, and writes that down. */
export async function collectResults(context: RunContext, variant: number, batch: BatchState): Promise<void> {
  const { writer, clock, ports } = context;
  const port = ports[variant]!;
  const name = resultsFile(batch.number);
  const requests = { ...batch.requests, path: writer.folder.file(batch.requests.path) };
  const collected = port.resultsAreKept
    ? await download(context, port, batch, requests)
    : await appendAnswers(context, port, batch, requests);
  const entries = collected.entries ?? [...writer.folder.resultEntries(name)];
  const results = { path: name, ...collected.file, lines: entries.length };
  writer.append(
    { type: 'collected', at: clock.now().toISOString(), batch: batch.number, results },
    { entries },
  );
}

interface Collected {
  readonly file: { readonly bytes: number; readonly sha256: string };
  /** Where they have been read already. */
  readonly entries?: readonly ResultEntry[];
}

/** From the start each time: the API has no ranges, and a cut at a line's end shows only in the count. */
async function download(
  { writer, clock, signal }: RunContext,
  port: BatchPort,
  batch: BatchState,
  requests: RequestFile,
): Promise<Collected> {
  const name = resultsFile(batch.number);
  const { processing: _, ...counts } = batch.counts!;
  const promised = Object.values(counts).reduce((sum, count) => sum + count, 0);
  for (let round = 1; ; round++) {
    const writing = new FileWriter(writer.folder.file(name), { hashed: true });
    try {
      for await (const chunk of port.results(batch.id!, requests, new Set())) {
        signal.throwIfAborted();
        writing.bytes(chunk);
      }
      const file = writing.finish();
      const entries = [...writer.folder.resultEntries(name)];
      const whole =
        new Set(entries.filter(({ outcome }) => outcome).map(({ id }) => id?.trial)).size >= promised;
      if (whole || round === DOWNLOADS) return { file, entries };
    } catch (error) {
      writing.discard();
      if (!(error instanceof ApiFailure)) throw error;
      if (!error.transient || round === DOWNLOADS) throw unavailable(batch, error);
    }
    await clock.sleep(WAIT_MS * round, signal);
  }
}

/** Answers that are paid for as they come: each is on the disk before the next is looked at. */
async function appendAnswers(
  { writer, signal }: RunContext,
  port: BatchPort,
  batch: BatchState,
  requests: RequestFile,
): Promise<Collected> {
  const path = writer.folder.file(resultsFile(batch.number));
  const partial = `${path}.partial`;
  const file = new AppendFile(partial);
  try {
    const answered = new Set<string>();
    for (const { text } of readLines(partial)) {
      const line = parseResultLine(text);
      if (line) answered.add(line.custom_id);
    }
    for await (const chunk of port.results(batch.id!, requests, answered, signal)) {
      file.append(Buffer.from(chunk).toString('utf8').trimEnd());
    }
  } finally {
    file.close();
  }
  signal.throwIfAborted();
  renameSync(partial, path);
  flushFolder(dirname(path));
  return { file: { bytes: statSync(path).size, sha256: digestFile(path) } };
}

function unavailable(batch: BatchState, error: ApiFailure): UserError {
  return new UserError(
    `the results of batch ${batch.id} cannot be fetched: ${error.message}`,
    'they are kept for 29 days after the batch was made; assay resume tries again',
    1,
  );
}
