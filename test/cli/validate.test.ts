import { describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { assay, project, ROWS, runsIn, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CLEAN = { 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS };
const TWICE = { ...CLEAN, 'datasets/small.csv': `${ROWS}d,good morning,one\ne,good night,\u001b[31mfour\n` };
const OLD_MODEL = suiteText({ model: 'claude-haiku-4-5' });
const TOO_LONG = {
  'evals/small.eval.ts': OLD_MODEL,
  'datasets/small.csv': `${ROWS}d,${'word'.repeat(450_000)},four\n`,
};

describe.concurrent('assay validate', () => {
  it('says of each suite that nothing was found', async () => {
    const cwd = project({ ...CLEAN, 'evals/other.eval.ts': suiteText({ name: 'other' }) });
    const { code, stdout, stderr } = await assay(['validate'], { cwd });
    expect([code, stdout, stderr]).toEqual([
      0,
      'other · 3 cases: nothing found\nsmall · 3 cases: nothing found\n',
      '',
    ]);
    expect(runsIn(cwd)).toEqual([]);
  });

  it('tells each finding on a line, and ends with 0, or with 2 when it is strict', async () => {
    const cwd = project(TWICE);
    const lines = [
      'small · 5 cases',
      '  warning duplicates: 1 case with the input of an earlier case, but another expected value (e); no answer is right for both: decide which it is',
      '  warning duplicates: 1 case with the input of an earlier case (d); they count twice: remove them; to ask more than once, use "repeat"',
    ];
    const lax = await assay(['validate', 'evals/small.eval.ts'], { cwd });
    expect([lax.code, lax.stdout]).toEqual([0, `${lines.join('\n')}\n`]);
    const strict = await assay(['validate', '--strict'], { cwd });
    expect([strict.code, strict.stdout]).toEqual([2, lax.stdout]);
  });

  it('prints JSON', async () => {
    const { code, stdout } = await assay(['validate', '--json'], { cwd: project(TWICE) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        suite: 'small',
        cases: 5,
        findings: [
          { check: 'duplicates', severity: 'warning', cases: ['e'], count: 1 },
          { check: 'duplicates', severity: 'warning', cases: ['d'], count: 1 },
        ],
      },
    ]);
  });

  it('ends with 2 for what would stop a run, and still looks at the other suites', async () => {
    const cwd = project({
      ...TWICE,
      'evals/a.eval.ts': suiteText({ name: 'broken', prompt: 'x', params: 'max_tokens: 0,' }),
      'evals/b.eval.ts': suiteText({ name: 'empty', dataset: "dataset('datasets/none.csv')" }),
    });
    const { code, stdout } = await assay(['validate'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^broken · 0 cases\n {2}error plan: suite "broken", variant "one", case "a": the API would refuse this request: max_tokens/,
    );
    expect(stdout).toContain(
      '\n  error plan: dataset datasets/none.csv cannot be read: there is no such file',
    );
    expect(stdout).toContain('\nsmall · 5 cases\n  warning duplicates');
  });

  it('shows hostile text of a dataset as text', async () => {
    const rows = 'id,text,expected\na,x,1\n\u001b[31mb,x,1\n';
    const { stdout } = await assay(['validate'], { cwd: project({ ...CLEAN, 'datasets/small.csv': rows }) });
    expect(stdout).toContain('[31mb');
    expect(stdout).not.toContain('\u001b');
  });
});

describe.concurrent('a run', () => {
  it('says on one line that there are warnings, and goes on', async () => {
    const cwd = project(TWICE);
    const line =
      '2 warnings: 1 case with the input of an earlier case, but another expected value; 1 case with the input of an earlier case. assay validate shows all.\n';
    const dry = await assay(['run', '--dry-run'], { cwd });
    expect([dry.code, dry.stderr]).toEqual([0, line]);
    const run = await assay(['run', '--simulate'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr.startsWith(line)).toBe(true);
    expect(run.stderr.split(line)).toHaveLength(2);
  });

  it('stops before anything is sent where a prompt cannot fit', async () => {
    const cwd = project(TOO_LONG);
    const simulator = await startSimulator({ models: loadModels(), batchSeconds: 0 });
    const { code, stderr } = await assay(['run'], { cwd, url: simulator.url });
    await simulator.close();
    expect([code, stderr]).toEqual([
      2,
      'error: suite "small": 1 case whose prompt is more than the 200,000 tokens that the model of "one" reads: d\n  shorten the input, or choose a model with a larger context\n',
    ]);
    expect(simulator.account).toMatchObject({ batches: 0, requests: 0, messages: 0 });
    expect(runsIn(cwd)).toEqual([]);
    const validated = await assay(['validate'], { cwd });
    expect(validated.code).toBe(2);
    expect(validated.stdout).toContain(
      'small · 4 cases\n  error prompt-too-long: 1 case whose prompt is more',
    );
  });

  it('refuses an output schema that the API does not take, where the suite is loaded', async () => {
    const params = 'max_tokens: 64, output: z.object({ prices: z.record(z.string(), z.number()) }),';
    const cwd = project({ ...CLEAN, 'evals/small.eval.ts': suiteText({ params }) });
    for (const command of ['run', 'validate']) {
      const { code, stderr } = await assay([command], { cwd });
      expect([code, stderr]).toEqual([
        2,
        'error: evals/small.eval.ts: suite "small", variant "one": output, "prices": a record is not taken: the keys of an object must be named\n  name its keys, or write a list: z.array(z.object({ key: z.string(), value: … }))\n',
      ]);
    }
  });
});
