import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import { assay, type Outcome, onTerminal, project, runsIn, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What the runner of GitHub Actions takes for a command at the start of a line, whatever stands before it. */
const COMMAND = /^\s*::(\S+)/;
const HOSTILE = '::add-mask::e';

const files = {
  'evals/small.eval.ts': suiteText({
    variants:
      "old: recorded('old.csv', { output: 'answer' }), new: recorded('new.csv', { output: 'answer' }),",
    graders: 'graders: [exactMatch()],',
  }),
  'datasets/small.csv': `id,text,expected\na,1 + 1,2\nb,2 + 2,4\n${HOSTILE},3 + 3,6\n`,
  'old.csv': `id,answer\na,2\nb,4\n${HOSTILE},6\n`,
  'new.csv': `id,answer\na,2\nb,=5\n${HOSTILE},"\n${HOSTILE}"\n`,
};

let cwd: string;
let id: string;
let inActions: Outcome;
beforeAll(async () => {
  cwd = project(files);
  inActions = await assay(['run', '--gate', 'mustPass=a+b'], { cwd, env: { GITHUB_ACTIONS: 'true' } });
  id = basename(runsIn(cwd)[0]!);
});

const report = (...args: string[]) => assay(['report', id, ...args], { cwd });

describe.concurrent('a run in GitHub Actions', () => {
  it('annotates what failed, at the suite, and ends as it does elsewhere', () => {
    expect(inActions.code).toBe(100);
    const lines = inActions.stderr.split('\n').filter((line) => COMMAND.test(line));
    expect(lines[0]).toMatch(
      /^::error title=small%3A gate failed,file=evals\/small\.eval\.ts::GATE mustPass 2 cases, new: FAIL, not passed: b$/,
    );
    expect(lines.slice(1).map((line) => COMMAND.exec(line)![1])).toEqual(lines.slice(1).map(() => 'notice'));
    expect(lines.at(-1)).toContain('broken');
  });

  it('lets none of what it prints for people be a command', () => {
    const lines = inActions.stdout.split('\n');
    const token = lines[0]!.slice('::stop-commands::'.length);
    expect(lines[0]).toMatch(/^::stop-commands::[-0-9a-f]{36}$/);
    const end = lines.indexOf(`::${token}::`);
    expect(lines.slice(1, end).join('\n')).toContain(HOSTILE);
    expect(lines.slice(end + 1).filter((line) => COMMAND.test(line))).toEqual([]);
  });

  it('prints JSON alone where that is asked for', async () => {
    const { stdout } = await assay(['run', '--json'], {
      cwd: project(files),
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'urn:assay-summary:3', suite: 'small' });
  });

  it('is told in plain lines anywhere else', async () => {
    const { stdout, stderr, code } = await assay(['run', '--gate', 'mustPass=b'], { cwd: project(files) });
    expect(code).toBe(100);
    expect(stderr).toContain(`GATE mustPass 1 case, new: FAIL, not passed: b\n`);
    expect(stderr + stdout).not.toMatch(/::(error|notice|stop-commands)/);
  });
});

describe.concurrent('assay report', () => {
  it('names every format in its help, and the documentation describes each', async () => {
    const { stdout } = await assay(['report', '--help'], { cwd });
    const documented = readFileSync(join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
    for (const name of [...Object.keys(formats), 'terminal']) {
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`[ ,]${name}[ ,]`));
      expect(documented).toContain(`\`${name}\``);
    }
  });

  it('gives a line of JSON for each record, with its case', async () => {
    const lines = (await report('-f', 'jsonl')).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      case: 'a',
      variant: 'old',
      input: { text: '1 + 1' },
      expected: '2',
    });
  });

  it('gives JUnit XML with the suite’s file', async () => {
    const { stdout } = await report('-f', 'junit');
    expect(stdout).toContain('<testsuite name="small.gates" tests="4" failures="1"');
    expect(stdout).toContain('file="evals/small.eval.ts"');
    expect(stdout.match(/<testcase classname="small.old"/g)).toHaveLength(3);
  });

  it('gives annotations, also where no runner reads them', async () => {
    expect((await report('-f', 'github')).stdout).toMatch(/^::error title=small%3A gate failed/);
  });

  it('writes Parquet to a file, and none of it to a terminal', async () => {
    const path = join(cwd, 'records.parquet');
    expect(await report('-f', 'parquet', '-o', path)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    const rows = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ case: 'a', variant: 'old', pass: true, trial: 0n });
    const shown = await onTerminal(['report', id, '-f', 'parquet'], { cwd }, { question: /\0/, answer: '' });
    expect(shown.stdout).toMatch(/^error: parquet is no text\s+write it to a file: --output <file>\s*$/);
  });

  it('keeps CSV from being run by a spreadsheet, unless told to leave it', async () => {
    expect((await report('-f', 'csv')).stdout).toContain(`,"'=5"\r\n`);
    expect((await report('-f', 'csv', '--csv-raw')).stdout).toContain(',"=5"\r\n');
    const misplaced = await report('-f', 'json', '--csv-raw');
    expect(misplaced).toMatchObject({
      code: 2,
      stderr: 'error: --csv-raw is for CSV\n  say so: --format csv --csv-raw\n',
    });
  });
});

describe.concurrent('assay compare', () => {
  const compare = (...args: string[]) => assay(['compare', `${id}:old`, `${id}:new`, ...args], { cwd });

  it('gives its gates as tests', async () => {
    const { code, stdout } = await compare('-f', 'junit', '--gate', 'mustPass=b');
    expect(code).toBe(100);
    expect(stdout).toContain('<testsuites name="small" tests="2" failures="1" errors="0">');
    expect(stdout).toContain('<failure type="gate" message="GATE mustPass 1 case');
  });

  it('has no tests without gates, and says so', async () => {
    const { code, stdout, stderr } = await compare('-f', 'junit');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error: a comparison has no tests but its gates\n  name one: --gate noRegression\n');
  });

  it('gives its gates and verdicts as annotations', async () => {
    const { stdout } = await compare('-f', 'github', '--gate', 'mustPass=b');
    expect(stdout.split('\n').map((line) => COMMAND.exec(line)?.[1])).toEqual(['error', 'notice', undefined]);
  });
});
