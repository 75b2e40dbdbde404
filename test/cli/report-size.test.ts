import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSideIndex, SIDE_TAIL, sideIndexLength } from '../../src/pack/side-file.ts';
import { openPage } from '../render/open-page.ts';
import { assay, project, runsIn, suiteText } from './assay.ts';

/** Text that no compressor makes much smaller. */
const noise = (seed: number) =>
  Array.from({ length: 40 }, (_, i) => createHash('sha256').update(`${seed}-${i}`).digest('base64')).join(
    ' ',
  );
const ROWS = Array.from({ length: 60 }, (_, i) => `case-${i},${noise(i)},one`);

describe('the size of the HTML report', () => {
  let cwd: string;
  let run: string;
  /** Megabytes that leave room for some texts of sixty cases. */
  let tight: string;
  beforeAll(async () => {
    cwd = project({
      'evals/small.eval.ts': suiteText(),
      'datasets/small.csv': `id,text,expected\n${ROWS.join('\n')}\n`,
    });
    const { code, stderr } = await assay(['run', '--simulate'], { cwd });
    expect(code, stderr).toBe(0);
    run = runsIn(cwd)[0]!;
    const refused = await report('--budget', '0.005');
    tight = String(Number(/--budget ([\d.]+)/.exec(refused.stderr)![1]) + 0.003);
  }, 60_000);

  const report = (...args: readonly string[]) => assay(['report', ...args], { cwd });
  const textsIn = (path: string) => openPage(readFileSync(path, 'utf8')).texts.size;

  it('holds all texts where there is room for them', () => {
    expect(textsIn(join(run, 'report.html'))).toBe(60);
    expect(readdirSync(run).filter((name) => name.endsWith('.evalpack'))).toEqual([]);
  });

  it('is kept to a budget, and what does not fit stands beside the page until it fits', async () => {
    const id = basename(run);
    const { code, stdout } = await report('--budget', tight);
    const files = ['report.html', `${id}.evalpack`, 'report.md'];
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: files.map((name) => `reports/small/${id}/${name}\n`).join(''),
    });
    expect(statSync(join(run, 'report.html')).size).toBeLessThanOrEqual(Number(tight) * 1e6);
    expect(textsIn(join(run, 'report.html'))).toBeLessThan(60);
    const side = readFileSync(join(run, `${id}.evalpack`));
    const length = sideIndexLength(side.subarray(-SIDE_TAIL))!;
    expect(parseSideIndex(side.subarray(-SIDE_TAIL - length, -SIDE_TAIL))).toMatchObject({
      run: id,
      cases: 60,
    });

    expect((await report('--full')).stdout).not.toContain('.evalpack');
    expect(readdirSync(run)).not.toContain(`${id}.evalpack`);
    expect(textsIn(join(run, 'report.html'))).toBe(60);
  });

  it('is kept to a budget in a file of one’s own, whose neighbour is named', async () => {
    const { code, stdout } = await report('-f', 'html', '-o', 'page.html', '--budget', tight);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${basename(run)}.evalpack\n` });
    expect(statSync(join(cwd, 'page.html')).size).toBeLessThanOrEqual(Number(tight) * 1e6);
  });

  it('is kept to a budget on standard output, where nothing can stand beside it', async () => {
    const { stdout } = await report('-f', 'html', '--budget', tight);
    expect(openPage(stdout).index).toMatchObject({
      sideFile: null,
      leftOut: expect.stringMatching(/ to stay under 0\.1\d? MB\./),
    });
  });

  it('is small without scripts, for mail', async () => {
    const { stdout } = await report('-f', 'html-static');
    expect(stdout).not.toContain('<script');
    expect(stdout).toContain('20 of 60 cases are shown');
  });

  it.each([
    [
      ['--budget', '0.005'],
      /^error: without any texts the page takes 0\.1\d MB, more than 0\.005 MB\n {2}give at least --budget 0\.1\d, or --format html-static\n$/,
    ],
    [
      ['--budget', '1', '--full'],
      'error: --budget and --full contradict each other\n  leave one of them out\n',
    ],
    [
      ['--full', '-f', 'csv'],
      'error: --full is about the HTML report, not csv\n  leave it out, or say --format html\n',
    ],
    [['--budget', 'big'], /It must be a number from 0\./],
  ])('%j is one line, and a hint', async (args, told) => {
    const { code, stdout, stderr } = await report(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(told);
  });
});
