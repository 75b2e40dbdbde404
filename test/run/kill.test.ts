import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listRuns } from 'assay';
import { expect, it, onTestFinished } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { bought, essence, temporaryFolder } from './workbench.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const SUITE = `
import { dataset, defineSuite, exactMatch } from 'assay';

const rows = Array.from({ length: 40 }, (_, i) => ({ id: 'n' + i, input: { n: i }, expected: String(i) }));

export default defineSuite('numbers', dataset(rows), {
  variants: {
    plain: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{n}}' },
    polite: { model: 'claude-sonnet-5-5', max_tokens: 64, prompt: 'Please repeat: {{n}}' },
  },
  graders: [exactMatch()],
});
`;

function project(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'evals'));
  writeFileSync(join(folder, 'evals/numbers.eval.ts'), SUITE);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function assay(cwd: string, url: string, ...args: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'sk-test' };
  return spawn(process.execPath, [join(ROOT, 'bin/assay.js'), ...args], { cwd, env, stdio: 'ignore' });
}

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

  const folder = project();
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

  const other = project();
  const undisturbed = assay(other, simulator.url, 'run');
  expect((await once(undisturbed, 'exit'))[0]).toBe(0);
  const [a, b] = [folder, other].map((root) => essence(listRuns(join(root, 'reports'))[0]!.records));
  expect(a).toHaveLength(80);
  expect(a).toEqual(b);
}, 60_000);
