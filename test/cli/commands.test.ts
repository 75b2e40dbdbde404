import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import type { Simulate } from '../../src/model/suite.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { stoppedClock } from '../simulator/simulated-api.ts';
import {
  assay,
  BINARY,
  onTerminal,
  outcomeOf,
  project,
  ROWS,
  runsIn,
  start,
  suiteText,
  temporaryFolder,
  writeFiles,
} from './assay.ts';

const FILES = { 'evals/small.eval.ts': suiteText(), 'datasets/small.csv': ROWS };

const ANSWERS = [
  [/morning/, 'one'],
  [/evening/, 'two'],
] as const;
const simulate: Simulate = ({ messages }) =>
  ANSWERS.find(([pattern]) => pattern.test(String(messages[0]?.content)))?.[1] ?? '\u001b[31mnight\u202e';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const simulators: Simulator[] = [];
afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())));

async function simulated(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    models: loadModels(),
    batchSeconds: 0,
    retryAfterSeconds: null,
    simulate,
    ...options,
  });
  simulators.push(simulator);
  return simulator;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(5);
}

function journal(cwd: string): string {
  const [run] = runsIn(cwd);
  const file = run === undefined ? '' : join(run, 'journal.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

describe.concurrent('a run', () => {
  it('ends with exit code 0, its report on standard output and in its folder', async () => {
    const [{ url, account }, cwd] = [await simulated(), project(FILES)];
    const { code, stdout, stderr } = await assay(['run'], { cwd, url });
    expect(code).toBe(0);
    expect(stdout).toContain('small');
    const [run, ...others] = runsIn(cwd);
    expect(others).toEqual([]);
    expect(stdout).toContain(`Report  reports/small/${basename(run!)}/report.html`);
    expect(stderr).toContain(`Run ${basename(run!)} in reports/small/${basename(run!)}\n`);
    expect(readdirSync(run!)).toEqual(
      expect.arrayContaining(['report.html', 'report.md', 'records.jsonl', 'summary.json', 'journal.jsonl']),
    );
    expect(account).toMatchObject({ batches: 1, requests: 3 });
    for (const file of readdirSync(run!, { recursive: true, encoding: 'utf8' })) {
      if (/\.\w+$/.test(file))
        expect(readFileSync(join(run!, file), 'utf8'), file).not.toContain('very-secret');
    }
  });

  it('prints nothing but JSON on standard output when told so', async () => {
    const [{ url }, cwd] = [await simulated(), project(FILES)];
    const { code, stdout, stderr } = await assay(['eval', '--live', '--json'], { cwd, url });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ suite: 'small', trials: 3, unanswered: 0, mode: 'live' });
    expect(stderr).toContain('Run ');
  });

  it('may be started from any folder of the project', async () => {
    const [{ url }, cwd] = [await simulated(), project(FILES)];
    const { code } = await assay(['run', '--live'], { cwd: join(cwd, 'datasets'), url });
    expect(code).toBe(0);
    expect(runsIn(cwd)).toHaveLength(1);
  });

  it('takes the part of the suite that is asked for', async () => {
    const [{ url, account }, cwd] = [
      await simulated(),
      project({
        'evals/small.eval.ts': suiteText({
          variants: ['one', 'two', 'three']
            .map(
              (name) =>
                `${name}: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}} (${name})' },`,
            )
            .join(' '),
        }),
        'datasets/small.csv': ROWS,
      }),
    ];
    const args = [
      '-n',
      '1',
      '--filter-pattern',
      'good (evening|night)',
      '--variants',
      'one, three',
      '--repeat',
      '2',
    ];
    const { code, stdout } = await assay(['run', '--live', '--json', '--reports', 'elsewhere', ...args], {
      cwd,
      url,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ trials: 4 });
    expect(account.messages).toBe(4);
    expect(runsIn(cwd)).toEqual([]);
    const [run] = runsIn(cwd, 'elsewhere');
    const records = readFileSync(join(run!, 'records.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ case: id, variant, repetition }) => [id, variant, repetition])).toEqual([
      ['b', 'one', 0],
      ['b', 'one', 1],
      ['b', 'three', 0],
      ['b', 'three', 1],
    ]);
  });

  it('keeps a ledger, which can be shown', async () => {
    const [{ url }, cwd] = [await simulated({ shares: { expired: 0.5 } }), project(FILES)];
    const run = await assay(['run'], { cwd, url });
    expect(run.code).toBe(0);
    const shown = await assay(['show', '--ledger'], { cwd });
    expect(shown.stdout).toMatch(/one +answers +3 .*\n.*one +answers, retry 1 +\d /);
    expect(shown.stdout).toMatch(/billed \$0\.0000\d+ · estimated before sending/);
    const { lines, settled } = JSON.parse((await assay(['show', '--ledger', '--json'], { cwd })).stdout);
    expect(lines).toHaveLength(2);
    expect(settled).toBeGreaterThan(0);
  });

  it('in which nothing was answered ends with 1, and says how to send it again', async () => {
    const [{ url, account }, cwd] = [await simulated({ shares: { expired: 1 } }), project(FILES)];
    const first = await assay(['run', '--retries', '0'], { cwd, url });
    const id = basename(runsIn(cwd)[0]!);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain(`3 of 3 have no answer. Send them again: assay rerun ${id}\n`);
    const again = await assay(['rerun', id], { cwd, url });
    expect(again.code).toBe(0);
    expect(account).toMatchObject({ batches: 2, requests: 6, succeeded: 3 });
    const nothing = await assay(['rerun'], { cwd, url });
    expect(nothing).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/Nothing to do: no case of that kind lacks an answer or a score\.\n$/),
    });
  });

  it('that is interrupted ends with 130 and says how to go on; nothing is bought twice', async () => {
    const clock = stoppedClock(new Date().toISOString());
    const [{ url, account }, cwd] = [await simulated({ now: clock.now, batchSeconds: 60 }), project(FILES)];
    const child = start(['run'], { cwd, url });
    const stopped = outcomeOf(child);
    await until(() => journal(cwd).includes('"created"'));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await stopped;
    const id = basename(runsIn(cwd)[0]!);
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      new RegExp(
        `\\nStopped: 0 answered, 3 under way, 0 without an answer\\.\\nNothing is lost\\. Go on with: assay resume ${id}\\n$`,
      ),
    );

    const unfinished = await assay(['report', id, '-f', 'csv'], { cwd });
    expect(unfinished).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `error: run ${id} is not finished\n  assay resume ${id}\n`,
    });
    clock.advance(120);
    const resumed = await assay(['resume', id.slice(-6)], { cwd, url });
    expect(resumed.code).toBe(0);
    expect(account).toMatchObject({ batches: 1, requests: 3 });
  });
});

