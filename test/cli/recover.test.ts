import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, project, ROWS, runsIn, suiteText } from './assay.ts';

const calls: LogLine[] = [];
let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({
    models: loadModels(),
    batchSeconds: 0.1,
    retryAfterSeconds: null,
    log: (line) => calls.push(line),
  });
});
afterAll(() => api.close());

it('a lost run is recovered, and one batch of it imported, without anything being sent', async () => {
  const around = {
    cwd: project({ 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS }),
    url: api.url,
  };
  const reports = join(around.cwd, 'reports');
  expect((await assay(['run'], around)).code).toBe(0);
  const before = (await assay(['report', '-f', 'csv'], around)).stdout;
  rmSync(reports, { recursive: true });

  const sent = calls.filter(({ method }) => method === 'POST').length;
  const sweep = await assay(['sweep'], around);
  expect(sweep.stdout).toMatch(/a run that is not here \(key \w{10}\): assay recover/);
  const recovered = await assay(['recover', 'evals/small.eval.ts'], around);
  expect(recovered.code, recovered.stderr).toBe(0);
  expect(recovered.stdout).toContain('the folder of this run was lost');
  expect((await assay(['report', '-f', 'csv'], around)).stdout).toBe(before);

  const again = await assay(['recover', 'evals/small.eval.ts'], around);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: no run is lost: /) });
  const [batch] = JSON.parse((await assay(['batches', 'list', '--json'], around)).stdout);
  const here = await assay(['batches', 'import', batch.id, 'evals/small.eval.ts'], around);
  expect(here).toMatchObject({ code: 2, stderr: expect.stringMatching(/belongs to run \S+, which is here/) });
  rmSync(reports, { recursive: true });
  const imported = await assay(['batches', 'import', batch.id, 'evals/small.eval.ts'], around);
  expect(imported.code, imported.stderr).toBe(0);
  expect(runsIn(around.cwd)).toHaveLength(1);
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(sent);
});
