import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { LogLine } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { assay, type Files, project, ROWS, runsIn, type SuiteParts, suiteText } from './assay.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let api: Simulator;
const calls: LogLine[] = [];
beforeAll(async () => {
  api = await startSimulator({ models: loadModels(), batchSeconds: 0.01, log: (line) => calls.push(line) });
});
afterAll(() => api.close());

interface Bad {
  /** What the suite has of its own. */
  readonly suite?: SuiteParts;
  /** The rows of datasets/small.csv. */
  readonly rows?: string;
  readonly files?: Files;
  readonly args?: readonly string[];
  /** The one line, and the hint below it. */
  readonly says: string | RegExp;
  readonly hint?: string | RegExp;
}

function projectOf({ suite, rows = ROWS, files }: Bad): string {
  return project({ 'evals/small.eval.ts': suiteText(suite), 'datasets/small.csv': rows, ...files });
}

/** One line, at most one hint, exit code 2, nothing sent, nothing left behind. */
async function isRefused(bad: Bad): Promise<void> {
  const cwd = projectOf(bad);
  const { code, stdout, stderr } = await assay(bad.args ?? ['run'], { cwd, url: api.url });
  const [line, hint, ...rest] = stderr.replace(/\n$/, '').split('\n');
  if (typeof bad.says === 'string') expect(line).toBe(`error: ${bad.says}`);
  else expect(line).toMatch(bad.says);
  if (typeof bad.hint === 'string') expect(hint).toBe(`  ${bad.hint}`);
  else if (bad.hint) expect(hint).toMatch(bad.hint);
  expect(rest).toEqual([]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/\n\s+at .*node_modules|very-secret/);
  expect(runsIn(cwd)).toEqual([]);
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(api.account).toMatchObject({ batches: 0, messages: 0 });
}

const inputSchema = 'input: z.object({ text: z.string(), unit: z.string() })';
const tool = `max_tokens: 64, tools: [{ name: 'label', input_schema: { type: 'object' } }],`;

describe('a dataset is refused', () => {
  it.concurrent.each<[string, Bad]>([
    [
      'that is not there',
      {
        suite: { dataset: "dataset('datasets/smal.csv')" },
        says: 'dataset datasets/smal.csv cannot be read: there is no such file',
        hint: /^ {2}looked at datasets\/smal\.csv/,
      },
    ],
    [
      'that cannot be read',
      {
        suite: { dataset: "dataset('datasets/folder.csv')" },
        files: { 'datasets/folder.csv/x': '' },
        says: 'dataset datasets/folder.csv cannot be read: it is a folder',
      },
    ],
    ['without rows', { rows: 'id,text,expected\n', says: 'suite "small": the dataset has no rows' }],
    [
      'with a ragged row',
      {
        rows: `${ROWS}d,"a\nb",x,y\n`,
        says: 'datasets/small.csv:5: the row has 4 fields, the header 3',
        hint: 'quote fields that hold commas, and fill every column',
      },
    ],
    [
      'with an id twice',
      {
        rows: `${ROWS}a,again,x\n`,
        says: 'datasets/small.csv:5: the id "a" was used before',
        hint: 'ids must be unique',
      },
    ],
    [
      'without a column of the schema',
      {
        suite: { dataset: `dataset('datasets/small.csv', { ${inputSchema} })`, prompt: '{{text}}' },
        says: 'datasets/small.csv:2: there is no column "unit"',
        hint: 'there are: id, text, expected',
      },
    ],
    [
      'with text that would steer the terminal',
      {
        rows: 'id,text,expected\n"x\u001b[2J\u001b]0;owned\u0007\nerror: forged","a\u202e",y\n"x\u001b[2J\u001b]0;owned\u0007\nerror: forged",b,y\n',
        says: 'datasets/small.csv:4: the id "x␛[2J␛]0;owned␇⏎error: forged" was used before',
      },
    ],
  ])('%s', async (_, bad) => isRefused(bad));
});