describe.concurrent('a dry run', () => {
  it('sends nothing, writes nothing, and needs no key', async () => {
    const cwd = project(FILES);
    const before = readdirSync(cwd, { recursive: true }).length;
    const { code, stdout, stderr } = await assay(['run', '--dry-run'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('dry run, nothing is sent');
    expect(stdout).toContain('claude-haiku-5-5: 3 requests in 1 batch');
    expect(readdirSync(cwd, { recursive: true }).length).toBe(before);
  });

  it('is JSON when told so', async () => {
    const args = ['run', '--dry-run', '--json', '-n', '2', '--repeat', '3', '--filter-pattern', 'good'];
    const { code, stdout } = await assay(args, { cwd: project(FILES) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      cases: 2,
      repeat: 3,
      variants: [{ name: 'one', requests: 6 }],
    });
  });
});

describe('a finished run whose graders have changed', () => {
  it('is graded again for nothing, with what has changed side by side', async () => {
    const [{ url, account }, cwd] = [await simulated({}), project(FILES)];
    expect((await assay(['run'], { cwd, url })).code).toBe(0);
    writeFiles(cwd, {
      'evals/small.eval.ts': suiteText({
        graders: "graders: [{ name: 'exactMatch', grade: ({ caseId }) => caseId === 'a' }],",
      }),
    });
    const { code, stderr, stdout } = await assay(['regrade'], { cwd });
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(
      /\d scores? ha(s|ve) changed:\n( [abc], one, exactMatch: (pass|fail) → (pass|fail)\n)+/,
    );
    expect(stdout).toContain('33.3 %');
    expect(account.requests).toBe(3);
    const again = await assay(['regrade', '--grader', 'exactMatch'], { cwd });
    expect(again.stderr).toContain('No score has changed.');
    expect(await assay(['regrade', '--grader', 'exactmatch'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "exactMatch"?'),
    });
  });
});

describe.concurrent('a run that may cost more than its suite lets pass', () => {
  const DEAR = { ...FILES, 'evals/small.eval.ts': suiteText({ more: 'confirmAbove: 0.00001,' }) };

  it('is refused where nobody can be asked, and sent with --yes', async () => {
    const [{ url, account }, cwd] = [await simulated({}), project(DEAR)];
    const refused = await assay(['run'], { cwd, url });
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: 3 requests may cost up to \$0\.0000\d+: more than \$0\.000010\n {2}add --yes /,
    );
    expect(account.batches).toBe(0);
    expect(runsIn(cwd)).toEqual([]);
    const sent = await assay(['run', '--yes'], { cwd, url });
    expect(sent.code).toBe(0);
    expect(account.batches).toBe(1);
  });

  it.each([
    ['y', 0, 1],
    ['n', 4, 0],
    ['', 4, 0],
  ])('is asked about on a terminal: %j', async (answer, code, batches) => {
    const [{ url, account }, cwd] = [await simulated({}), project(DEAR)];
    const said = await onTerminal(['run'], { cwd, url }, { question: /Send them\? \[y\/N\] /, answer });
    expect(said.code, said.stdout).toBe(code);
    expect(said.stdout).toMatch(/3 requests may cost up to \$0\.0000\d+\. Send them\?/);
    expect(account.batches).toBe(batches);
    expect(runsIn(cwd)).toHaveLength(batches);
  });
});

describe('a finished run', () => {
  let cwd: string;
  let id: string;
  let api: Simulator;
  beforeAll(async () => {
    api = await startSimulator({ models: loadModels(), simulate });
    cwd = project(FILES);
    const { code, stderr } = await assay(['run', '--live'], { cwd, url: api.url });
    expect(code, stderr).toBe(0);
    id = basename(runsIn(cwd)[0]!);
    await api.close();
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it.concurrent.each([
    ['html', /^<!doctype html>/i],
    ['markdown', /\| /],
    ['json', /^\{/],
    ['csv', /^[^\n]*case[^\n]*\n/],
    ['terminal', /small/],
  ])('is reported as %s, without a key', async (format, shape) => {
    const { code, stdout, stderr } = await assay(['report', '-f', format], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(shape);
    // What machines read is verbatim; what people read is harmless.
    if (format !== 'json' && format !== 'csv') expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it.concurrent('is reported into its folder, or into a file', async () => {
    const made = await assay(['report', id], { cwd });
    expect(made.stdout).toBe(`reports/small/${id}/report.html\nreports/small/${id}/report.md\n`);
    const file = await assay(['report', 'small', '-f', 'csv', '-o', 'out.csv'], { cwd });
    expect(file).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8').split('\n')[0]).toContain('case');
  });

  it.concurrent('is listed', async () => {
    const { code, stdout } = await assay(['list'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(id);
    expect(stdout).toContain('66.7 %');
    const [entry, ...others] = JSON.parse((await assay(['list', 'small', '--json'], { cwd })).stdout);
    expect(entry).toMatchObject({ id, suite: 'small', finished: true });
    expect(others).toEqual([]);
  });

  it.concurrent('is shown, and each case of it', async () => {
    expect((await assay(['show'], { cwd })).stdout).toContain('small');
    expect(JSON.parse((await assay(['show', id, '--json'], { cwd })).stdout)).toMatchObject({ run: id });
    const shown = await assay(['show', '--case', 'c'], { cwd });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('good night');
    expect(shown.stdout).toContain('␛[31mnight<U+202E>');
    const json = JSON.parse((await assay(['show', '--case', 'c', '--json'], { cwd })).stdout);
    expect(json).toMatchObject({ case: { id: 'c' }, records: [{ variant: 'one', pass: false }] });
  });

  it.concurrent.each([
    [['show', 'nope'], 'error: there is no run "nope"\n  assay list shows them\n'],
    [['show', '--case', 'cc'], /^error: run \S+ has no case "cc"\n {2}did you mean "\w"\?\n$/],
    [['report', '-f', 'markdwn'], 'error: there is no report format "markdwn"\n  did you mean "markdown"?\n'],
    [['report', '-o', 'x.html'], 'error: --output needs --format\n  say which: --format html\n'],
    [
      ['report', '-f', 'csv', '-o', 'no/such/x.csv'],
      'error: there is no folder no/such\n  make it, or write elsewhere\n',
    ],
    [['list', 'smal'], 'error: there are no runs of a suite "smal"\n  did you mean "small"?\n'],
    [
      ['rerun', 'latest', '--variant', 'onne'],
      /^error: run \S+ has no variant "onne"\n {2}did you mean "one"\?\n$/,
    ],
  ])('%j is one line, and a hint', async (args, told) => {
    const { code, stdout, stderr } = await assay(args, { cwd });
    if (typeof told === 'string') expect(stderr).toBe(told);
    else expect(stderr).toMatch(told);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.concurrent.each([[['list']], [['show']], [['report', '-f', 'html']], [['run', '--dry-run']]])(
    '%j does not mind a reader that has gone',
    async (args) => {
      const child = start(args, { cwd });
      child.stdout!.destroy();
      expect(await outcomeOf(child)).toMatchObject({ code: 0, stderr: '' });
    },
  );
});

describe.concurrent('a new project', () => {
  it('is made by init, and its suite runs without a key; also where there is no package.json', async () => {
    const cwd = temporaryFolder();
    const made = await assay(['init'], { cwd });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('made evals/example.eval.ts\nmade datasets/example.csv\n');
    const { code, stdout, stderr } = await assay(['run', '--simulate', '--live'], { cwd });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('example');
    expect(runsIn(cwd)).toHaveLength(1);
  });

  it('is not made over another', async () => {
    const cwd = temporaryFolder();
    writeFiles(cwd, { 'datasets/example.csv': 'mine' });
    expect(await assay(['init'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: datasets/example.csv is there already\n  nothing was changed\n',
    });
    expect(readdirSync(cwd)).toEqual(['datasets']);
  });
});

describe('the command', () => {
  it.concurrent.each([[['--version']], [['--help']], [['help', 'run']], [['run', '--help']]])(
    '%j prints, and ends with 0',
    async (args) => {
      const { code, stdout, stderr } = await assay(args, { cwd: temporaryFolder() });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );

  it.concurrent('alone shows its help, and is a usage error', async () => {
    const { code, stdout, stderr } = await assay([], { cwd: temporaryFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: assay/);
  });

  it.concurrent('says that there are no runs yet', async () => {
    const cwd = temporaryFolder();
    expect(await assay(['list'], { cwd })).toEqual({
      code: 0,
      stdout: 'No runs yet: assay run makes one.\n',
      stderr: '',
    });
    expect(JSON.parse((await assay(['list', '--json'], { cwd })).stdout)).toEqual([]);
  });

  it('gives suites the very Assay that runs', async () => {
    const cwd = project({
      ...FILES,
      'same.mjs': `
        const here = ${JSON.stringify(join(BINARY, '../../dist'))};
        const { loadSuite, defineSuite } = await import(here + '/index.js');
        await loadSuite('evals/small.eval.ts');
        console.log(globalThis.theirs === defineSuite);`,
      'evals/small.eval.ts': `import { defineSuite } from 'assay';\nglobalThis.theirs = defineSuite;\n${suiteText().replace('defineSuite, ', '')}`,
    });
    const { stdout, stderr } = spawnSync(process.execPath, ['same.mjs'], { cwd, encoding: 'utf8' });
    expect(stdout, stderr).toBe('true\n');
  });
});
