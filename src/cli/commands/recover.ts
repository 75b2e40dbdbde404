import { loadSuite } from '../../load/suite.ts';
import { importBatch, type Recovered, recoverRun } from '../../run/recover.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { calling } from './batches.ts';
import { type SelectionFlags, selectionOf } from './selection.ts';

interface Options extends SessionOptions, SelectionFlags {
  readonly key?: string;
}

export async function recover(path: string, options: Options): Promise<void> {
  const loaded = await loadSuite(path);
  const { key } = options;
  const selection = { ...selectionOf(options), ...(key !== undefined && { key }) };
  process.exitCode = await inSession(options, (engine) =>
    calling((port) => recoverRun(loaded, port, { ...engine, ...selection })).then(explained),
  );
}

export async function importById(id: string, path: string, options: Options): Promise<void> {
  const loaded = await loadSuite(path);
  process.exitCode = await inSession(options, (engine) =>
    calling((port) => importBatch(loaded, port, id, { ...engine, ...selectionOf(options) })).then(explained),
  );
}

/** What could not be made again, on standard error. */
function explained(recovered: Recovered): Recovered {
  const { atWork, leftOut } = recovered;
  if (atWork.length > 0) {
    console.error(
      `${atWork.length} batches of the workspace are still at work; whose they are shows when they have ended: before a rerun, recover again then.`,
    );
  }
  for (const { id } of leftOut) {
    console.error(`${id} is left out: it holds later turns or judges' opinions, whose questions are lost.`);
  }
  return recovered;
}
