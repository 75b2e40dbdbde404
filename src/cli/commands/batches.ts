import { readFileSync, statSync } from 'node:fs';
import Table from 'cli-table3';
import { claudePort, connect } from '../../api/claude.ts';
import { ApiFailure } from '../../api/failure.ts';
import type { BatchPort } from '../../api/port.ts';
import { UserError } from '../../model/errors.ts';
import type { Batch } from '../../model/result.ts';
import { visible, visibleLine } from '../../render/neutralise/visible.ts';
import { listRuns } from '../../run/run-folder.ts';
import { type SweptBatch, sweep } from '../../run/sweep.ts';
import { plainTable } from '../plain-table.ts';
import { print } from '../print.ts';
import { reportsFolder } from '../reports-folder.ts';

/** The Batches API as it is, for people who know it. */
export async function list(options: { readonly limit: number; readonly json?: boolean }): Promise<void> {
  const batches: Batch[] = [];
  await calling(async (port) => {
    for await (const batch of port.list()) {
      batches.push(batch);
      if (batches.length === options.limit) break;
    }
  });
  if (options.json) console.log(JSON.stringify(batches, null, 2));
  else
    printBatches(
      batches.map((batch) => ({ batch, note: '' })),
      '',
    );
}

export async function show(id: string): Promise<void> {
  const { batch } = await calling((port) => port.retrieve(id));
  console.log(visible(JSON.stringify(batch, null, 2)));
}

export async function cancel(id: string): Promise<void> {
  const batch = await calling((port) => port.cancel(id));
  console.log(visibleLine(`${batch.id} ${batch.processing_status}`));
}

export async function results(id: string): Promise<void> {
  await calling(async (port) => {
    for await (const chunk of port.results(id, { path: '', lines: 0, bytes: 0 }, new Set())) print(chunk);
  });
}

/** Sends a file of `{ custom_id, params }` lines as one batch, once. */
export async function create(path: string): Promise<void> {
  const lines = checkRequests(path);
  const batch = await calling((port) => port.create({ path, lines, bytes: statSync(path).size }));
  console.log(visibleLine(batch.id));
}

/** Which batch of the workspace belongs to which run here, and which to none. */
export async function sweepWorkspace(options: {
  readonly reports?: string;
  readonly json?: boolean;
}): Promise<void> {
  const swept: SweptBatch[] = [];
  await calling(async (port) => {
    for await (const one of sweep(port, listRuns(reportsFolder(options.reports)))) swept.push(one);
  });
  if (options.json) console.log(JSON.stringify(swept, null, 2));
  else
    printBatches(
      swept.map(({ batch, owner }) => ({ batch, note: noteOf(owner) })),
      'Belongs to',
    );
}

function noteOf(owner: SweptBatch['owner']): string {
  if ('run' in owner) return `run ${owner.run}`;
  if ('twinOf' in owner) return `run ${owner.twinOf}, not in its journal: bought twice?`;
  if ('lostKey' in owner) return `a run that is not here (key ${owner.lostKey}): assay recover`;
  if ('gone' in owner) return 'its results are gone, 29 days after it was made';
  return 'unknown' in owner ? 'not known before it ends' : 'not made by Assay';
}

function printBatches(rows: readonly { readonly batch: Batch; readonly note: string }[], head: string): void {
  if (rows.length === 0) {
    console.log('The workspace has no batches.');
    return;
  }
  const table = new Table(plainTable(['Batch', 'State', 'Requests', 'Created', head]));
  for (const { batch, note } of rows) {
    const { id, processing_status, request_counts, created_at } = batch;
    const requests = Object.values(request_counts).reduce((sum, count) => sum + count, 0);
    table.push([
      visibleLine(id),
      visibleLine(processing_status),
      requests.toLocaleString('en'),
      visibleLine(created_at),
      note,
    ]);
  }
  console.log(table.toString());
}

/** Requests of the file; each line is checked for its form before all are sent. */
function checkRequests(path: string): number {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    const { custom_id, params } = parseRequest(line) ?? {};
    const where = `${path}:${index + 1}`;
    if (typeof custom_id !== 'string' || typeof params !== 'object') {
      throw new UserError(`${where}: not a request`, 'each line must be {"custom_id": "…", "params": {…}}');
    }
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(custom_id)) {
      throw new UserError(`${where}: the custom_id must be 1 to 64 letters, digits, "_" or "-"`);
    }
    if (seen.has(custom_id))
      throw new UserError(`${where}: the custom_id "${custom_id}" stands there a second time`);
    seen.add(custom_id);
  });
  if (seen.size === 0) throw new UserError(`${path} holds no requests`);
  return seen.size;
}

function parseRequest(line: string): { custom_id?: unknown; params?: unknown } | undefined {
  try {
    return Object(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** What the API declines is one line. */
export async function calling<T>(call: (port: BatchPort) => Promise<T>): Promise<T> {
  const port = claudePort(await connect());
  try {
    return await call(port);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    throw new UserError(`the API says ${error.status ?? 'nothing'}: ${error.message}`, undefined, 1);
  }
}