describe('a suite is refused', () => {
  it.concurrent.each<[string, Bad]>([
    [
      'with an unknown key',
      {
        suite: { more: 'repeats: 2,' },
        says: 'evals/small.eval.ts: suite "small": unknown key "repeats"',
        hint: 'did you mean "repeat"?',
      },
    ],
    [
      'without graders',
      {
        suite: { graders: 'graders: [],' },
        says: 'evals/small.eval.ts: suite "small" has no graders',
        hint: /^ {2}without one nothing is judged/,
      },
    ],
    [
      'whose import throws',
      {
        files: { 'evals/small.eval.ts': "\nthrow new Error('no\\nlabels');" },
        says: 'evals/small.eval.ts could not be loaded: no',
        hint: /^ {2}at evals\/small\.eval\.ts:2:\d+$/,
      },
    ],
    [
      'that is no suite',
      {
        files: { 'evals/small.eval.ts': 'export default 1;' },
        says: 'evals/small.eval.ts: its default export is no suite',
      },
    ],
    [
      'whose placeholder no column fills',
      {
        suite: { prompt: '{{txt}}' },
        says: 'suite "small", variant "one", case "a": no column fills {{txt}}',
        hint: 'did you mean "text"?',
      },
    ],
    [
      'whose prompt function throws',
      {
        suite: {
          variants:
            "one: { model: 'claude-haiku-5-5', max_tokens: 9, prompt: () => { throw new Error('oh') } },",
        },
        says: 'suite "small", variant "one", case "a": oh',
        hint: 'the prompt function threw',
      },
    ],
    [
      'whose prompt file is missing',
      {
        suite: {
          variants: "one: { model: 'claude-haiku-5-5', max_tokens: 9, prompt: promptFile('prompts/p.md') },",
        },
        says: 'prompt prompts/p.md cannot be read: there is no such file',
      },
    ],
    [
      'with a parameter of the past',
      {
        suite: { params: 'max_tokens: 64, temperature: 0,' },
        says: /^error: suite "small", variant "one", case "a": the API would refuse this request: temperature: /,
        hint: /temperature/,
      },
    ],
    [
      'with more max_tokens than the model has',
      {
        suite: { params: 'max_tokens: 1000000,' },
        says: /^error: suite "small", variant "one", case "a": .*max_tokens: 1000000 > \d+, which is the maximum/,
        hint: /max_tokens/,
      },
    ],
    [
      'with a retired model',
      {
        suite: { model: 'claude-opus-4-20250514' },
        says: /^error: suite "small", variant "one".*claude-opus-4-20250514/,
      },
    ],
    [
      'whose recorded answers are missing, though another variant could be asked',
      {
        suite: {
          variants:
            "one: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}}' }, old: recorded('old.csv', { output: 'answer' }),",
        },
        says: 'dataset old.csv cannot be read: there is no such file',
      },
    ],
    [
      'whose recorded answers have no such column',
      {
        files: { 'old.csv': 'id,anwser\na,one\n' },
        suite: {
          variants:
            "one: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}}' }, old: recorded('old.csv', { output: 'answer' }),",
        },
        says: 'old.csv:2: there is no column "answer"',
        hint: 'did you mean "anwser"?',
      },
    ],
    [
      'whose price table is wrong',
      {
        files: { 'prices.json': '{"entries":[{"models":["x"],"from":"soon","bands":[]}]}' },
        suite: { more: "prices: 'prices.json'," },
        says: /^error: prices\.json, entries\.0\.from: /,
      },
    ],
    [
      'with a misspelt model',
      {
        suite: { model: 'claude-haiku-5.5' },
        says: 'suite "small", variant "one": the API has no model "claude-haiku-5.5"',
        hint: 'did you mean "claude-haiku-5-5"?',
      },
    ],
    [
      'with a forced tool the model refuses',
      {
        suite: {
          model: 'claude-sonnet-5-5',
          params: `${tool} tool_choice: { type: 'tool', name: 'label' },`,
        },
        says: /^error: suite "small", variant "one", case "a": .*tool_choice: type "tool" and "any" are not supported/,
        hint: /tool_choice/,
      },
    ],
    ['that is not there', { args: ['run', 'evals/smal.eval.ts'], says: 'there is no evals/smal.eval.ts' }],
    ['that is a dataset', { args: ['run', 'datasets/small.csv'], says: 'datasets/small.csv is no suite' }],
  ])('%s', async (_, bad) => isRefused(bad));

  it('when a project has none', async () => {
    const cwd = project();
    mkdirSync(join(cwd, 'evals'));
    const { code, stderr } = await assay(['run'], { cwd: join(cwd, 'evals'), url: api.url });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: no suite below .\n  suites are files like evals/name.eval.ts; `assay init` makes one\n',
    });
  });
});

