import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Summary } from '../../src/model/summary.ts';
import { assay, type Files, project, runsIn, suiteText } from './assay.ts';

vi.setConfig({ testTimeout: 60_000 });

const CASES = 40;
const ROWS = [
  'id,text,expected,tags',
  ...Array.from({ length: CASES }, (_, i) => `case-${i},number ${i},yes,${i < 10 ? 'low' : 'high'}`),
].join('\n');

/** Two variants of which the second gets what its prompt says wrong. */
const VARIANTS = `
  old: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}}' },
  new: { model: 'claude-sonnet-5-5', max_tokens: 64, prompt: '{{text}}' },`;

/** @param wrong Source of a condition on `i`, the number of a case, of what the new variant gets wrong. */
function suite(gates: string, wrong = 'false', more = ''): string {
  const simulate = `simulate: ({ model, messages }) => {
    const i = Number(/number (\\d+)/.exec(JSON.stringify(messages))[1]);
    ${more}
    return model.includes('sonnet') && (${wrong}) ? 'no' : 'yes';
  },`;
  return suiteText({
    variants: VARIANTS,
    more: `${simulate} ${gates === '' ? '' : `gates: [${gates}],`}`,
  }).replace('{ dataset,', '{ atLeast, dataset, mustPass, noRegression,');
}

const files = (text: string): Files => ({ 'evals/small.eval.ts': text, 'datasets/small.csv': ROWS });
const simulated = (cwd: string, ...more: string[]) => assay(['run', '--simulate', ...more], { cwd });

function summaryIn(cwd: string): Summary {
  return JSON.parse(readFileSync(join(runsIn(cwd)[0]!, 'summary.json'), 'utf8'));
}

/** The last line on standard error. */
const lastLine = (stderr: string) => stderr.trimEnd().split('\n').at(-1);

