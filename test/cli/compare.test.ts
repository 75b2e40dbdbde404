import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assay, project, runsIn, suiteText, writeFiles } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const IDS = Array.from({ length: 40 }, (_, i) => `q-${i}`);
const BASELINE = 'evals/small.baseline.json';
/** Answers of which those to the first few are wrong. */
const answers = (wrong: number) =>
  `id,answer\n${IDS.map((id, i) => `${id},${i < wrong ? 'no' : '42'}`).join('\n')}\n`;
const files = (wrong: number) => ({
  'evals/small.eval.ts': suiteText({
    variants:
      'old: recorded("old.csv", { output: "answer" }), new: recorded("new.csv", { output: "answer" }),',
    graders: 'graders: [exactMatch()],',
  }),
  'datasets/small.csv': `id,text,expected\n${IDS.map((id) => `${id},what is ${id}?,42`).join('\n')}\n`,
  'old.csv': answers(4),
  'new.csv': answers(wrong),
});

let cwd: string;
let [first, second] = ['', ''];
beforeAll(async () => {
  cwd = project(files(4));
  for (const wrong of [4, 20]) {
    writeFiles(cwd, files(wrong));
    expect(await assay(['run'], { cwd })).toMatchObject({ code: 0 });
    if (wrong === 4) expect(await assay(['bless'], { cwd })).toMatchObject({ code: 0 });
  }
  const runs = runsIn(cwd)
    .toSorted((a, b) => brokenIn(a) - brokenIn(b))
    .map((path) => basename(path));
  [first, second] = runs as [string, string];
});

/** How many of the new variant's answers are wrong in a run. */
function brokenIn(path: string): number {
  const { comparisons } = JSON.parse(readFileSync(join(path, 'summary.json'), 'utf8'));
  return comparisons[0].broken;
}

const compare = (...args: string[]) => assay(['compare', ...args], { cwd });

