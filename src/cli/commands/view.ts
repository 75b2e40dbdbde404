import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { visible } from '../../render/neutralise/visible.ts';
import { runAddress } from '../../render/view/address.ts';
import { findRun } from '../../run/run-folder.ts';
import { startView, type View } from '../../view/server.ts';
import { reportsFolder } from '../reports-folder.ts';

interface Options {
  readonly port?: number;
  readonly open?: boolean;
  readonly reports?: string;
}

/** Where nothing else is told and nobody else listens. */
const PORT = 4700;

export async function view(wanted: string | undefined, options: Options): Promise<void> {
  const reports = reportsFolder(options.reports);
  const address = wanted === undefined ? '/' : addressOf(reports, wanted);
  const server = await listening(reports, options.port);
  const url = `${server.url}${address}`;
  console.log(`Runs below ${relative('', reports) || '.'} on ${url} (this machine only). Ctrl-C stops it.`);
  if (options.open) openBrowser(url);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
}

function addressOf(reports: string, wanted: string): string {
  const { path, manifest } = findRun(reports, wanted);
  const below = relative(resolve(reports), resolve(path));
  if (below === '..' || below.startsWith(`..${sep}`)) {
    throw new UserError(`run ${manifest.id} is not below ${reports}`, 'name its folder of runs: --reports');
  }
  return runAddress(below === '' ? [''] : below.split(sep));
}

async function listening(reports: string, port: number | undefined): Promise<View> {
  const start = (on: number) =>
    startView({ reports, port: on, onBug: (error) => console.error(visible(stackOf(error))) });
  try {
    return await start(port ?? PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port !== undefined) throw new UserError(`port ${port} is taken`, 'choose another: --port', 1);
    return start(0);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' };

/** As the desktop opens addresses; where there is none, the address stands on the screen. */
function openBrowser(url: string): void {
  const program = OPENERS[process.platform] ?? 'xdg-open';
  const opener = spawn(program, [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.error('No browser could be opened: open the address yourself.'));
  opener.unref();
}
