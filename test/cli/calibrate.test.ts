import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { Simulate } from '../../src/model/suite.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, type Files, project, runsIn, suiteText, writeFiles } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CASES = Array.from({ length: 24 }, (_, i) => ({
  id: `q-${i}`,
  right: i % 3 !== 0,
  human: i % 4 !== 0,
}));
const LABELS = `case,label,by,why\n${CASES.map(
  ({ id, human }) => `${id},${human ? 'pass' : 'fail'},ann,${human ? '' : 'it says | nothing'}`,
).join('\n')}\n`;

/** A judge that is asked whether the answer is 42, and what stands in for its model. */
const JUDGE = `graders: [{
  name: 'exactMatch',
  settings: { prompt: 'v1' },
  opinions: 1,
  threshold: 1,
  ask: ({ output }) => [
    { model: 'claude-haiku-5-5', max_tokens: 64, messages: [{ role: 'user', content: 'Is it right? ' + output }] },
  ],
  read: ([said]) => {
    const pass = said.content.some(({ text }) => text === 'yes');
    return { score: Number(pass), pass, reason: pass ? 'right' : 'wrong' };
  },
}],`;
const simulate: Simulate = ({ messages }) => (String(messages[0]!.content).endsWith(' 42') ? 'yes' : 'no');

let api: Simulator;
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), simulate, batchSeconds: 0.05, retryAfterSeconds: null });
});
afterAll(() => api.close());

function files(graders = JUDGE, variants = 'old: recorded("answers.csv", { output: "answer" }),'): Files {
  return {
    'evals/small.eval.ts': suiteText({ variants, graders }),
    'datasets/small.csv': `id,text,expected\n${CASES.map(({ id }) => `${id},what is ${id}?,42`).join('\n')}\n`,
    'answers.csv': `id,answer\n${CASES.map(({ id, right }) => `${id},${right ? '42' : '<b>\u202eno</b>'}`).join('\n')}\n`,
    'labels.csv': LABELS,
  };
}

const CALIBRATE = ['calibrate', '--grader', 'exactMatch', '--labels', 'labels.csv'];
const KEPT = 'evals/small.calibration.json';

async function run(around: Files = files()): Promise<string> {
  const cwd = project(around);
  expect(await assay(['run'], { cwd, url: api.url })).toMatchObject({ code: 0 });
  return cwd;
}

const report = (cwd: string, format: string) => assay(['report', '-f', format], { cwd });

