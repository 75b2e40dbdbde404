import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cancelRun,
  claudePort,
  connect,
  dataset,
  dryRun,
  findRun,
  judge,
  pairwise,
  type RunResult,
  readReport,
  recorded,
  recoverRun,
  regradeRun,
  rerunRun,
  resumeRun,
  runSuite,
  submitSuite,
  tool,
} from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { standing } from '../../src/cli/progress.ts';
import { clustersOf } from '../../src/core/clusters.ts';
import { heldCost } from '../../src/core/held-cost.ts';
import { divideRun, shareOf } from '../../src/core/instalments.ts';
import { ledgerOf } from '../../src/core/ledger.ts';
import type { Held, Look } from '../../src/core/looks.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import type { Summary } from '../../src/model/summary.ts';
import type { RunFolder } from '../../src/run/run-folder.ts';
import { standIn } from '../../src/simulator/stand-in.ts';
import { bench, bought, essence, journalOf, loaded, sums, temporaryFolder } from './workbench.ts';

/** Says stop at the nth look, counted from 1, and keeps what each was shown. */
function stopAt(nth: number): { next: Look; looks: { held: Held; summary: Summary }[] } {
  const looks: { held: Held; summary: Summary }[] = [];
  const next: Look = (summary, held) => {
    looks.push({ held, summary });
    return looks.length === nth ? 'stop' : 'release';
  };
  return { next, looks };
}

const never = () => expect.fail('nothing is to be decided');

/** The cases of the first shares, as the manifest divides them. */
function casesOf(folder: RunFolder, shares: number): string[] {
  const { instalments, variants, repeat } = folder.manifest;
  const rows = [...folder.cases()];
  const order = { variants: variants.length, repeat };
  const run = divideRun(order, rows.length, instalments!, () => clustersOf(rows));
  return rows
    .filter((_, index) => shareOf(run, index * variants.length * repeat) < shares)
    .map(({ id }) => id);
}

const idsOf = (folder: RunFolder) => [...new Set(Array.from(folder.records, (record) => record.case))];
const decisions = (folder: RunFolder) =>
  journalOf(folder.path)
    .filter(({ type }) => type === 'released' || type === 'stopped')
    .map(({ type, instalment }) => `${type} ${instalment}`);

