import type { ChildProcess } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, type Outcome, outcomeOf, project, ROWS, runsIn, start, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const FILES = { 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS };

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), batchSeconds: 2, retryAfterSeconds: null });
});
afterAll(() => api.close());

/** The server, as a person has it before them. */
async function viewing(cwd: string, ...args: string[]) {
  const child: ChildProcess = start(['view', ...args], { cwd });
  const ended = outcomeOf(child);
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk) => {
      printed += chunk;
      const found = / on (http:\/\/127\.0\.0\.1:\d+\/\S*) /.exec(printed);
      if (found) resolve(found[1]!);
    });
    ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  return {
    url,
    get: async (path: string) => (await fetch(new URL(path, url))).text(),
    stop(): Promise<Outcome> {
      child.kill('SIGINT');
      return ended;
    },
  };
}

describe('assay view', () => {
  it('serves the runs of the project, follows one while it goes on, and ends by Ctrl-C', async () => {
    const cwd = project(FILES);
    const view = await viewing(cwd);
    expect(await view.get('/')).toContain('No runs yet');

    const run = outcomeOf(start(['run'], { cwd, url: api.url }));
    await vi.waitFor(async () => expect(await view.get('/')).toContain('under way'), 20_000);
    const [folder] = runsIn(cwd) as [string];
    const address = `/runs/small/${basename(folder)}`;
    await vi.waitFor(async () => expect(await view.get(address)).toContain('at work'), 20_000);
    expect(await view.get(address)).toContain('0 of 3 answered');
    const events = fetch(new URL(`${address}?follow=`, view.url)).then((response) => response.text());
    expect((await run).code).toBe(0);
    expect((await events).endsWith('event: finished\ndata:\n\n')).toBe(true);

    const { stdout } = await assay(['report', '-f', 'html'], { cwd });
    expect(await view.get(address)).toBe(stdout);
    expect(await view.get('/')).toContain(address);
    expect(await view.stop()).toMatchObject({ code: 0, stderr: '' });
  });

  it('begins at a run where it is told so', async () => {
    const cwd = project(FILES);
    expect((await assay(['run', '--simulate'], { cwd })).code).toBe(0);
    const view = await viewing(cwd, 'latest');
    expect(view.url).toContain(`/runs/small/${basename(runsIn(cwd)[0]!)}`);
    expect(await view.get(view.url)).toContain('SIMULATED ANSWERS');
    await view.stop();

    cpSync(join(cwd, 'reports'), join(cwd, 'elsewhere'), { recursive: true });
    const other = join(cwd, 'elsewhere/small', basename(runsIn(cwd)[0]!));
    const refused = await assay(['view', other], { cwd });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/^error: run \S+ is not below \S+\n {2}name its folder of runs: --reports\n$/),
    ]);
    const unknown = await assay(['view', 'nothing'], { cwd });
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('there is no run "nothing"')]);
  });

  it('takes the port it is told, and says so where it cannot', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await vi.waitFor(() => expect(taken.address()).not.toBeNull());
    const { port } = taken.address() as { port: number };
    const cwd = project();
    const refused = await assay(['view', '--port', String(port)], { cwd });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      `error: port ${port} is taken\n  choose another: --port\n`,
    ]);
    taken.close();
    const view = await viewing(cwd, '--port', String(port));
    expect(new URL(view.url).port).toBe(String(port));
    await view.stop();
  });

  it('takes a free port where its own is taken and none is told', async () => {
    const cwd = project();
    const [one, other] = [await viewing(cwd), await viewing(cwd)];
    expect(one.url).not.toBe(other.url);
    expect(await other.get('/')).toContain('No runs yet');
    await Promise.all([one.stop(), other.stop()]);
  });
});
