import { loadSuite } from '../../load/suite.ts';
import { importBatch } from '../../run/import-batch.ts';
import { type Recovered, recoverRun } from '../../run/recover.ts';
import { sizeOf } from '../../run/twins.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { calling } from './batches.ts';
import { type SelectionFlags, selectionOf } from './selection.ts';

interface Options extends SessionOptions, SelectionFlags {
  readonly key?: string;
}

interface ImportOptions extends SessionOptions, SelectionFlags {
  readonly variant?: string;
}

export async function recover(path: string, options: Options): Promise<void> {
  const loaded = await loadSuite(path);
  const { key } = options;
  const selection = { ...selectionOf(options), ...(key !== undefined && { key }) };
  process.exitCode = await inSession(options, (engine) =>
    calling((port) => recoverRun(loaded, port, { ...engine, ...selection })).then(explained),
  );
}

export async function importById(id: string, path: string, options: ImportOptions): Promise<void> {
  const loaded = await loadSuite(path);
  const { variant } = options;
  const selection = { ...selectionOf(options), ...(variant !== undefined && { variant }) };
  process.exitCode = await inSession(options, (engine) =>
    calling((port) => importBatch(loaded, port, id, { ...engine, ...selection })).then(explained),
  );
}

/** What could not be made again, on standard error. */
function explained(recovered: Recovered): Recovered {
  const { atWork, leftOut } = recovered;
  if (atWork.length > 0) {
    const sizes = atWork.map((batch) => sizeOf(batch).toLocaleString('en')).join(', ');
    console.error(
      `Still at work in the workspace: ${atWork.length} ${atWork.length === 1 ? 'batch' : 'batches'}, of ${sizes} requests. Whose they are shows when they have ended: before a rerun, remove this folder and recover again then.`,
    );
  }
  for (const { id } of leftOut) {
    console.error(`${id} is left out: it holds later turns or judges' opinions, whose questions are lost.`);
  }
  return recovered;
}