describe('a run that may stop early', () => {
  it.each([1, 2, 3])('stops after look %i, and has bought what was released and nothing else', async (k) => {
    const { calls, options, simulator } = await bench(sums());
    const { next, looks } = stopAt(k);
    const seen: number[] = [];
    const counting: Look = (seenSoFar, held) => {
      seen.push(simulator.account.requests);
      return next(seenSoFar, held);
    };
    const { folder, summary, cases } = await runSuite(loaded(sums()), {
      ...options,
      stopEarly: true,
      next: counting,
    });
    expect(looks.map(({ held }) => held)).toEqual(Array(k).fill('share'));
    // Three of twelve cases, of two variants, before each look.
    expect(seen).toEqual([6, 12, 18].slice(0, k));
    expect(bought(calls)).toEqual(Array(2 * k).fill(3));
    expect(idsOf(folder)).toEqual(casesOf(folder, k));
    expect(idsOf(folder)).toHaveLength(3 * k);
    expect(summary).toMatchObject({
      trials: 6 * k,
      unanswered: 0,
      dataset: { cases: 12 },
      instalments: {
        released: k,
        of: 4,
        confirmed: null,
        casesHeld: 12 - 3 * k,
        trialsHeld: 24 - 6 * k,
      },
      comparisons: [{ n: 3 * k, dropped: 0 }],
    });
    for (const { accuracy, outcomes } of summary.variants) {
      expect(accuracy!.n).toBe(3 * k);
      expect(outcomes).toEqual({ succeeded: 3 * k, errored: 0, expired: 0, canceled: 0, missing: 0 });
    }
    expect(cases.total).toBe(3 * k);
    expect(readReport(folder).cases).toEqual(cases);
    expect(heldCost(folder.readState()).most).toBe(0);
  });

  it('shows each look what has been bought so far, and buys all where no look stops it', async () => {
    const { options } = await bench(sums());
    const { next, looks } = stopAt(99);
    const { folder, summary } = await runSuite(loaded(sums()), { ...options, stopEarly: true, next });
    expect(looks.map(({ summary: seen }) => seen.instalments!.released)).toEqual([1, 2, 3]);
    expect(looks.map(({ summary: seen }) => seen.comparisons[0]!.n)).toEqual([3, 6, 9]);
    expect(decisions(folder)).toEqual(['released 1', 'released 2', 'released 3']);
    expect(summary.instalments).toEqual({
      released: 4,
      of: 4,
      confirmed: null,
      casesHeld: 0,
      trialsHeld: 0,
    });
    const { options: others } = await bench(sums());
    const whole = await runSuite(loaded(sums()), others);
    expect(essence(folder.records)).toEqual(essence(whole.folder.records));
    expect(whole.summary.instalments).toBeNull();
  });

  it('buys all where nobody looks', async () => {
    const { calls, options } = await bench(sums());
    await runSuite(loaded(sums()), { ...options, stopEarly: true });
    expect(bought(calls)).toEqual(Array(8).fill(3));
  });

  it('keeps clusters together', async () => {
    const rows = Array.from({ length: 16 }, (_, i) => ({
      id: `s${i}`,
      input: { a: i, b: 1 },
      expected: String(i + 1),
      cluster: `page ${i % 8}`,
    }));
    const suite: AnySuite = { ...sums(), dataset: dataset(rows) };
    const { options } = await bench(suite);
    const { folder } = await runSuite(loaded(suite), { ...options, stopEarly: true, next: stopAt(1).next });
    const pages = idsOf(folder).map((id) => Number(id.slice(1)) % 8);
    expect(pages).toHaveLength(4);
    expect(new Set(pages).size).toBe(2);
  });

  it('is refused where there are fewer cases than shares, and nothing of it is left', async () => {
    const { calls, options } = await bench(sums(3));
    const project = loaded(sums(3));
    const refused = { message: 'a run of 3 independent cases cannot be bought in 4 instalments' };
    await expect(runSuite(project, { ...options, stopEarly: true })).rejects.toMatchObject(refused);
    await expect(dryRun(project, { ...options, stopEarly: true })).rejects.toMatchObject(refused);
    expect(existsSync(join(project.root, 'reports', 'sums'))).toBe(false);
    expect(bought(calls)).toEqual([]);
  });

  it('divides the cases of each run anew', async () => {
    const { options } = await bench(sums(40));
    const runs: RunResult[] = [];
    for (let i = 0; i < 2; i++) {
      const { next } = stopAt(1);
      runs.push(await runSuite(loaded(sums(40)), { ...options, stopEarly: true, next }));
    }
    expect(idsOf(runs[0]!.folder)).not.toEqual(idsOf(runs[1]!.folder));
  });
});

