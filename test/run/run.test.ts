import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cost,
  custom,
  dataset,
  defineSuite,
  exactMatch,
  regradeFailed,
  rerunRun,
  resumeRun,
  runSuite,
} from 'assay';
import { describe, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/model/record.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

describe('a run', () => {
  it('fans each variant out into a batch of its own and records every trial, in the order of the plan', async () => {
    const { calls, options } = await bench(sums());
    const { folder, summary } = await runSuite(loaded(sums()), options);

    expect(bought(calls)).toEqual([12, 12]);
    const records = [...folder.records];
    expect(records.map(({ trial }) => trial)).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(records.slice(6, 8)).toMatchObject([
      { case: 'sum-3', variant: 'haiku', output: '7', pass: false, answeredBy: 'simulator', tags: ['odd'] },
      { case: 'sum-3', variant: 'sonnet', output: '6', pass: true, model: 'claude-sonnet-5-5' },
    ]);
    expect(summary).toMatchObject({ trials: 24, unanswered: 0, simulated: true, baseline: 'haiku' });
    expect(summary.variants.map(({ passed, decided }) => [passed, decided])).toEqual([
      [9, 12],
      [12, 12],
    ]);
    expect(summary.comparisons[0]).toMatchObject({
      fixed: 3,
      broken: 0,
      fixedCases: ['sum-3', 'sum-7', 'sum-11'],
    });
  });

  it('keeps a folder that says what was asked and what came back, and nothing of the key', async () => {
    const { options } = await bench(sums(2));
    const { folder } = await runSuite(loaded(sums(2)), options);

    expect(files(folder.path)).toEqual([
      'cases.jsonl',
      'journal.jsonl',
      'plan.jsonl',
      'records.jsonl',
      'requests',
      'requests/0001.jsonl',
      'requests/0002.jsonl',
      'results',
      'results/0001.jsonl',
      'results/0002.jsonl',
      'run.json',
      'summary.json',
    ]);
    expect(journalOf(folder.path).map(({ type, batch }) => `${type} ${batch}`)).toEqual(
      expect.arrayContaining([
        'packed 1',
        'intended 1',
        'created 1',
        'ended 1',
        'collected 1',
        'collected 2',
      ]),
    );
    const request = JSON.parse(
      readFileSync(join(folder.path, 'requests/0001.jsonl'), 'utf8').split('\n')[0]!,
    );
    expect(request).toEqual({
      custom_id: expect.stringMatching(/^[0-9a-z]{10}-0-0-0-0-[0-9a-f]{12}$/),
      params: { model: 'claude-haiku-5-5', max_tokens: 64, messages: [{ role: 'user', content: '0+0' }] },
    });
    for (const name of files(folder.path).filter((file) => /\.\w+$/.test(file))) {
      expect(readFileSync(join(folder.path, name), 'utf8')).not.toContain('sk-test');
    }
  });

  it('splits a variant at the limits of a batch', async () => {
    const { calls, options } = await bench(sums());
    const { summary } = await runSuite(loaded(sums()), { ...options, limits: { requests: 5, bytes: 1e6 } });
    expect(bought(calls).sort()).toEqual([2, 2, 5, 5, 5, 5]);
    expect(summary.unanswered).toBe(0);
  });

  it('repeats each case as often as it is told, as trials of their own', async () => {
    const { calls, options } = await bench(sums(3));
    const { folder, summary } = await runSuite(loaded(sums(3)), {
      ...options,
      repeat: 4,
      variants: ['sonnet'],
    });
    expect(bought(calls)).toEqual([12]);
    expect([...folder.records].map((record) => `${record.case} ${record.repetition}`).slice(3, 6)).toEqual([
      'sum-0 3',
      'sum-1 0',
      'sum-1 1',
    ]);
    expect(summary.variants[0]?.accuracy?.n).toBe(3);
  });

  it('takes the part of the suite that it is told', async () => {
    const { calls, options } = await bench(sums());
    const { folder, summary } = await runSuite(loaded(sums()), {
      ...options,
      pattern: /odd/,
      first: 2,
      variants: ['sonnet'],
    });
    expect(bought(calls)).toEqual([2]);
    expect([...folder.cases()].map(({ id }) => id)).toEqual(['sum-1', 'sum-3']);
    expect(summary.baseline).toBe('sonnet');
  });

  it('reads the text of an answer from its text blocks, wherever they stand', async () => {
    const suite = sums(1);
    const { options } = await bench(suite, {
      simulate: () => [
        { type: 'thinking', thinking: '9', signature: 's' },
        { type: 'text', text: '0', citations: null },
      ],
    });
    const { folder } = await runSuite(loaded(suite), options);
    expect([...folder.records].map(({ output, pass }) => [output, pass])).toEqual([
      ['0', true],
      ['0', true],
    ]);
  });

  it('keeps and counts every stop reason, and grades what was said before it', async () => {
    const reasons = [
      'end_turn',
      'max_tokens',
      'stop_sequence',
      'pause_turn',
      'refusal',
      'model_context_window_exceeded',
    ];
    const suite = sums(reasons.length);
    const { options } = await bench(suite, {
      simulate: ({ messages }) => {
        const [, a] = /(\d+)\+/.exec(JSON.stringify(messages))!;
        return { content: '0', stop_reason: reasons[Number(a)]! };
      },
    });
    const { summary } = await runSuite(loaded(suite), { ...options, variants: ['haiku'] });
    expect(summary.variants[0]!.stopReasons).toEqual(
      Object.fromEntries(reasons.map((reason) => [reason, 1])),
    );
    expect(summary.variants[0]!.decided).toBe(reasons.length);
  });

  it('goes on when a grader throws: that score has failed, with its reason, and is no zero', async () => {
    const rows = [{ id: 'a', input: { q: 'x' }, expected: 'x' }];
    const suite = defineSuite('s', dataset(rows), {
      variants: { v: { model: 'claude-haiku-5-5', max_tokens: 9, prompt: ({ q }) => q } },
      graders: [
        custom('broken', () => {
          throw new Error('no such column');
        }),
        custom('late', async ({ output }) => output === 'x'),
        exactMatch(),
      ],
      simulate: () => 'x',
    }) as AnySuite;
    const { options } = await bench(suite);
    const { folder, summary } = await runSuite(loaded(suite), options);
    expect([...folder.records][0]).toMatchObject({
      pass: null,
      scores: {
        broken: { outcome: 'failed', reason: 'no such column' },
        late: { outcome: 'scored', score: 1, pass: true },
        exactMatch: { outcome: 'scored', score: 1, pass: true },
      },
    });
    expect(summary.variants[0]).toMatchObject({ undecided: 1, decided: 0, accuracy: { mean: null, n: 0 } });
  });

  it('tells graders what an answer cost', async () => {
    const suite = { ...sums(), graders: [cost({ max: 0.000001 })] } as AnySuite;
    const { options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), options);
    for (const record of folder.records) expect(record.pass).toBe(record.cost! <= 0.000001);
    expect(new Set([...folder.records].map(({ pass }) => pass))).toEqual(new Set([true, false]));
  });

  it('polls less and less often, but never sooner than the server asks for', async () => {
    const { clock, options } = await bench(sums(2), { batchSeconds: 3 * 3600, retryAfterSeconds: 10 });
    await runSuite(loaded(sums(2)), { ...options, variants: ['haiku'] });
    expect(clock.slept[0]).toBe(10_000);
    expect(Math.max(...clock.slept)).toBe(600_000);
    expect(clock.slept).toEqual([...clock.slept].sort((a, b) => a - b));
  });

  it('leaves nothing behind when the plan fails half way', async () => {
    const suite = defineSuite(
      's',
      dataset(
        (function* () {
          yield { input: { q: 'a' }, expected: 'a' };
          yield { input: { other: 'b' }, expected: 'b' } as never;
        })(),
      ),
      {
        variants: { v: { model: 'claude-haiku-5-5', max_tokens: 9, prompt: '{{q}}' } },
        graders: [exactMatch()],
      },
    );
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    await expect(runSuite(project, options)).rejects.toThrow(/no column fills \{\{q\}\}/);
    expect(bought(calls)).toEqual([]);
    expect(files(join(project.root, 'reports'))).toEqual([]);
  });
});

