import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { assay, project, ROWS, runsIn, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const FILES = {
  'evals/small.eval.ts': suiteText({
    variants: ['one', 'two']
      .map((name) => `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '${name} {{text}}' },`)
      .join('\n'),
    more: `repeat: 2,
      simulate: ({ messages: [{ content }] }) => (content.startsWith('two') ? 'no' : content.includes('night') ? 'three' : content.includes('evening') ? 'two' : 'one'),`,
  }),
  'datasets/small.csv': ROWS,
};

describe.concurrent('assay history', () => {
  it('has a line for each variant of each run, oldest first, over folders copied from elsewhere too', async () => {
    const cwd = project(FILES);
    for (let run = 0; run < 2; run++) expect((await assay(['run', '--simulate'], { cwd })).code).toBe(0);
    // As an artifact of CI is unpacked, and one of them a second time.
    const [first] = runsIn(cwd);
    mkdirSync(join(cwd, 'all/artifact-1'), { recursive: true });
    cpSync(join(cwd, 'reports'), join(cwd, 'all/artifact-1/reports'), { recursive: true });
    cpSync(first!, join(cwd, 'all/again'), { recursive: true });
    const { code, stdout } = await assay(['history', 'small', '--reports', 'all'], { cwd });
    expect(code).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^Date +Commit +Variant +Score +95 % interval +Cost +Against the baseline/);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/\[sim\] one +100\.0 %/);
    expect(lines[1]).toMatch(/\[sim\] two +0\.0 % .* no clear difference/);
    const chosen = await assay(['history', 'small', '--variant', 'two', '--json'], { cwd });
    const told = JSON.parse(chosen.stdout);
    expect(told.map(({ variant }: { variant: string }) => variant)).toEqual(['two', 'two']);
    expect(told[0]).toMatchObject({ simulated: true, metric: 'accuracy', comparison: { baseline: 'one' } });
    expect(told[0].createdAt < told[1].createdAt).toBe(true);
  });

  it('says which runs have no summary, or that of another assay', async () => {
    const cwd = project(FILES);
    await assay(['run', '--simulate'], { cwd });
    const [run] = runsIn(cwd);
    const path = join(run!, 'summary.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('assay-summary/3', 'assay-summary/1'));
    const { code, stdout, stderr } = await assay(['history', 'small'], { cwd });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^Not shown, for want of a summary: \S+\. assay resume makes it\n$/);
    const shown = await assay(['show'], { cwd });
    expect([shown.code, shown.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^error: the summary of run \S+ is another assay's\n {2}make it anew: assay resume/,
      ),
    ]);
  });

  it('knows the suites there are', async () => {
    const cwd = project(FILES);
    await assay(['run', '--simulate'], { cwd });
    const { code, stderr } = await assay(['history', 'smal'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean "small"')]);
  });
});

describe.concurrent('assay aa', () => {
  it('finds nothing, and says that repetitions are all alike', async () => {
    const cwd = project(FILES);
    await assay(['run', '--simulate'], { cwd });
    const { code, stdout } = await assay(['aa', '--variant', 'two'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('SIMULATED ANSWERS\nA/A check of two: nothing found, as it should be.\n');
    expect(stdout).toContain('All answers of each of 3 cases are the same text');
  });

  it('needs repetitions, and a variant of the run', async () => {
    const cwd = project(FILES);
    await assay(['run', '--simulate', '--repeat', '1'], { cwd });
    const once = await assay(['aa'], { cwd });
    expect([once.code, once.stderr]).toEqual([2, expect.stringContaining('asked each case once')]);
    // A repetition that was held back and never bought is none.
    await assay(['run', '--simulate', '--repeat', '1', '--confirm'], { cwd });
    expect((await assay(['aa'], { cwd })).stderr).toContain('asked each case once');
    await assay(['run', '--simulate'], { cwd });
    const other = await assay(['aa', '--variant', 'tow'], { cwd });
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('did you mean "two"')]);
  });
});