describe('a run that confirms a failure', () => {
  const confirming = { confirmFailure: true } as const;

  it('holds one more repetition back, which is not bought and appears nowhere', async () => {
    const { calls, options } = await bench(sums());
    const { next, looks } = stopAt(1);
    const { folder, summary } = await runSuite(loaded(sums()), { ...options, ...confirming, next });
    expect(looks.map(({ held }) => held)).toEqual(['repetition']);
    expect(bought(calls)).toEqual([12, 12]);
    expect(folder.manifest).toMatchObject({ repeat: 2, trials: 48 });
    expect(summary).toMatchObject({
      repeat: 1,
      trials: 24,
      unanswered: 0,
      instalments: { released: 1, of: 1, confirmed: false, casesHeld: 0, trialsHeld: 24 },
    });
    const { options: others } = await bench(sums());
    const plain = await runSuite(loaded(sums()), others);
    const without = (result: RunResult) =>
      essence(result.folder.records).map((record) => ({ ...(record as object), trial: null }));
    expect(without({ folder, summary } as RunResult)).toEqual(without(plain));
    const timeless = ({ summary: { variants } }: RunResult) =>
      variants.map((variant) => ({ ...variant, turnaroundSeconds: null }));
    expect(timeless({ folder, summary } as RunResult)).toEqual(timeless(plain));
    expect(summary.comparisons).toEqual(plain.summary.comparisons);
  });

  it('buys it where the look says so, and pools all samples', async () => {
    const { calls, options } = await bench(sums());
    const { next, looks } = stopAt(99);
    const { folder, summary } = await runSuite(loaded(sums()), { ...options, ...confirming, next });
    expect(looks).toHaveLength(1);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    expect(summary).toMatchObject({
      repeat: 2,
      trials: 48,
      instalments: { confirmed: true, trialsHeld: 0 },
      comparisons: [{ n: 12 }],
    });
    expect([...folder.records].map(({ repetition }) => repetition)).toEqual(Array(24).fill([0, 1]).flat());
    expect([...folder.records].map(({ trial }) => trial)).toEqual([...Array(48).keys()]);
  });

  it('is not confirmed where nobody looks', async () => {
    const { calls, options } = await bench(sums());
    const { summary } = await runSuite(loaded(sums()), { ...options, ...confirming });
    expect(bought(calls)).toEqual([12, 12]);
    expect(summary.instalments).toMatchObject({ confirmed: false });
  });

  it('confirms after the last look, on the cases that were bought', async () => {
    const { calls, options } = await bench(sums());
    const asked: Held[] = [];
    const next: Look = (summary, held) => {
      asked.push(held);
      return held === 'repetition' || summary.instalments!.released < 2 ? 'release' : 'stop';
    };
    const both = { ...options, ...confirming, stopEarly: true };
    const { folder, summary } = await runSuite(loaded(sums()), { ...both, next });
    expect(asked).toEqual(['share', 'share', 'repetition']);
    expect(decisions(folder)).toEqual(['released 1', 'stopped 2', 'released 4']);
    expect(bought(calls)).toEqual([3, 3, 3, 3, 6, 6]);
    expect(idsOf(folder)).toEqual(casesOf(folder, 2));
    expect(summary).toMatchObject({
      repeat: 2,
      trials: 24,
      comparisons: [{ n: 6 }],
      instalments: { released: 2, of: 4, confirmed: true, casesHeld: 6, trialsHeld: 24 },
    });
  });
});