describe('a command is refused', () => {
  const bad = (args: string[], says: Bad['says'], hint?: Bad['hint']): [string, Bad] => [
    args.join(' '),
    { args, says, ...(hint && { hint }) },
  ];
  it.concurrent.each<[string, Bad]>([
    bad(['rnu'], "unknown command 'rnu'", /Did you mean run\?/),
    bad(['run', '--simulat'], "unknown option '--simulat'", /Did you mean --simulate\?/),
    bad(['run', '-n', '0'], /argument '0' is invalid\. It must be a whole number from 1\.$/),
    bad(['run', '--repeat', '1.5'], /argument '1\.5' is invalid\. It must be a whole number from 1\.$/),
    bad(['run', '-j', 'many'], /argument 'many' is invalid/),
    bad(['run', '-n'], "option '-n, --filter-first-n <n>' argument missing"),
    bad(
      ['simulate', '--port', '70000'],
      /argument '70000' is invalid\. It must be a whole number from 1 to 65535\.$/,
    ),
    bad(['simulate', '--errored', '2'], /argument '2' is invalid\. It must be between 0 and 1\.$/),
    bad(
      ['simulate', '--seconds', 'Infinity'],
      /argument 'Infinity' is invalid\. It must be a number from 0\.$/,
    ),
    bad(['list', 'a', 'b'], /^error: too many arguments for 'list'/),
    bad(['run', '--variants', 'onne'], 'suite "small" has no variant "onne"', 'did you mean "one"?'),
    bad(
      ['run', '--filter-pattern', 'good afternoon'],
      'suite "small": no case matches /good afternoon/u',
      /3 cases were looked at$/,
    ),
    bad(['run', '--filter-pattern', '['], /^error: --filter-pattern: Invalid regular expression: /),
    bad(['show', '2026'], /^error: there are no runs below .*reports$/, 'assay run makes one'),
    bad(['resume'], /^error: there are no runs below .*reports$/, 'assay run makes one'),
    bad(['report', '-f', 'pdf'], /^error: there are no runs below .*reports$/, 'assay run makes one'),
  ])('%s', async (_, bad) => isRefused(bad));
});

it('a key that is missing is one line that says what to do', async () => {
  const cwd = projectOf({ says: '' });
  const { code, stdout, stderr } = await assay(['run'], { cwd });
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: there is no API key\n  set ANTHROPIC_API_KEY, or add --simulate to run against the local simulator\n',
  });
  expect(runsIn(cwd)).toEqual([]);
});

it('a key that cannot be sent is never shown', async () => {
  const cwd = projectOf({ says: '' });
  const env = { ANTHROPIC_API_KEY: 'sk-ant-very-secret\nsecond line' };
  const { code, stderr } = await assay(['run'], { cwd, url: api.url, env });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: the API key holds a character/);
  expect(stderr).not.toContain('very-secret');
});

it('an API that cannot be reached is one line, exit code 1', async () => {
  const cwd = projectOf({ says: '' });
  const { code, stderr } = await assay(['run'], { cwd, url: 'http://127.0.0.1:1' });
  expect(stderr).toMatch(
    /^error: http:\/\/127\.0\.0\.1:1 cannot be reached: .*\n {2}check ANTHROPIC_BASE_URL.*\n$/,
  );
  expect(code).toBe(1);
});

it('a folder that cannot be written is one line, exit code 1', async () => {
  const cwd = projectOf({ says: '', files: { reports: 'a file' } });
  const { code, stderr } = await assay(['run'], { cwd, url: api.url });
  expect(stderr).toMatch(/^error: cannot mkdir .*reports\/small.*: .*not a folder\n$/);
  expect(code).toBe(1);
});