describe.concurrent('assay compare', () => {
  it('says of two runs what became of each variant that both have', async () => {
    const { code, stdout } = await compare(first, second);
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(
        `^run ${second} of small \\(.*, 40 cases\\) against run ${first} of small \\(.*, 40 cases\\) ` +
          `= old vs old of run ${first}: 0\\.0 points .* ` +
          `▼ new vs new of run ${first}: −40\\.0 points \\(95 % interval .*\\), 40 cases: 0 improved, 16 got worse, 24 same\\. new is worse`,
      ),
    );
    expect(stdout).toContain('▼ broken: q-4, q-5, q-6, q-7, q-8, and 11 more');
  });

  it('takes a baseline on either side, and one variant of both', async () => {
    const there = await compare(BASELINE, second, '--variant', 'new');
    expect(there.stdout).toContain('▼ new vs its baseline of ');
    expect(there.stdout).not.toContain('old vs');
    const back = await compare(second, BASELINE, '--variant', 'new');
    expect(back.stdout).toContain(`▲ new vs new of run ${second}: +40.0 points`);
  });

  it('holds the second to gates: exit code 100 with the reason first', async () => {
    const failed = await compare(BASELINE, second, '--gate', 'noRegression');
    expect(failed.code).toBe(100);
    expect(failed.stderr).toMatch(
      /^GATE noRegression, new: FAIL, worse than new \(−40\.0 points, 95 % interval/,
    );
    expect(failed.stdout).toContain('✗ GATE noRegression, new: FAIL');
    expect(failed.stdout).toContain('✓ GATE noRegression, old: pass');
    const markdown = await compare(BASELINE, second, '--gate', 'noRegression', '-f', 'markdown');
    expect(markdown.stdout).toMatch(/^- ✗ GATE noRegression, new: FAIL/m);
    const data = JSON.parse((await compare(BASELINE, second, '--gate', 'atLeast=0.2', '--json')).stdout);
    expect(data.gates.map(({ outcome }: { outcome: string }) => outcome)).toContain('passed');
    const one = await compare(BASELINE, second, '--variant', 'old', '--gate', 'noRegression');
    expect(one.code).toBe(0);
  });

  it.each([
    [['--gate', 'noRegresion'], 'did you mean'],
    [['--gate', 'noRegression,metric=exact'], 'there is no grader "exact"'],
    [['--gate', 'noRegression,variant=nwe'], 'did you mean "new"'],
  ])('refuses %j', async (flags, said) => {
    const { code, stderr } = await compare(first, second, ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('holds no baseline to gates', async () => {
    const { code, stderr } = await compare(first, BASELINE, '--gate', 'noRegression');
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a baseline: gates look at a run')]);
  });

  it('compares variants of any names, of the same run as well', async () => {
    expect((await compare(`${first}:old`, `${second}:new`)).stdout).toContain(
      `▼ new vs old of run ${first}: −40.0`,
    );
    expect((await compare(`${second}:old`, `${second}:new`)).stdout).toContain('▼ new vs old: −40.0');
    expect((await compare(`${BASELINE}:old`, `${second}:new`)).stdout).toContain(
      '▼ new vs old of the baseline of ',
    );
  });

  it('says the same as JSON and as Markdown', async () => {
    const [json, markdown] = await Promise.all([
      compare(BASELINE, second, '--json'),
      compare(BASELINE, second, '-f', 'markdown'),
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      format: 'assay-comparison/1',
      a: { file: BASELINE, cases: 40, simulated: false },
      b: { file: null, run: second },
      comparisons: [
        { variant: 'old', verdict: { type: 'unclear' } },
        { variant: 'new', verdict: { type: 'worse' }, broken: 16 },
      ],
    });
    expect(markdown.stdout).toMatch(/^### ▼ new vs its baseline of .*new is worse/m);
  });

  it('writes a page that anyone can open', async () => {
    const { code, stdout } = await compare(BASELINE, second, '-f', 'html', '-o', 'compared.html');
    expect([code, stdout]).toEqual([0, '']);
    const page = readFileSync(join(cwd, 'compared.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n/);
    expect(page).toContain('2 variants against the baseline: 1 worse, 1 without a clear difference');
    expect(page).toBe((await compare(BASELINE, second, '-f', 'html')).stdout);
  });

  it.each<[string, () => string[], string]>([
    ['a run that is not there', () => ['nothing', second], 'error: there is no run "nothing"'],
    ['a file that is not there', () => ['evals/none.json', second], 'error: there is no evals/none.json'],
    [
      'a variant that is not there',
      () => [`${first}:odl`, second],
      `error: run RUN has no variant "odl"\n  did you mean "old"?`,
    ],
    [
      'a variant that is named twice',
      () => [`${first}:old`, second, '--variant', 'new'],
      'names a variant, and so does --variant',
    ],
    [
      'a format that is not there',
      () => [first, second, '-f', 'htm'],
      'error: there is no format "htm"\n  did you mean "html"?',
    ],
    [
      'a file in a folder that is not there',
      () => [first, second, '-o', 'none/page.html'],
      'error: there is no folder none',
    ],
  ])('refuses %s in one line', async (_, args, message) => {
    const { code, stdout, stderr } = await compare(...args());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message.replace('RUN', first));
  });

  it('takes runs without a case in common as samples of their own, and says so; never a baseline', async () => {
    const other = project(files(4));
    writeFiles(other, {
      'datasets/small.csv': `id,text,expected\n${IDS.map((id) => `x${id},why ${id}?,42`).join('\n')}\n`,
      'old.csv': answers(4).replaceAll('q-', 'xq-'),
      'new.csv': answers(20).replaceAll('q-', 'xq-'),
    });
    expect(await assay(['run'], { cwd: other })).toMatchObject({ code: 0 });
    const [folder] = runsIn(other) as [string];
    expect((await compare(`${first}:new`, folder, '--variant', 'new')).code).toBe(2);
    expect((await compare(first, folder, '--variant', 'new')).stdout.replaceAll(/\s+/g, ' ')).toContain(
      '40 cases, none in common. new is worse',
    );
    expect((await compare(BASELINE, folder)).stdout.replaceAll(/\s+/g, ' ')).toContain(
      'not comparable: the baseline is of another dataset: no case in common',
    );
  });
});