describe('a run in instalments that is interrupted', () => {
  const early = { stopEarly: true } as const;

  /** A run that dies at its first look. */
  async function diedAtALook() {
    const workbench = await bench(sums());
    const project = loaded(sums());
    const next = () => {
      throw new Error('died');
    };
    await expect(runSuite(project, { ...workbench.options, ...early, next })).rejects.toThrow('died');
    return { ...workbench, project, run: findRun(join(project.root, 'reports')) };
  }

  it('goes on with the look that was not taken', async () => {
    const { calls, options, project, run } = await diedAtALook();
    expect(bought(calls)).toEqual([3, 3]);
    const { next, looks } = stopAt(2);
    await resumeRun(run.path, project, { ...options, next });
    expect(looks.map(({ summary: seen }) => seen.instalments!.released)).toEqual([1, 2]);
    expect(bought(calls)).toEqual([3, 3, 3, 3]);
  });

  it('is finished before anything of it is sent again', async () => {
    const { calls, options, project, run } = await diedAtALook();
    const rerun = rerunRun(run.path, project, { ...options, next: never });
    await expect(rerun).rejects.toThrow('is still under way');
    expect(bought(calls)).toEqual([3, 3]);
  });

  it('does not look again once it is finished: it is graded again, for nothing', async () => {
    const { calls, options, project, run } = await diedAtALook();
    const first = await resumeRun(run.path, project, { ...options, next: stopAt(2).next });
    const before = calls.length;
    const again = await resumeRun(run.path, project, { clock: options.clock!, next: never });
    expect(calls).toHaveLength(before);
    expect(again.summary).toEqual(first.summary);
    expect(decisions(run)).toEqual(['released 1', 'stopped 2']);
  });

  it('releases nothing more once it is canceled', async () => {
    const { calls, options, project, run } = await diedAtALook();
    const { summary } = await cancelRun(run.path, project, { ...options, next: never });
    await resumeRun(run.path, project, { ...options, next: never });
    expect(bought(calls)).toEqual([3, 3]);
    expect(summary).toMatchObject({ trials: 6, unanswered: 0, instalments: { released: 1 } });
  });

  it('that is canceled while its first share is at work counts no trial but those of it', async () => {
    const { calls, clock, options } = await bench(sums(), { batchSeconds: 1000 });
    const project = loaded(sums());
    const folder = await submitSuite(project, { ...options, ...early });
    await clock.sleep(400_000, new AbortController().signal);
    const { summary } = await cancelRun(folder.path, project, { ...options, next: never });
    expect(bought(calls)).toEqual([3, 3]);
    expect(summary.trials).toBe(6);
    expect(summary.variants.every(({ outcomes }) => outcomes.succeeded + outcomes.canceled === 3)).toBe(true);
    const rerun = await rerunRun(folder.path, project, { ...options, next: never });
    expect(rerun!.summary).toMatchObject({ trials: 6, unanswered: 0 });
  });

  it('that was detached has sent its first share; whoever resumes it does the rest', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    const folder = await submitSuite(project, { ...options, ...early, next: never });
    expect(bought(calls)).toEqual([3, 3]);
    expect(folder.finished).toBe(false);
    expect(standing(folder.readState())).toBe('0 answered, 6 under way, 0 without an answer, 18 held back');
    const { next, looks } = stopAt(3);
    await resumeRun(folder.path, project, { ...options, next });
    expect(looks).toHaveLength(3);
    expect(bought(calls)).toEqual(Array(6).fill(3));
  });

  it('does not go on with a suite that would ask something else', async () => {
    const { calls, options, project, run } = await diedAtALook();
    const { sonnet } = project.suite.variants;
    const variants = { ...project.suite.variants, sonnet: { ...sonnet!, prompt: 'Add {{a}}+{{b}}.' } };
    await expect(
      resumeRun(run.path, { ...project, suite: { ...project.suite, variants } }, options),
    ).rejects.toThrow(
      /^the suite has changed .*: variant "sonnet" would now ask something else for case "\S+"$/,
    );
    expect(bought(calls)).toEqual([3, 3]);
    await resumeRun(run.path, project, options);
    expect(bought(calls)).toEqual(Array(8).fill(3));
  });
});

describe('a run in instalments whose folder is lost', () => {
  it.each([
    ['stopped early', { stopEarly: true }, 2],
    ['was confirmed', { confirmFailure: true }, 99],
    ['was not confirmed', { confirmFailure: true }, 1],
    ['stopped early, and was confirmed', { stopEarly: true, confirmFailure: true }, 2],
  ])('has released what was found: it %s', async (_, held, nth) => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    const before = await runSuite(project, { ...options, ...held, next: stopAt(nth).next });
    const kept = essence(before.folder.records);
    rmSync(before.folder.path, { recursive: true });
    const sent = bought(calls).length;

    const port = claudePort(await connect(options.claude));
    const { folder, summary } = await recoverRun(project, port, { ...options, ...held, next: never });
    expect(bought(calls)).toHaveLength(sent);
    expect(essence(folder.records)).toEqual(kept);
    expect(summary.unanswered).toBe(0);
    expect(summary.instalments).toEqual(before.summary.instalments);
    expect(summary.comparisons).toEqual(before.summary.comparisons);
    expect(folder.manifest.instalments).toMatchObject({ seed: before.folder.manifest.key });
  });
});

