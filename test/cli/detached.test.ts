import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, project, ROWS, suiteText } from './assay.ts';

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), batchSeconds: 60, retryAfterSeconds: null });
});
afterAll(() => api.close());

const FILES = { 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS };

describe('a run that is left', () => {
  it('goes from hand to hand: submitted, looked at, waited for in vain, canceled', async () => {
    const around = { cwd: project(FILES), url: api.url };

    const submitted = await assay(['run', '--detach'], around);
    expect(submitted.code).toBe(0);
    const id = submitted.stdout.trim();
    expect(id).toMatch(/^\d{8}-\d{6}-[0-9a-z]{6}$/);
    expect(submitted.stderr).toContain(`Submitted. Collect with: assay resume ${id}`);

    const status = await assay(['status'], around);
    expect(status.stdout).toMatch(/1 {2}one +3 +created +[\d.]+s +\S.* ≤ \$0\.0000\d+ +msgbatch_sim_/);
    expect(status.stdout).toMatch(
      /billed \$0 · estimated before sending \$0\.0000\d+ to \$0\.0000\d+ · up to \$0\.0000\d+ at work/,
    );

    const waited = await assay(['resume', '--wait', '1s'], around);
    expect(waited.code).toBe(3);
    expect(waited.stderr).toContain(`Still processing. Go on with: assay resume ${id}`);

    const canceled = await assay(['cancel', '--json'], around);
    const summary = JSON.parse(canceled.stdout);
    expect(summary.variants[0].outcomes.canceled).toBe(summary.unanswered);
    expect(summary.unanswered).toBeGreaterThan(0);
    expect((await assay(['status'], around)).stdout).toMatch(/1 {2}one +3 +collected/);
  });

  it('needs a server that stays', async () => {
    const refused = await assay(['run', '--detach', '--simulate'], { cwd: project(FILES) });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: --detach leaves batches at work: it does not go with --simulate\n/,
    );
  });

  it('is refused with exit code 4 when it could cost more than it may', async () => {
    const around = { cwd: project(FILES), url: api.url };
    const before = api.account.requests;
    const refused = await assay(['run', '--max-cost', '0.000001'], around);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/\nerror: over budget: what is due may cost up to \$0\.0000\d+/);
    expect(api.account.requests).toBe(before);
  });
});

describe('an exported plan', () => {
  it('is what a run would send, and can be sent as it is', async () => {
    const around = { cwd: project(FILES), url: api.url };
    const exported = await assay(['export', 'evals/small.eval.ts', '-n', '2'], around);
    const lines = exported.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        custom_id: expect.stringMatching(/^[0-9a-z]{10}-0-0-0-0-[0-9a-f]{12}$/),
        params: {
          model: 'claude-haiku-5-5',
          max_tokens: 64,
          messages: [{ role: 'user', content: 'good morning' }],
        },
      },
      expect.objectContaining({ custom_id: expect.stringMatching(/^[0-9a-z]{10}-1-/) }),
    ]);
    await assay(['export', 'evals/small.eval.ts', '-o', 'plan.jsonl'], around);
    const before = api.account.requests;
    expect((await assay(['batches', 'create', 'plan.jsonl'], around)).stdout).toMatch(/^msgbatch_sim_/);
    expect(api.account.requests - before).toBe(3);
  });
});

describe('raw batches', () => {
  it('are created from a file, listed, shown and swept', async () => {
    const request = (id: string) =>
      JSON.stringify({
        custom_id: id,
        params: { model: 'claude-haiku-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] },
      });
    const around = {
      cwd: project({ 'r.jsonl': `${request('a')}\n${request('b')}\n`, 'bad.jsonl': `${request('a')}\n{}\n` }),
      url: api.url,
    };
    const created = await assay(['batches', 'create', 'r.jsonl'], around);
    const id = created.stdout.trim();
    expect(id).toMatch(/^msgbatch_sim_/);
    expect((await assay(['batches', 'list', '--limit', '1'], around)).stdout).toContain(id);
    expect(JSON.parse((await assay(['batches', 'show', id], around)).stdout)).toMatchObject({
      id,
      request_counts: { processing: 2 },
    });
    expect((await assay(['sweep'], around)).stdout).toMatch(new RegExp(`${id}.*not known before it ends`));
    expect(await assay(['batches', 'create', 'bad.jsonl'], around)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: bad.jsonl:2: not a request\n  each line must be {"custom_id": "…", "params": {…}}\n',
    });
    const missing = await assay(['batches', 'results', 'msgbatch_none'], around);
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/^error: the API says 404: /);
  });
});