describe.concurrent('assay calibrate', () => {
  it('says how a judge compares with people, and every report does from then on', async () => {
    const cwd = await run();
    for (const format of ['terminal', 'markdown', 'html', 'json']) {
      expect((await report(cwd, format)).stdout).toMatch(/not calibrated|"status": "none"/);
    }
    const { code, stdout, stderr } = await assay(CALIBRATE, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('exactMatch agrees with humans on 58.3 % of 24 labels');
    expect(stdout).toMatch(/human passes\s+12\s+6/);
    expect(stdout).toMatch(/human fails\s+4\s+2/);
    expect(stdout).toMatch(/Cohen's κ = 0\.00 \(−\d\.\d\d to \d\.\d\d\), by bootstrap over cases/);
    expect(stdout).toContain('10 seen differently');
    expect(stdout).toContain('human: 0 · ann · it says | nothing');
    expect(stdout).not.toContain('\u202e');
    expect(stderr).toContain(`Kept in ${KEPT}`);

    expect(await assay(['resume'], { cwd })).toMatchObject({ code: 0 });
    const says =
      /calibrated on 24 labels in a simulated run, κ = 0\.00 \(−\d\.\d\d to \d\.\d\d\), agreement 58\.3/;
    for (const format of ['terminal', 'markdown', 'html']) {
      const text = (await report(cwd, format)).stdout
        .replace(/\s+/g, ' ')
        .replaceAll(/&#\d+;/g, (entity) => String.fromCodePoint(Number(entity.slice(2, -1))));
      expect(text, format).toMatch(says);
    }
    expect(JSON.parse((await report(cwd, 'json')).stdout).variants[0].graders[0].calibration).toMatchObject({
      status: 'calibrated',
      calibration: { labels: 24, kappa: { value: 0 } },
    });
  });

  it('goes stale with the judge', async () => {
    const cwd = await run();
    await assay(CALIBRATE, { cwd });
    writeFiles(cwd, {
      'evals/small.eval.ts': suiteText({
        variants: 'old: recorded("answers.csv", { output: "answer" }),',
        graders: JUDGE.replace('v1', 'v2'),
      }),
    });
    await assay(['resume'], { cwd });
    expect((await report(cwd, 'terminal')).stdout).toContain(
      'calibration is of another version of the judge',
    );
  });

  it('says nothing of code graders in reports, and calibrates them all the same', async () => {
    const cwd = await run(files('graders: [exactMatch()],'));
    expect(await assay(CALIBRATE, { cwd })).toMatchObject({ code: 0 });
    await assay(['resume'], { cwd });
    for (const format of ['terminal', 'markdown', 'html']) {
      expect((await report(cwd, format)).stdout, format).not.toContain('calibrat');
    }
  });

  it('writes all of it as Markdown, with what is foreign in it kept harmless', async () => {
    const cwd = await run();
    expect(await assay([...CALIBRATE, '-o', 'calibration.md', '--no-write'], { cwd })).toMatchObject({
      code: 0,
    });
    const text = readFileSync(join(cwd, 'calibration.md'), 'utf8');
    expect(text).toContain('## 10 disagreements');
    expect(text).toContain('| human passes | 12 | 6 |\n| human fails | 4 | 2 |');
    expect(text).toContain('| human | 0 | ann · it says &#124; nothing |');
    expect(text).not.toContain('\u202e');
    expect(existsSync(join(cwd, KEPT))).toBe(false);
  });

  it('prints JSON, whole', async () => {
    const { stdout } = await assay([...CALIBRATE, '--json'], { cwd: await run() });
    expect(JSON.parse(stdout)).toMatchObject({
      n: 24,
      confusion: { bothPass: 12, humanOnly: 6, judgeOnly: 4, bothFail: 2 },
      disagreements: { length: 10 },
    });
  });

  it('writes the same file for the same labels', async () => {
    const cwd = await run();
    await assay(CALIBRATE, { cwd });
    const first = readFileSync(join(cwd, KEPT), 'utf8');
    await assay(CALIBRATE, { cwd });
    expect(readFileSync(join(cwd, KEPT), 'utf8')).toBe(first);
    expect(Object.keys(JSON.parse(first).graders)).toEqual(['exactMatch']);
  });

  it('names labels that fit nothing, and warns where there are few', async () => {
    const cwd = await run();
    writeFiles(cwd, { 'labels.csv': 'case,label\nq-1,pass\nq-3,fail\nz-9,pass\n' });
    const { stdout } = await assay(CALIBRATE, { cwd });
    expect(stdout).toContain('No answer of the run fits 1 label, left out: labels.csv:4 ("z-9")');
    expect(stdout).toContain('Fewer than 20 labels');
  });

  it('wants to know whose answers were labelled where there are several', async () => {
    const two = ['a', 'b'].map((name) => `${name}: recorded("answers.csv", { output: "answer" }),`).join('');
    const cwd = await run(files(JUDGE, two));
    const refused = await assay(CALIBRATE, { cwd });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('there are a, b') });
    const { stdout } = await assay([...CALIBRATE, '--variant', 'b', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ n: 24 });
  });

  it.each([
    [['calibrate', '--labels', 'labels.csv'], "required option '--grader <name>'"],
    [['calibrate', '--grader', 'exactMach', '--labels', 'labels.csv'], 'did you mean "exactMatch"?'],
    [
      ['calibrate', '--grader', 'exactMatch', '--labels', 'none.csv'],
      '--labels none.csv: there is no such file',
    ],
    [[...CALIBRATE, '--variant', 'olt'], 'did you mean "old"?'],
    [[...CALIBRATE, '-o', 'no/where.md'], 'there is no folder no'],
  ])('%j is refused in a line', async (args, message) => {
    const cwd = await run();
    const { code, stdout, stderr } = await assay(args, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(runsIn(cwd)).toHaveLength(1);
    expect(existsSync(join(cwd, KEPT))).toBe(false);
  });

  it('refuses labels that fit nothing at all, and a damaged file of calibrations', async () => {
    const cwd = await run();
    writeFiles(cwd, { 'labels.csv': 'case,label\nz-9,pass\n' });
    expect((await assay(CALIBRATE, { cwd })).stderr).toContain('none of 1 labels fits an answer');
    writeFiles(cwd, { 'labels.csv': LABELS, [KEPT]: '{"format":"assay-calibration/1"' });
    const { code, stderr } = await assay(CALIBRATE, { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('small.calibration.json is damaged')]);
  });
});