describe('a rerun of a run in instalments', () => {
  it('sends again what was bought, and has it looked at once more', async () => {
    const suite = sums();
    let failing = true;
    const { calls, options } = await bench(suite, {
      simulate: (params, context) =>
        failing && params.model === 'claude-sonnet-5-5'
          ? { error: { type: 'api_error', message: 'x' } }
          : suite.simulate!(params, context),
    });
    const project = loaded(suite);
    const first = await runSuite(project, {
      ...options,
      retries: 0,
      stopEarly: true,
      next: stopAt(1).next,
    });
    expect(first.summary.unanswered).toBe(3);
    failing = false;
    const { next, looks } = stopAt(2);
    const rerun = await rerunRun(first.folder.path, project, { ...options, next });
    expect(bought(calls)).toEqual([3, 3, 3, 3, 3]);
    expect(looks.map(({ summary: seen }) => seen.unanswered)).toEqual([0, 0]);
    expect(rerun!.summary).toMatchObject({ trials: 12, unanswered: 0 });
  });
});

describe('the money of a run in instalments', () => {
  const MOST_OUTPUT = 12 * 64 * (0.25 + 5) * 1e-6;

  it.each([
    ['shares of the cases', { stopEarly: true }, 1],
    ['a repetition that confirms', { confirmFailure: true }, 2],
  ])('is held to its budget with all that may be bought: %s', async (_, held, times) => {
    const { calls, options } = await bench(sums());
    const most = MOST_OUTPUT * times;
    await expect(runSuite(loaded(sums()), { ...options, ...held, maxCost: most })).rejects.toMatchObject({
      message: expect.stringMatching(/^over budget/),
      exitCode: 4,
    });
    expect(bought(calls)).toEqual([]);
    const next: Look = () => 'release';
    const { folder, summary } = await runSuite(loaded(sums()), {
      ...options,
      ...held,
      next,
      maxCost: most * 1.2,
    });
    expect(summary.instalments!.trialsHeld).toBe(0);
    expect(ledgerOf(folder.readState())).toMatchObject({ committed: 0, due: 0 });
    expect(heldCost(folder.readState()).most).toBe(0);
  });

  it('is asked about once, with the most that it may come to', async () => {
    const suite = { ...sums(), confirmAbove: 0.001 };
    const { options } = await bench(suite);
    const asked: { cost: number | null; requests: number }[] = [];
    const confirm = async (planned: (typeof asked)[number]) => {
      asked.push(planned);
      return true;
    };
    await runSuite(loaded(suite), { ...options, confirm });
    await runSuite(loaded(suite), { ...options, confirm, stopEarly: true });
    await runSuite(loaded(suite), { ...options, confirm, stopEarly: true, confirmFailure: true });
    expect(asked.map(({ requests }) => requests)).toEqual([24, 24, 48]);
    expect(asked[1]!.cost).toBeCloseTo(asked[0]!.cost!, 12);
    expect(asked[2]!.cost).toBeCloseTo(2 * asked[0]!.cost!, 12);
  });

  it('is told by a dry run: the most, and what is bought first', async () => {
    const { clock } = await bench(sums());
    const tell = (held: object) => dryRun(loaded(sums()), { clock, simulate: true, ...held });
    const plain = await tell({});
    expect(plain.first).toBeNull();
    const most = plain.variants.reduce((sum, { cost }) => sum + cost!.most, 0);
    const both = await tell({ stopEarly: true, confirmFailure: true });
    expect(both.variants.map(({ requests }) => requests)).toEqual([24, 24]);
    expect(both).toMatchObject({ cases: 12, repeat: 2, first: { cases: 3, repeat: 1 } });
    expect(both.first!.cost!.most).toBeCloseTo(most / 4, 12);
    expect(both.variants.reduce((sum, { cost }) => sum + cost!.most, 0)).toBeCloseTo(2 * most, 12);
  });
});