describe.concurrent('a run with gates', () => {
  it('ends with exit code 0 where all of them hold, and says what they can see', async () => {
    const cwd = project(files(suite("noRegression(), mustPass(['case-3'])")));
    const { code, stdout, stderr } = await simulated(cwd);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('GATE noRegression, new: pass (no drop shown; a drop of');
    expect(stdout).toContain('GATE mustPass 1 case, old and new: pass');
    expect(stderr).not.toContain('GATE');
  });

  it('ends with 100 where one does not, the reason first', async () => {
    const cwd = project(files(suite('noRegression()', 'i % 4 === 0')));
    const { code, stdout, stderr } = await simulated(cwd);
    expect(code, stderr).toBe(100);
    expect(lastLine(stderr)).toMatch(/^GATE noRegression, new: FAIL, worse than old \(−25\.0 points, /);
    expect(stdout.indexOf('GATE noRegression')).toBeLessThan(stdout.indexOf('new vs old'));
    const markdown = readFileSync(join(runsIn(cwd)[0]!, 'report.md'), 'utf8');
    expect(markdown).toContain('> [!CAUTION]\n> - ✗ GATE noRegression, new: FAIL');
    expect(summaryIn(cwd).gates[0]).toMatchObject({ outcome: 'failed', variant: 'new' });
  });

  it('ends with 1 where nothing was answered at all', async () => {
    const error = "return { error: { type: 'invalid_request_error', message: 'no' } };";
    const cwd = project(files(suite('noRegression()', 'false', error)));
    const { code, stderr } = await simulated(cwd);
    expect(code).toBe(1);
    expect(stderr).toContain('GATE noRegression, new: FAIL, errors: 100.0 % of the 40 trials of new');
  });

  it('fails for errors, whatever the scores', async () => {
    const error = "if (i === 7) return { error: { type: 'invalid_request_error', message: 'no' } };";
    const cwd = project(files(suite('noRegression()', 'i < 0', error)));
    const { code, stderr } = await simulated(cwd);
    expect(code).toBe(100);
    expect(stderr).toContain(
      'FAIL, errors: 2.5 % of the 40 trials of new (1 without an answer), and 2 % are allowed',
    );
    expect(stderr.indexOf('GATE')).toBeLessThan(stderr.indexOf('have no answer'));
  });

  it('takes more of them by flag, remembers those, and is judged alike when it goes on', async () => {
    const cwd = project(files(suite('', 'i % 4 === 0')));
    const run = await simulated(cwd, '--gate', 'noRegression,slice=low', '--gate', 'atLeast=0.5');
    expect(run.code, run.stderr).toBe(0);
    const [folder] = runsIn(cwd);
    expect(JSON.parse(readFileSync(join(folder!, 'run.json'), 'utf8')).gates).toMatchObject([
      { type: 'noRegression', slice: 'low' },
      { type: 'atLeast', share: 0.5 },
    ]);
    const gates = summaryIn(cwd).gates.map(({ gate, variant, outcome }) => [gate.type, variant, outcome]);
    expect(gates).toEqual([
      ['noRegression', 'new', 'passed'],
      ['atLeast', 'old', 'passed'],
      ['atLeast', 'new', 'passed'],
      ['maxErrors', 'old', 'passed'],
      ['maxErrors', 'new', 'passed'],
    ]);
    // Another machine, with nothing but the folder and the suite, whose own gates have become stricter.
    const other = project(files(suite('atLeast(0.9)', 'i % 4 === 0')));
    cpSync(join(cwd, 'reports'), join(other, 'reports'), { recursive: true });
    for (const command of ['resume', 'regrade']) {
      const again = await assay([command], { cwd: other });
      expect(again.code, again.stderr).toBe(0);
      expect(
        summaryIn(other).gates.map(({ gate, variant, outcome }) => [gate.type, variant, outcome]),
      ).toEqual(gates);
    }
  });

  it('may have them come with the suite later: it is graded, and judged, by the suite as it is now', async () => {
    const cwd = project(files(suite('', 'i % 4 === 0')));
    expect((await simulated(cwd)).code).toBe(0);
    const other = project(files(suite("mustPass(['case-4'])", 'i % 4 === 0')));
    cpSync(join(cwd, 'reports'), join(other, 'reports'), { recursive: true });
    const { code, stderr } = await assay(['resume'], { cwd: other });
    expect(code).toBe(100);
    expect(lastLine(stderr)).toBe('GATE mustPass 1 case, new: FAIL, not passed: case-4');
    const regraded = await assay(['regrade'], { cwd: other });
    expect(regraded.code).toBe(100);
  });

  it('ends with the worst of several suites', async () => {
    const cwd = project({
      'evals/a.eval.ts': suite('noRegression()', 'i % 4 === 0').replace("'small'", "'a'"),
      'evals/b.eval.ts': suite('noRegression()').replace("'small'", "'b'"),
      'datasets/small.csv': ROWS,
    });
    expect((await simulated(cwd)).code).toBe(100);
  });
});

describe.concurrent('a gate that cannot be judged is refused before anything is sent', () => {
  it.each<[string, string, string[], string, string]>([
    [
      'an unknown gate',
      '',
      ['noRegresion'],
      '--gate noRegresion: there is no gate',
      'did you mean "noRegression"?',
    ],
    [
      'an unknown case',
      "mustPass(['case-77'])",
      [],
      'the dataset has no case "case-77"',
      'did you mean "case-',
    ],
    [
      'a slice without a case',
      '',
      ['noRegression,slice=hihg'],
      'no case has the tag "hihg"',
      'did you mean "high"?',
    ],
    ['an unknown grader', '', ['atLeast=0.9,metric=exact'], 'there is no grader "exact"', 'exactMatch'],
    [
      'an unknown variant',
      '',
      ['noRegression,variant=nwe'],
      'there is no variant "nwe"',
      'did you mean "new"?',
    ],
    [
      'the baseline',
      '',
      ['noRegression,variant=old'],
      'there is nothing to compare old with',
      'it is the baseline',
    ],
    [
      'too few cases',
      'atLeast(0.95, { proven: true })',
      [],
      'it can never pass: 40 cases',
      'it takes 72 cases',
    ],
    ['one twice', '', ['noRegression', 'noRegression,tolerance=0.1'], 'it is there twice', 'leave one out'],
  ])('%s', async (_, gates, flags, message, hint) => {
    const cwd = project(files(suite(gates)));
    const { code, stderr } = await simulated(cwd, ...flags.flatMap((flag) => ['--gate', flag]));
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(runsIn(cwd)).toEqual([]);
  });

  it('but a part of a suite may be looked at: what was not run does not hold', async () => {
    const cwd = project(files(suite("mustPass(['case-30'])")));
    const { code, stderr } = await simulated(cwd, '-n', '5');
    expect(code).toBe(100);
    expect(stderr).toContain('GATE mustPass 1 case, old and new: FAIL, without a verdict: case-30');
  });
});
