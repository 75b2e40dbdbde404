import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listRuns } from 'assay';
import { expect, it, onTestFinished } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { assay, numbersProject } from './processes.ts';
import { bought, essence } from './workbench.ts';

function journal(folder: string): string {
  const runs = join(folder, 'reports/numbers');
  try {
    return readFileSync(join(runs, readdirSync(runs)[0]!, 'journal.jsonl'), 'utf8');
  } catch {
    return '';
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(5);
}

it('a run whose process is killed while it waits goes on in another: the same records, no batch made twice', async () => {
  const calls: LogLine[] = [];
  const start = Date.now();
  let speed = 1;
  const simulator = await startSimulator({
    models: loadModels(),
    batchSeconds: 600,
    retryAfterSeconds: null,
    // Time runs fast as soon as the first process is dead.
    now: () => start + (Date.now() - start) * speed,
    log: (line) => calls.push(line),
  });
  onTestFinished(() => simulator.close());

  const folder = numbersProject();
  const killed = assay(folder, simulator.url, 'run');
  await until(() => journal(folder).split('"created"').length === 3);
  await until(() => calls.some(({ path, method }) => method === 'GET' && /msgbatch_sim_/.test(path)));
  killed.kill('SIGKILL');
  expect((await once(killed, 'exit'))[1]).toBe('SIGKILL');
  expect(bought(calls)).toEqual([40, 40]);

  speed = 1000;
  const resumed = assay(folder, simulator.url, 'resume');
  expect((await once(resumed, 'exit'))[0]).toBe(0);
  expect(bought(calls)).toEqual([40, 40]);

  const other = numbersProject();
  const undisturbed = assay(other, simulator.url, 'run');
  expect((await once(undisturbed, 'exit'))[0]).toBe(0);
  const [a, b] = [folder, other].map((root) => essence(listRuns(join(root, 'reports'))[0]!.records));
  expect(a).toHaveLength(80);
  expect(a).toEqual(b);
}, 60_000);
