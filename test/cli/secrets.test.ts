import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, project, ROWS, suiteText } from './assay.ts';

const PLANTED = 'sk-ant-api03-planted-0123456789';

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({
    models: loadModels(),
    batchSeconds: 0.1,
    retryAfterSeconds: null,
    shares: { errored: 0.5 },
  });
});
afterAll(() => api.close());

/** Every file below a folder that the run wrote. */
function written(folder: string): string[] {
  return readdirSync(join(folder, 'reports'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, 'reports', name))
    .filter((path) => statSync(path).isFile());
}

it.each(['off', 'warn', 'info', 'debug'])(
  'the key reaches no file, no log and no report, at log level %s',
  async (level) => {
    const cwd = project({ 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS });
    const around = { cwd, url: api.url, env: { ANTHROPIC_API_KEY: PLANTED, ANTHROPIC_LOG: level } };
    const said = [
      await assay(['run'], around),
      await assay(['rerun'], around),
      await assay(['status'], around),
    ];
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain(PLANTED);
    const files = written(cwd);
    expect(files.length).toBeGreaterThan(8);
    for (const path of files) expect(readFileSync(path, 'utf8'), path).not.toContain(PLANTED);
  },
);
