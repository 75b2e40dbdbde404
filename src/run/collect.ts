import { renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiFailure } from '../api/failure.ts';
import type { BatchPort, RequestFile } from '../api/port.ts';
import { addDollars, costOfLine } from '../core/record.ts';
import type { BatchState, ResultEntry } from '../core/state.ts';
import { UserError } from '../model/errors.ts';
import type { Dollars } from '../model/record.ts';
import type { RunContext } from './context.ts';
import { AppendFile, digestFile, FileWriter, flushFolder, readLines } from './disk.ts';
import { parseResultLine, resultsFile } from './run-folder.ts';

/** Downloads that end early are begun again this often before what is missing counts as missing. */
const DOWNLOADS = 4;
const WAIT_MS = 5_000;

/** Fetches an ended batch's results into their file, verbatim, and writes that down. */
export async function collectResults(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, portOf } = context;
  const port = portOf(batch);
  const name = resultsFile(batch.number);
  const requests = { ...batch.requests, path: writer.folder.file(batch.requests.path) };
  const collected = port.resultsAreKept
    ? await download(context, port, batch, requests)
    : await appendAnswers(context, port, batch, requests);
  const { entries, cost } = collected;
  const results = { path: name, ...collected.file, lines: entries.length };
  writer.append(
    { type: 'collected', at: clock.now().toISOString(), batch: batch.number, results, cost },
    { entries },
  );
}

interface Collected extends Read {
  readonly file: { readonly bytes: number; readonly sha256: string };
}

interface Read {
  readonly entries: readonly ResultEntry[];
  /** Trials of this run that the results speak of. */
  readonly answered: number;
  /** US dollars. Null: the price of some answer is not known. */
  readonly cost: number | null;
}

/** Reads a results file once: where each line stands, and what the answers cost. */
function readResults({ writer, prices }: RunContext, batch: BatchState): Read {
  const { folder } = writer;
  const entries: ResultEntry[] = [];
  const answered = new Set<number>();
  const costs: Dollars[] = [];
  const day = batch.createdAt!.slice(0, 10);
  for (const { entry, line } of folder.resultLines(resultsFile(batch.number))) {
    entries.push(entry);
    if (!entry.id || !entry.outcome || answered.has(entry.id.trial)) continue;
    answered.add(entry.id.trial);
    costs.push(costOfLine(line, prices, day, folder.manifest.mode));
  }
  return { entries, answered: answered.size, cost: addDollars(costs) };
}

/** From the start each time: the API has no ranges, and a cut at a line's end shows only in the count. */
async function download(
  context: RunContext,
  port: BatchPort,
  batch: BatchState,
  requests: RequestFile,
): Promise<Collected> {
  const { writer, clock, signal } = context;
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
      const read = readResults(context, batch);
      if (read.answered >= promised || round === DOWNLOADS) return { file, ...read };
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
  context: RunContext,
  port: BatchPort,
  batch: BatchState,
  requests: RequestFile,
): Promise<Collected> {
  const { writer, signal } = context;
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
  return { file: { bytes: statSync(path).size, sha256: digestFile(path) }, ...readResults(context, batch) };
}

function unavailable(batch: BatchState, error: ApiFailure): UserError {
  return new UserError(
    `the results of batch ${batch.id} cannot be fetched: ${error.message}`,
    'they are kept for 29 days after the batch was made; assay resume tries again',
    1,
  );
}
