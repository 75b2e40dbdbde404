import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { assay, project, suiteText, writeFiles } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const IDS = Array.from({ length: 20 }, (_, i) => `q-${i}`);
const BASELINE = 'evals/small.baseline.json';
const answers = (wrong: number) =>
  `id,answer\n${IDS.map((id, i) => `${id},${i < wrong ? 'no' : '42'}`).join('\n')}\n`;
const RECORDED = 'old: recorded("answers.csv", { output: "answer" }),';
const files = (variants = RECORDED) => ({
  'evals/small.eval.ts': suiteText({ variants, graders: 'graders: [exactMatch()],' }),
  'datasets/small.csv': `id,text,expected\n${IDS.map((id) => `${id},what is ${id}?,42`).join('\n')}\n`,
  'answers.csv': answers(2),
});
const baseline = (cwd: string) => readFileSync(join(cwd, BASELINE), 'utf8');

describe.concurrent('assay bless', () => {
  it('writes what later runs are compared with, and says what it changes', async () => {
    const cwd = project(files());
    expect(await assay(['run'], { cwd })).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await assay(['bless'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Run \S+ is the baseline: 20 cases × 1 variant\.\n$/);
    // Recorded answers are the same every time: one repetition is all there is.
    expect(stderr).toBe(`Written to ${BASELINE}: commit it\n`);
    expect(JSON.parse(baseline(cwd)).cases).toHaveLength(20);

    writeFiles(cwd, { 'answers.csv': answers(12) });
    const worse = await assay(['run', '--baseline'], { cwd });
    expect(worse.code).toBe(0);
    expect(worse.stdout).toContain('▼ old vs its baseline of ');
    expect((await assay(['bless'], { cwd })).stdout).toContain(
      'old: 0 cases better, 10 worse, 0 added, 0 removed.',
    );
  });

  it('takes simulated answers only when told, and marks them', async () => {
    const cwd = project(
      files('haiku: { model: "claude-haiku-5-5", max_tokens: 64, prompt: ({ text }) => String(text) },'),
    );
    expect(await assay(['run', '--simulate'], { cwd })).toMatchObject({ code: 0 });
    const refused = await assay(['bless'], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: run \S+ was answered by the simulator: it is no measure for Claude\n {2}to try it out all the same: --simulated\n$/,
    );
    const taken = await assay(['bless', '--simulated'], { cwd });
    expect(taken.code).toBe(0);
    expect(taken.stderr).toContain('warning: Its answers are simulated');
    expect(taken.stderr).toContain('warning: It has 1 repetition of each case');
    expect(JSON.parse(baseline(cwd)).simulated).toBe(true);
  });

  it('names the variants that leave the file', async () => {
    const cwd = project(files(`${RECORDED} other: recorded("answers.csv", { output: "answer" }),`));
    expect(await assay(['run'], { cwd })).toMatchObject({ code: 0 });
    await assay(['bless'], { cwd });
    const { stdout } = await assay(['bless', '--variant', 'old'], { cwd });
    expect(stdout).toContain('\nother is in it no more.\n');
  });

  it('refuses a run that is not there, and a variant that is not', async () => {
    const cwd = project(files());
    expect((await assay(['bless'], { cwd })).stderr).toMatch(/^error: there are no runs below /);
    expect(await assay(['run'], { cwd })).toMatchObject({ code: 0 });
    const { code, stderr } = await assay(['bless', '--variant', 'odl'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('has no variant "odl"\n  did you mean "old"?');
  });
});

describe.concurrent('assay run --baseline', () => {
  it('holds a variant that the file lacks to its gates all the same', async () => {
    const NEW = `${RECORDED} new: recorded("new.csv", { output: "answer" }),`;
    const cwd = project({ ...files(), 'new.csv': answers(15) });
    expect(await assay(['run'], { cwd })).toMatchObject({ code: 0 });
    await assay(['bless'], { cwd });
    writeFiles(cwd, { 'evals/small.eval.ts': files(NEW)['evals/small.eval.ts'] });
    const { code, stderr } = await assay(['run', '--gate', 'noRegression', '--baseline'], { cwd });
    expect([code, stderr]).toEqual([
      100,
      expect.stringContaining('GATE noRegression, new: FAIL, worse than old'),
    ]);
  });

  it('is refused before anything is sent where there is none', async () => {
    const cwd = project(files());
    for (const args of [
      ['run', '--baseline'],
      ['run', '--dry-run', '--baseline', BASELINE],
    ]) {
      expect(await assay(args, { cwd })).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `error: there is no ${BASELINE}\n  assay bless makes one of a finished run\n`,
      });
    }
  });
});