describe('a rerun', () => {
  it('sends what has no answer again, and only that: 8 cases, 2 errors, 2 requests, 8 records', async () => {
    let failing = true;
    const suite = sums(8);
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        failing && /[25]\+/.test(JSON.stringify(params.messages))
          ? { error: { type: 'overloaded_error', message: 'Overloaded' } }
          : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    const first = await runSuite(project, { ...options, retries: 0, variants: ['haiku'] });
    expect(first.summary).toMatchObject({
      unanswered: 2,
      variants: [{ decided: 6, outcomes: { errored: 2 } }],
    });
    expect(first.summary.variants[0]!.errors).toEqual([
      { kind: 'overloaded_error', count: 2, example: 'Overloaded' },
    ]);

    failing = false;
    const second = await rerunRun(first.folder.path, project, options);
    expect(bought(calls)).toEqual([8, 2]);
    expect(second!.summary).toMatchObject({ unanswered: 0, variants: [{ decided: 8, rerun: 2 }] });
    expect([...second!.folder.records]).toHaveLength(8);
    expect([...second!.folder.records][2]).toMatchObject({
      batch: 2,
      earlier: [{ batch: 1, outcome: { type: 'errored' }, cost: 0 }],
    });
    expect(await rerunRun(first.folder.path, project, options)).toBeNull();
  });

  it('covers expired, canceled and missing trials too', async () => {
    const suite = sums(9);
    let spoiled = true;
    const { calls, options } = await bench(suite, {
      shares: { expired: 0.4 },
      onCall: ({ operation }) =>
        operation === 'batch results' && spoiled
          ? { at: 'results', lines: (line, index) => (index < 2 ? [] : [line]) }
          : undefined,
    });
    const project = loaded(suite);
    const first = await runSuite(project, { ...options, retries: 0, variants: ['haiku'] });
    const { missing, expired, succeeded } = first.summary.variants[0]!.outcomes;
    expect(missing).toBe(2);
    expect(expired).toBeGreaterThan(0);
    spoiled = false;
    const second = await rerunRun(first.folder.path, project, options);
    expect(second!.summary.unanswered).toBe(0);
    expect(bought(calls)).toEqual([9, 9 - succeeded]);
  });

  it('sends only the kinds, the variant or the case that it is told', async () => {
    const suite = sums(4);
    let failing = true;
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        failing ? { error: { type: 'api_error', message: 'x' } } : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    const { folder } = await runSuite(project, { ...options, retries: 0 });
    failing = false;
    expect(await rerunRun(folder.path, project, { ...options, kinds: ['expired', 'missing'] })).toBeNull();
    await rerunRun(folder.path, project, { ...options, caseId: 'sum-2', variant: 'sonnet' });
    expect(bought(calls)).toEqual([4, 4, 1]);
    await rerunRun(folder.path, project, { ...options, variant: 'haiku' });
    expect(bought(calls)).toEqual([4, 4, 1, 4]);
    const last = await rerunRun(folder.path, project, { ...options, kinds: ['errored'] });
    expect(bought(calls)).toEqual([4, 4, 1, 4, 3]);
    expect(last!.summary.unanswered).toBe(0);
    await expect(rerunRun(folder.path, project, { ...options, variant: 'sonet' })).rejects.toThrow(
      'no variant "sonet"',
    );
    await expect(rerunRun(folder.path, project, { ...options, caseId: 'sum-9' })).rejects.toThrow(
      'no case "sum-9"',
    );
  });

  it('refuses when the suite would now ask something else, and says where', async () => {
    const suite = sums(3);
    const { calls, options } = await bench(suite, {
      simulate: () => ({ error: { type: 'api_error', message: 'x' } }),
    });
    const project = loaded(suite);
    const { folder } = await runSuite(project, { ...options, retries: 0 });
    const changed = {
      ...suite,
      variants: {
        ...suite.variants,
        sonnet: { ...suite.variants.sonnet!, prompt: 'How much is {{a}}+{{b}}?' },
      },
    };
    await expect(rerunRun(folder.path, { ...project, suite: changed }, options)).rejects.toThrow(
      /suite has changed .* variant "sonnet" .* case "sum-0": messages\[0\]\.content was "What is 0\+0\?" and is "How much is 0\+0\?"/,
    );
    expect(bought(calls).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(9);
  });
});

describe('what the simulator answered', () => {
  it('is labelled so even where nothing came through', async () => {
    const { options } = await bench(sums(2), {
      simulate: () => ({ error: { type: 'api_error', message: 'x' } }),
    });
    const { summary } = await runSuite(loaded(sums(2)), options);
    expect(summary.simulated).toBe(true);
    expect(summary.variants.map(({ answeredBy }) => answeredBy)).toEqual([['simulator'], ['simulator']]);
  });

  it('counts as turnaround only while it was at work, not between two rounds', async () => {
    const suite = sums(2);
    let failing = true;
    const { clock, options } = await bench(suite, {
      simulate: (params, context) =>
        failing ? { error: { type: 'api_error', message: 'x' } } : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    const { folder, summary } = await runSuite(project, { ...options, retries: 0 });
    expect(summary.variants[0]!.turnaroundSeconds).toBeGreaterThan(0);
    failing = false;
    await clock.sleep(24 * 3_600_000, new AbortController().signal);
    const second = await rerunRun(folder.path, project, options);
    expect(second!.summary.variants[0]!.turnaroundSeconds).toBeLessThan(12 * 3600);
  });
});

describe('a rerun that cannot start', () => {
  const broken = () => ({ error: { type: 'api_error', message: 'x' } });

  it('leaves the finished run as it was: another address, a changed suite', async () => {
    const suite = sums(3);
    const { calls, options } = await bench(suite, { simulate: broken });
    const elsewhere = await bench(suite);
    const project = loaded(suite);
    const { folder, summary } = await runSuite(project, { ...options, retries: 0 });
    const before = journalOf(folder.path);

    await expect(rerunRun(folder.path, project, elsewhere.options)).rejects.toThrow('was answered by');
    const changed = {
      ...suite,
      variants: { ...suite.variants, sonnet: { ...suite.variants.sonnet!, prompt: '{{a}}' } },
    };
    await expect(rerunRun(folder.path, { ...project, suite: changed }, options)).rejects.toThrow(
      'has changed',
    );
    expect(journalOf(folder.path)).toEqual(before);
    expect(folder.summary).toEqual(summary);
    expect(bought(calls)).toEqual([3, 3]);
  });
});

describe('a finished run', () => {
  it('needs neither key nor API to be graded again', async () => {
    const suite = sums();
    const { options, simulator } = await bench(suite);
    const project = loaded(suite);
    const { folder, summary } = await runSuite(project, { ...options, retries: 0 });
    await simulator.close();
    rmSync(join(folder.path, 'records.jsonl'));
    const again = await resumeRun(folder.path, project, {
      ...options,
      claude: { baseURL: 'http://127.0.0.1:1' },
    });
    expect(again.summary).toEqual(summary);
  });

  it('is graded again by one grader alone where that one could not score, and all else stays', async () => {
    let broken = true;
    let calls = 0;
    const flaky = custom('flaky', ({ expected, output }) => {
      calls++;
      if (broken && Number(expected) > 9) throw new Error('no connection');
      return output === expected;
    });
    const suite = { ...sums(), graders: [exactMatch(), flaky] } as AnySuite;
    const { calls: requests, options } = await bench(suite);
    const project = loaded(suite);
    const first = await runSuite(project, options);
    const failed = [...first.folder.records].filter(({ scores }) => scores.flaky!.outcome === 'failed');
    expect(failed.length).toBeGreaterThan(2);
    broken = false;
    calls = 0;
    const again = await regradeFailed(first.folder.path, project, 'flaky', options);
    expect(calls).toBe(failed.length);
    expect(bought(requests)).toEqual([12, 12]);
    expect(again!.summary.variants.map(({ undecided }) => undecided)).toEqual([0, 0]);
    const untouched = (records: Iterable<TrialRecord>) =>
      [...records].filter(({ trial }) => !failed.some((one) => one.trial === trial));
    expect(untouched(again!.folder.records)).toEqual(untouched(first.folder.records));
    expect(await regradeFailed(first.folder.path, project, 'flaky', options)).toBeNull();
    await expect(regradeFailed(first.folder.path, project, 'flakey', options)).rejects.toMatchObject({
      message: 'suite "sums" has no grader "flakey"',
      hint: 'did you mean "flaky"?',
    });
  });

  it('whose graders have changed says so', async () => {
    const suite = sums();
    const { options } = await bench(suite);
    const project = loaded(suite);
    const { folder } = await runSuite(project, options);
    const other = { ...suite, graders: [custom('anything', () => true)] } as AnySuite;
    const { summary } = await resumeRun(folder.path, { ...project, suite: other }, options);
    expect(summary.notices).toEqual([
      'the graders have changed since this run was planned: added anything; removed exactMatch',
    ]);
    expect(summary.variants[0]).toMatchObject({ passed: 12, graders: [{ name: 'anything' }] });
  });

  it('is graded again by resume, without a request', async () => {
    const suite = sums();
    const { calls, options } = await bench(suite);
    const project = loaded(suite);
    const first = await runSuite(project, { ...options, retries: 0 });
    const lenient = { ...suite, graders: [{ name: 'exactMatch', grade: () => true }] };
    const second = await resumeRun(first.folder.path, { ...project, suite: lenient }, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(second.summary.variants.map(({ passed }) => passed)).toEqual([12, 12]);
  });

  it('can be rebuilt from its journal and its files', async () => {
    const suite = sums();
    const { options } = await bench(suite);
    const project = loaded(suite);
    const first = await runSuite(project, { ...options, retries: 0 });
    const before = essence(first.folder.records);
    for (const name of ['records.jsonl', 'summary.json'])
      writeFileSync(join(first.folder.path, name), 'spoiled');
    const second = await resumeRun(first.folder.path, project, options);
    expect(essence(second.folder.records)).toEqual(before);
    expect(second.summary).toEqual(first.summary);
    expect(existsSync(join(first.folder.path, 'lock'))).toBe(false);
  });
});
