import { describe, expect, it, vi } from 'vitest';
import { assay, project, runsIn, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ROWS = Array.from({ length: 60 }, (_, i) => `t${i},question ${i},yes\n`).join('');
const DATA = { 'datasets/small.csv': `id,text,expected\n${ROWS}` };

/** The second variant answers every third case otherwise. */
const TWO = suiteText({
  variants: ['one', 'two']
    .map((name) => `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '${name} {{text}}' },`)
    .join('\n'),
  more: `simulate: ({ messages: [{ content }] }) => {
    const [, variant, number] = /^(\\w+) question (\\d+)$/.exec(content);
    return variant === 'two' && number % 3 === 0 ? 'no' : 'yes';
  },`,
});

describe.concurrent('assay power', () => {
  it('says what can be seen and what more takes, on what assumption, and sends nothing', async () => {
    const cwd = project({ 'evals/small.eval.ts': suiteText(), ...DATA });
    const { code, stdout } = await assay(['power', 'evals/small.eval.ts', '--difference', '5,3'], { cwd });
    expect([code, stdout]).toEqual([
      0,
      [
        'small',
        '  This suite can see a drop of about 14 points, four times out of five (60 cases).',
        '  A drop of 5 points takes 353 cases.',
        '  A drop of 3 points takes 897 cases.',
        "  Assumed, for want of a run that compared two variants: 90.0 % pass, and the variants' results are related as usual (correlation 0.5).",
        '',
      ].join('\n'),
    ]);
    expect(runsIn(cwd)).toEqual([]);
  });

  it('goes by an earlier run, and so does the dry run', async () => {
    const cwd = project({ 'evals/small.eval.ts': TWO, ...DATA });
    expect((await assay(['run', '--simulate'], { cwd })).code).toBe(0);
    const { stdout } = await assay(['power', 'evals/small.eval.ts', '--simulate', '--json'], { cwd });
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({
      cases: 60,
      prior: { source: { variant: 'two', baseline: 'one', cases: 60 }, rate: 1, flips: 1 / 3 },
    });
    const dry = await assay(['run', '--dry-run', '--simulate'], { cwd });
    expect(dry.stdout).toContain(
      `This suite can see a drop of about ${Math.round(plan.detectable * 100)} points`,
    );
    expect(dry.stdout).toContain('two against one, 60 cases; 33.3 % of the cases flipped');
    // What the simulator answered says nothing of Claude.
    const real = await assay(['power', 'evals/small.eval.ts'], { cwd });
    expect(real.stdout).toContain('Assumed');
  });

  it('refuses a drop of nothing', async () => {
    const cwd = project({ 'evals/small.eval.ts': suiteText(), ...DATA });
    const { code, stderr } = await assay(['power', 'evals/small.eval.ts', '-d', '0'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('points above 0')]);
  });
});
