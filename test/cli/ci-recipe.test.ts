import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, project, ROWS, suiteText } from './assay.ts';

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), batchSeconds: 1, retryAfterSeconds: null });
});
afterAll(() => api.close());

it('docs/ci.md: one job submits, another collects, in two clean checkouts, with the folder passed between', async () => {
  const checkout = () => project({ 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS });
  const submitting = checkout();
  const collecting = checkout();

  const submitted = await assay(['run', 'evals/small.eval.ts', '--detach', '--max-cost', '20'], {
    cwd: submitting,
    url: api.url,
  });
  expect(submitted.code).toBe(0);
  // The artifact: uploaded by one job, downloaded by the other.
  cpSync(join(submitting, 'reports'), join(collecting, 'reports'), { recursive: true });

  const collected = await assay(['resume', '--wait', '2h'], { cwd: collecting, url: api.url });
  expect(collected.code, collected.stderr).toBe(0);
  expect(api.account.requests).toBe(3);
  const comment = await assay(['report', '-f', 'markdown'], { cwd: collecting });
  expect(comment.stdout).toMatch(/^<!-- assay:small -->\n/);
  expect(comment.stdout).toContain('SIMULATED ANSWERS');
});
