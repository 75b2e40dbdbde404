import { renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BatchPort, RequestFile } from '../api/port.ts';
import { addDollars, costOfLine } from '../core/record.ts';
import type { BatchState, ResultEntry } from '../core/state.ts';
import type { Dollars } from '../model/record.ts';
import type { RunContext } from './context.ts';
import { AppendFile, digestFile, flushFolder, readLines } from './disk.ts';
import { downloadResults } from './download.ts';
import { parseResultLine, resultsFile } from './run-folder.ts';

/** Fetches an ended batch's results into their file, verbatim, and writes that down. */
export async function collectResults(context: RunContext, batch: BatchState): Promise<void> {
  const { writer, clock, portOf, signal } = context;
  const port = portOf(batch);
  const name = resultsFile(batch.number);
  const requests = { ...batch.requests, path: writer.folder.file(batch.requests.path) };
  const collected = port.resultsAreKept
    ? await downloadResults({
        port,
        id: batch.id!,
        requests,
        counts: batch.counts!,
        path: writer.folder.file(name),
        read: () => readResults(context, batch),
        clock,
        signal,
      })
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
