import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Summary } from '../../src/model/summary.ts';
import { assay, project, runsIn, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CASES = 80;
const ROWS = Array.from({ length: CASES }, (_, i) => `t${i},question ${i},yes\n`).join('');
const DATA = { 'datasets/small.csv': `id,text,expected\n${ROWS}` };

/** The second variant answers one case in so many wrongly; 0: none. */
const files = (wrong: number, more = '') => ({
  ...DATA,
  'evals/small.eval.ts': suiteText({
    variants: ['one', 'two']
      .map((name) => `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '${name} {{text}}' },`)
      .join('\n'),
    more: `${more}
      simulate: ({ messages: [{ content }] }) => {
        const [, variant, number] = /^(\\w+) question (\\d+)$/.exec(content);
        return variant === 'two' && ${wrong} > 0 && number % ${wrong} === 0 ? 'no' : 'yes';
      },`,
  }),
});

function summaryIn(cwd: string): Summary {
  return JSON.parse(readFileSync(join(runsIn(cwd)[0]!, 'summary.json'), 'utf8'));
}

describe.concurrent('assay run --stop-early', () => {
  it('stops as soon as the comparison is clear, at the level of that look, and says what was not bought', async () => {
    const cwd = project(files(2));
    const { code, stdout } = await assay(['run', '--simulate', '--stop-early'], { cwd });
    expect(code).toBe(0);
    const { instalments, comparisons, trials } = summaryIn(cwd);
    const { released } = instalments!;
    expect(released).toBeLessThan(4);
    expect(trials).toBe(2 * 20 * released);
    expect(comparisons[0]!.verdict.type).toBe('worse');
    expect(1 - comparisons[0]!.difference.confidence).toBeCloseTo(
      [0.000052, 0.0042, 0.0194][released - 1]!,
      10,
    );
    expect(stdout).toContain('were held back and not bought');
  });

  it('buys everything where nothing becomes clear, and the interval is a little wider than that of a run without looks', async () => {
    const cwd = project(files(0));
    expect((await assay(['run', '--simulate', '--stop-early'], { cwd })).code).toBe(0);
    const { instalments, comparisons, trials } = summaryIn(cwd);
    expect([instalments!.released, trials]).toEqual([4, 2 * CASES]);
    expect(comparisons[0]!.difference.confidence).toBeCloseTo(1 - 0.0429, 10);
  });

  it('goes on while a gate on another metric is open, though the accuracy is clear', async () => {
    const cwd = project({
      ...DATA,
      'evals/small.eval.ts': suiteText({
        variants: ['one', 'two']
          .map(
            (name) => `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '${name} {{text}}' },`,
          )
          .join('\n'),
        graders: `graders: [exactMatch(), { name: 'short', role: 'metric', settings: {}, grade: ({ output }) => (output.length > 3 ? 0.8 : 1) }],`,
        more: `simulate: ({ messages: [{ content }] }) => {
          const [, variant, number] = /^(\\w+) question (\\d+)$/.exec(content);
          if (variant === 'one') return number % 10 === 0 ? 'yes' : 'no';
          return number % 9 === 0 ? 'nope' : 'yes';
        },`,
      }),
    });
    const args = ['run', '--simulate', '--stop-early', '--gate', 'noRegression'];
    await assay([...args, '--gate', 'noRegression,metric=short'], { cwd });
    const { instalments, gates } = summaryIn(cwd);
    expect(instalments!.released).toBe(4);
    expect(
      gates.map(({ gate, finding }) => [gate.type, (finding as { metric?: string }).metric]),
    ).toContainEqual(['noRegression', 'short']);
  });

  it('needs something to compare, and is no matter of many nights', async () => {
    const alone = project({ ...DATA, 'evals/small.eval.ts': suiteText() });
    const nothing = await assay(['run', '--simulate', '--stop-early'], { cwd: alone });
    expect([nothing.code, nothing.stderr]).toEqual([
      2,
      expect.stringContaining('nothing to compare one with'),
    ]);
    const both = await assay(['run', '--simulate', '--stop-early', '--nightly'], { cwd: alone });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('--stop-early does not go with')]);
    expect(runsIn(alone)).toEqual([]);
  });
});

describe.concurrent('assay run --confirm', () => {
  it('asks every case of both variants once more before a regression fails the run, and pools all samples', async () => {
    const cwd = project(files(4));
    const { code, stderr } = await assay(['run', '--simulate', '--gate', 'noRegression', '--confirm'], {
      cwd,
    });
    expect([code, stderr]).toEqual([100, expect.stringContaining('noRegression')]);
    const { instalments, comparisons, trials, repeat } = summaryIn(cwd);
    expect([instalments!.confirmed, repeat, trials]).toEqual([true, 2, 4 * CASES]);
    expect(comparisons[0]!.samples).toBe(2);
  });

  it('asks nothing again where no gate fails', async () => {
    const cwd = project(files(0));
    const { code } = await assay(['run', '--simulate', '--gate', 'noRegression', '--confirm'], { cwd });
    expect(code).toBe(0);
    expect(summaryIn(cwd)).toMatchObject({ instalments: { confirmed: false }, repeat: 1, trials: 2 * CASES });
  });

  it('is what CI does unless it is told otherwise, and the suite may say', async () => {
    const args = ['run', '--simulate', '--gate', 'noRegression'];
    const trialsOf = async (more: readonly string[], env: Record<string, string>, suite = '') => {
      const cwd = project(files(4, suite));
      await assay([...args, ...more], { cwd, env });
      return summaryIn(cwd).trials;
    };
    expect(
      await Promise.all([
        trialsOf([], { CI: 'true' }),
        trialsOf(['--no-confirm'], { CI: 'true' }),
        trialsOf([], {}),
        trialsOf([], {}, 'confirm: true,'),
      ]),
    ).toEqual([4 * CASES, 2 * CASES, 2 * CASES, 4 * CASES]);
  });
});

describe.concurrent('assay run --nightly', () => {
  it('compares with the committed baseline at 99 %, fails on a regression, and confirms it first', async () => {
    const cwd = project(files(0));
    const around = { cwd };
    expect((await assay(['run', '--simulate', '--repeat', '5'], around)).code).toBe(0);
    expect((await assay(['bless', '--simulated'], around)).code).toBe(0);
    const quiet = await assay(['run', '--simulate', '--nightly'], around);
    expect(quiet.code).toBe(0);
    const worse = project({
      ...files(4),
      'evals/small.baseline.json': readFileSync(join(cwd, 'evals/small.baseline.json'), 'utf8'),
    });
    const { code, stderr } = await assay(['run', '--simulate', '--nightly'], { cwd: worse });
    expect([code, stderr]).toEqual([100, expect.stringContaining('noRegression')]);
    const { confidence, comparisons, instalments } = summaryIn(worse);
    expect([confidence, instalments!.confirmed]).toEqual([0.99, true]);
    const committed = comparisons.find(
      ({ variant, against }) => variant === 'two' && against.type === 'baseline',
    )!;
    expect(committed.difference.confidence).toBeCloseTo(0.99, 10);
    expect(committed.verdict.type).toBe('worse');
  });

  it('needs a baseline', async () => {
    const cwd = project(files(0));
    const { code, stderr } = await assay(['run', '--simulate', '--nightly'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('assay bless')]);
    expect(runsIn(cwd)).toEqual([]);
  });
});
