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

it('a batch that another tool made answers one variant, by the ids of cases; the rest is canceled', async () => {
  const variants = ['one', 'two']
    .map((name) => `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}} (${name})' },`)
    .join(' ');
  const params = (content: string) => ({
    model: 'claude-haiku-5-5',
    max_tokens: 64,
    messages: [{ role: 'user', content }],
  });
  const lines = ['a', 'b', 'elsewhere'].map((id) => JSON.stringify({ custom_id: id, params: params(id) }));
  const around = {
    cwd: project({
      'evals/small.eval.ts': suiteText({ variants }),
      'datasets/small.csv': ROWS,
      'requests.jsonl': `${lines.join('\n')}\n`,
    }),
    url: api.url,
  };
  const created = await assay(['batches', 'create', 'requests.jsonl'], around);
  const id = created.stdout.trim();
  const sent = calls.filter(({ method }) => method === 'POST').length;
  const importing = ['batches', 'import', id, 'evals/small.eval.ts'];
  await expect
    .poll(async () => (await assay(['batches', 'show', id], around)).stdout, { timeout: 20_000 })
    .toContain('"ended"');
  expect(await assay(importing, around)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--variant: one, two'),
  });
  expect(runsIn(around.cwd)).toEqual([]);
  const imported = await assay([...importing, '--variant', 'two'], around);
  expect(imported.code, imported.stderr).toBe(0);
  expect(imported.stdout).toContain('1 of its ids is no case of the suite: "elsewhere"');
  expect(imported.stderr).toMatch(/4 of 6 have no answer\. Send them again: assay rerun /);
  const swept = JSON.parse((await assay(['sweep', '--json'], around)).stdout);
  expect(swept).toContainEqual(
    expect.objectContaining({ owner: { run: expect.any(String) }, batch: expect.objectContaining({ id }) }),
  );
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(sent);
}, 60_000);