describe('a run in instalments', () => {
  it('takes an earlier answer for what is held back, and buys that no more than the rest', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    await runSuite(project, { ...options, variants: ['haiku'] });
    expect(bought(calls)).toEqual([12]);
    const { next } = stopAt(2);
    const { folder, summary } = await runSuite(project, {
      ...options,
      stopEarly: true,
      reuse: 'latest',
      next,
    });
    expect(bought(calls)).toEqual([12, 3, 3]);
    expect(idsOf(folder)).toEqual(casesOf(folder, 2));
    expect(summary).toMatchObject({ trials: 12, unanswered: 0 });
    expect(summary.variants.map(({ reused }) => reused)).toEqual([6, 0]);
  });

  it('asks judges about what was released alone', async () => {
    const suite: AnySuite = {
      ...sums(),
      graders: [
        judge({
          name: 'right',
          model: 'claude-opus-5-5',
          question: 'Is it right?',
          choices: { yes: 1, no: 0 },
        }),
        pairwise({ name: 'better', model: 'claude-opus-5-5', question: 'Which is better?' }),
      ],
      simulate: (params, context) =>
        params.model === 'claude-opus-5-5' ? standIn(params, context) : sums().simulate!(params, context),
    };
    const { calls, options } = await bench(suite);
    const { next, looks } = stopAt(2);
    const { folder, summary } = await runSuite(loaded(suite), {
      ...options,
      stopEarly: true,
      confirmFailure: true,
      next,
    });
    expect(looks.map(({ held }) => held)).toEqual(['share', 'share', 'repetition']);
    // Each share: three answers of each variant; an opinion of each, and two of the pair.
    const share = [3, 3, 3, 3, 3, 3];
    // Then one more repetition of six cases.
    expect(bought(calls)).toEqual([...share, ...share, 6, 6, 6, 6, 6, 6]);
    expect(summary).toMatchObject({ trials: 24, unanswered: 0 });
    for (const record of folder.records) {
      const names = record.variant === 'haiku' ? ['right'] : ['right', 'better'];
      expect(Object.keys(record.scores)).toEqual(names);
    }
    expect(summary.ledger.due).toBe(0);
    expect(heldCost(folder.readState()).most).toBe(0);
  });

  it('sends the request that primes the cache first in each share', async () => {
    const suite = sums();
    const system = [{ type: 'text' as const, text: 'Add.', cache_control: { type: 'ephemeral' as const } }];
    const variants = { haiku: { ...suite.variants.haiku!, system, prime: true } } as AnySuite['variants'];
    const primed = { ...suite, variants };
    const { calls, options } = await bench(primed);
    await runSuite(loaded(primed), { ...options, stopEarly: true, next: stopAt(2).next });
    expect(bought(calls)).toEqual([1, 2, 1, 2]);
  });

  it('asks one by one in live mode', async () => {
    const { options, simulator } = await bench(sums());
    const { folder, summary } = await runSuite(loaded(sums()), {
      ...options,
      live: true,
      stopEarly: true,
      next: stopAt(1).next,
    });
    expect(simulator.account.messages).toBe(6);
    expect(idsOf(folder)).toEqual(casesOf(folder, 1));
    expect(summary).toMatchObject({ mode: 'live', trials: 6, unanswered: 0 });
  });

  it('holds recorded answers back as others, and takes the row of the repetition', async () => {
    const root = temporaryFolder();
    const rows = Array.from({ length: 12 }, (_, i) =>
      [0, 1].map((nth) =>
        JSON.stringify({ id: `sum-${i}`, answer: nth === 0 ? String(i + (i % 5)) : 'again' }),
      ),
    );
    writeFileSync(join(root, 'answers.jsonl'), `${rows.flat().join('\n')}\n`);
    const suite = sums();
    const variants = { haiku: suite.variants.haiku!, other: recorded('answers.jsonl', { output: 'answer' }) };
    const project = loaded({ ...suite, variants } as AnySuite, root);
    const { options } = await bench(project.suite);
    const next: Look = ({ trials }, held) => {
      // Of three cases, and two variants.
      expect(trials).toBe(6);
      return held === 'share' ? 'stop' : 'release';
    };
    const { folder, summary } = await runSuite(project, {
      ...options,
      stopEarly: true,
      confirmFailure: true,
      next,
    });
    expect(summary).toMatchObject({ trials: 12, unanswered: 0 });
    const others = [...folder.records].filter(({ variant }) => variant === 'other');
    expect(others.map(({ pass, output }) => [pass, output === 'again'])).toEqual(
      Array(3)
        .fill([
          [true, false],
          [false, true],
        ])
        .flat(),
    );
  });

  it('goes on with conversations before it is looked at', async () => {
    const add = tool('add', {
      description: 'adds two numbers',
      args: z.object({ a: z.number(), b: z.number() }),
      run: ({ a, b }) => String(a + b),
    });
    const suite = sums();
    const variants = { haiku: { ...suite.variants.haiku!, tools: [add] } } as AnySuite['variants'];
    const simulate: AnySuite['simulate'] = ({ messages }) => {
      const [, a, b] = /(\d+)\+(\d+)/.exec(JSON.stringify(messages[0]))!;
      const last = messages.at(-1)!.content;
      if (typeof last === 'string') {
        const call = { type: 'tool_use', id: 'toolu_1', name: 'add', input: { a: Number(a), b: Number(b) } };
        return { content: [call], stop_reason: 'tool_use' };
      }
      return String(Number(a) + Number(b));
    };
    const talking = { ...suite, variants, simulate };
    const { calls, options } = await bench(talking);
    const { next } = stopAt(2);
    const { folder } = await runSuite(loaded(talking), { ...options, stopEarly: true, next });
    expect(bought(calls)).toEqual([3, 3, 3, 3]);
    expect([...folder.records].map(({ turns, pass }) => [turns, pass])).toEqual(Array(6).fill([2, true]));
  });

  it('is graded again by a changed suite without buying an answer', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, { ...options, stopEarly: true, next: stopAt(2).next });
    const graders = [{ ...sums().graders[0]!, grade: () => false }] as AnySuite['graders'];
    const changed = { ...project, suite: { ...project.suite, graders } };
    const { summary, flipped, flips } = await regradeRun(folder.path, changed, { ...options, next: never });
    expect(bought(calls)).toEqual([3, 3, 3, 3]);
    expect(summary).toMatchObject({ trials: 12, comparisons: [{ n: 6, bothFail: 6 }] });
    const passed = new Set(flips.map(({ case: id }) => id));
    expect([...passed].every((id) => casesOf(folder, 2).includes(id))).toBe(true);
    expect(flipped).toBeGreaterThan(5);
  });

  it('is none where an older manifest says nothing of it', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder, summary } = await runSuite(project, options);
    const path = join(folder.path, 'run.json');
    const { instalments, ...older } = JSON.parse(readFileSync(path, 'utf8'));
    expect(instalments).toBeNull();
    writeFileSync(path, JSON.stringify(older));
    const resumed = await resumeRun(folder.path, project, { clock: options.clock!, next: never });
    expect(resumed.summary).toEqual(summary);
  });

  it('says in its journal what was released', async () => {
    const { options } = await bench(sums());
    const { folder } = await runSuite(loaded(sums()), { ...options, stopEarly: true, next: stopAt(2).next });
    const text = readFileSync(join(folder.path, 'journal.jsonl'), 'utf8');
    expect(text.match(/"type":"(packed|collected|released|stopped)"/g)).toHaveLength(4 + 4 + 2);
    expect(folder.readState().releases!.verdicts).toEqual(['released', 'released', 'stopped', null]);
  });
});
