import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { connect, rerunRun, resumeRun, runSuite, submitSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/simulator/fault.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

/** Befalls the first call of that operation, and no other. */
function once(operation: string, fault: Fault): NonNullable<SimulatorOptions['onCall']> {
  let struck = false;
  return (call) => {
    if (struck || call.operation !== operation) return undefined;
    struck = true;
    return fault;
  };
}

async function undisturbed() {
  const { options } = await bench(sums());
  return essence((await runSuite(loaded(sums()), options)).folder.records);
}

describe('a POST whose outcome is not known', () => {
  it.each<[string, Fault]>([
    ['the connection drops after the batch was made', { at: 'reply', how: 'drop' }],
    ['the server fails after the batch was made', { at: 'reply', how: { status: 500 } }],
    ['the server is overloaded after the batch was made', { at: 'reply', how: { status: 529 } }],
  ])('is settled by finding the batch: %s', async (_, fault) => {
    const { calls, options } = await bench(sums(), { onCall: once('create batch', fault) });
    const { folder } = await runSuite(loaded(sums()), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it.each<[string, Fault]>([
    ['the connection drops before', { at: 'arrival', how: 'drop' }],
    ['the server fails before', { at: 'arrival', how: { status: 500 } }],
  ])('is sent again when no batch turns up: %s', async (_, fault) => {
    const { calls, options } = await bench(sums(), { onCall: once('create batch', fault) });
    const { folder } = await runSuite(loaded(sums()), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(journalOf(folder.path).filter(({ type }) => type === 'abandoned')).toHaveLength(1);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('is settled also when the response is never sent', async () => {
    const { calls, options } = await bench(sums(), {
      onCall: once('create batch', { at: 'reply', how: 'silence' }),
    });
    const { folder } = await runSuite(loaded(sums()), {
      ...options,
      claude: { ...options.claude, uploadTimeoutMs: 300 },
    });
    expect(bought(calls)).toEqual([12, 12]);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('outlasts a burst of 529s, each of which may have made a batch and has not', async () => {
    let left = 5;
    const { calls, options } = await bench(sums(), {
      onCall: ({ operation }) =>
        operation === 'create batch' && left-- > 0 ? { at: 'arrival', how: { status: 529 } } : undefined,
    });
    const { folder, summary } = await runSuite(loaded(sums()), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(summary.ledger.lost).toBe(0);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('is told apart from the batches of two other runs, of the same size, made at the same time', async () => {
    const { calls, options, simulator } = await bench(sums(), {
      onCall: once('create batch', { at: 'reply', how: 'drop' }),
    });
    const runs = await Promise.all([1, 2, 3].map(() => runSuite(loaded(sums()), options)));
    expect(bought(calls)).toEqual(Array(6).fill(12));
    expect(simulator.account.requests).toBe(72);
    const ids = runs.flatMap(({ folder }) => folder.readState().batches.map(({ id }) => id));
    expect(new Set(ids).size).toBe(6);
    for (const { folder } of runs) expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('is not mistaken for a batch of the same size that another run made', async () => {
    const { calls, options, simulator } = await bench(sums(), {
      onCall: once('create batch', { at: 'arrival', how: 'drop' }),
    });
    const disturbed = runSuite(loaded(sums()), options);
    const stranger = runSuite(loaded(sums()), options);
    const [ours, theirs] = await Promise.all([disturbed, stranger]);
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    expect(simulator.account.requests).toBe(48);
    for (const { folder } of [ours, theirs]) expect(essence(folder.records)).toEqual(await undisturbed());
  });
});

describe('a POST that is refused', () => {
  it('is sent again after the wait that a 429 asks for', async () => {
    const { calls, clock, options } = await bench(sums(), {
      onCall: once('create batch', { at: 'arrival', how: { status: 429, retryAfter: 77 } }),
    });
    await runSuite(loaded(sums()), options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(clock.slept).toContain(77_000);
  });

  it('stops the run when the 429 is a spend cap, and says so; resume goes on', async () => {
    let capped = true;
    const { calls, options } = await bench(sums(), {
      onCall: ({ operation }) =>
        capped && operation === 'create batch'
          ? {
              at: 'arrival',
              how: { status: 429, errorCode: 'enforced_spend_limit_reached', message: 'spend limit' },
            }
          : undefined,
    });
    const project = loaded(sums());
    let path = '';
    await expect(
      runSuite(project, {
        ...options,
        onStart: (folder) => {
          path = folder.path;
        },
      }),
    ).rejects.toThrow(/refuses the batch: 429 rate_limit_error: spend limit/);
    expect(bought(calls)).toEqual([]);
    capped = false;
    const { folder } = await resumeRun(path, project, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });
});

describe('an API that declines', () => {
  it.each([
    ['the batch as too large', 'create batch', 413, /refuses the batch: 413/],
    ['the key, when a batch is sent', 'create batch', 401, /refuses the batch: 401/],
    ['the key, when a batch is asked after', 'retrieve batch', 401, /cannot be looked at: 401/],
    ['the key, when results are fetched', 'batch results', 401, /cannot be fetched/],
  ])(
    '%s: the run stops with its words, and goes on when the cause is gone',
    async (_, operation, status, said) => {
      let declining = true;
      const { calls, options } = await bench(sums(), {
        onCall: (call) =>
          declining && call.operation === operation ? { at: 'arrival', how: { status } } : undefined,
      });
      const project = loaded(sums());
      let path = '';
      const onStart = (folder: { path: string }) => {
        path = folder.path;
      };
      await expect(runSuite(project, { ...options, onStart })).rejects.toThrow(said);
      declining = false;
      const { folder } = await resumeRun(path, project, options);
      expect(bought(calls)).toEqual([12, 12]);
      expect(essence(folder.records)).toEqual(await undisturbed());
    },
  );

  it('the list of batches, while a submission is settled', async () => {
    let declining = true;
    const dropped = once('create batch', { at: 'reply', how: 'drop' });
    const { calls, options } = await bench(sums(), {
      onCall: (call) =>
        declining && call.operation === 'list batches'
          ? { at: 'arrival', how: { status: 403 } }
          : dropped(call),
    });
    const project = loaded(sums());
    let path = '';
    const onStart = (folder: { path: string }) => {
      path = folder.path;
    };
    await expect(runSuite(project, { ...options, onStart })).rejects.toMatchObject({
      message: expect.stringMatching(/^the API declines: 403/),
      hint: expect.stringContaining('assay resume'),
    });
    declining = false;
    const { folder } = await resumeRun(path, project, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });
});

describe('a download', () => {
  it.each<[string, Fault]>([
    ['mid-line, with the connection', { at: 'results', cut: { afterBytes: 1500, end: 'destroy' } }],
    ['mid-line, cleanly', { at: 'results', cut: { afterBytes: 1500, end: 'clean' } }],
    ['at a line end, which no client notices', { at: 'results', lines: (line, i) => (i < 5 ? [line] : []) }],
  ])('that is cut %s is begun again', async (_, fault) => {
    const { options } = await bench(sums(), { onCall: once('batch results', fault) });
    const { folder, summary } = await runSuite(loaded(sums()), options);
    expect(summary.unanswered).toBe(0);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('that holds blank, doubled, foreign and malformed lines harms no sibling', async () => {
    const foreign = JSON.stringify({
      custom_id: 'zzzzzzzzzz-0-0-0-0-0123456789ab',
      result: { type: 'expired' },
    });
    const { options } = await bench(sums(), {
      onCall: ({ operation }) =>
        operation === 'batch results'
          ? {
              at: 'results',
              lines: (line, i) => (i === 0 ? [line, '', line, foreign, '{"custom_id":', 'null'] : [line]),
            }
          : undefined,
    });
    const { folder, summary } = await runSuite(loaded(sums()), options);
    expect(essence(folder.records)).toEqual(await undisturbed());
    expect(summary.notices).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/nobody asked for/),
        expect.stringMatching(/came twice/),
      ]),
    );
  });
});

describe('a batch that does not come through whole', () => {
  it('expires half done: what was answered is kept, the rest is shown and can be rerun', async () => {
    const { calls, options } = await bench(sums(), { shares: { expired: 0.5 } });
    const project = loaded(sums());
    const { folder, summary } = await runSuite(project, { ...options, retries: 0 });
    const expired = summary.variants.reduce((sum, { outcomes }) => sum + outcomes.expired, 0);
    expect(expired).toBeGreaterThan(4);
    expect(summary.unanswered).toBe(expired);
    const again = await rerunRun(folder.path, project, { ...options, kinds: ['expired'] });
    expect(again!.summary.unanswered).toBe(0);
    expect(bought(calls).reduce((sum, count) => sum + count, 0)).toBe(24 + expired);
    expect(essence(again!.folder.records)).toEqual(await undisturbed());
  });

  it('is canceled from outside: what was answered is kept, and nothing is bought again unasked', async () => {
    const { calls, options } = await bench(sums(), { batchSeconds: 1000 });
    const project = loaded(sums());
    const folder = await submitSuite(project, options);
    const client = await connect(options.claude);
    for await (const { id } of client.messages.batches.list()) await client.messages.batches.cancel(id);
    const { summary } = await resumeRun(folder.path, project, options);
    expect(summary.variants.map(({ outcomes }) => outcomes.canceled + outcomes.succeeded)).toEqual([12, 12]);
    expect(summary.unanswered).toBeGreaterThan(0);
    expect(bought(calls)).toEqual([12, 12]);
  });
});

describe('polling', () => {
  it('outlasts an API that fails for an hour', async () => {
    const { clock, options } = await bench(sums(), {
      onCall: ({ operation }) =>
        operation === 'retrieve batch' && clockIsBefore()
          ? { at: 'arrival', how: { status: 529 } }
          : undefined,
    });
    const start = clock.now().getTime();
    function clockIsBefore() {
      return clock.now().getTime() < start + 3_600_000;
    }
    const { summary } = await runSuite(loaded(sums()), options);
    expect(summary.unanswered).toBe(0);
  }, 30_000);
});

describe('a run that was stopped', () => {
  it('goes on where it stood: the same records, and no batch made twice', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    const stop = new AbortController();
    let path = '';
    await expect(
      runSuite(project, {
        ...options,
        signal: stop.signal,
        onStart: (folder) => {
          path = folder.path;
        },
        onChange: ({ batches }) => {
          if (batches.every(({ status }) => status === 'created')) stop.abort(new Error('stopped'));
        },
      }),
    ).rejects.toThrow('stopped');
    expect(bought(calls)).toEqual([12, 12]);
    const { folder } = await resumeRun(path, project, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(essence(folder.records)).toEqual(await undisturbed());
  });

  it('does not go on at another address than the one it was sent to', async () => {
    const first = await bench(sums());
    const other = await bench(sums());
    const project = loaded(sums());
    const folder = await submitSuite(project, first.options);
    await expect(resumeRun(folder.path, project, other.options)).rejects.toThrow(/was answered by http/);
  });
});

describe('the run folder', () => {
  it('has one writer: a second one is told who the first is', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    writeFileSync(
      join(folder.path, 'lock'),
      JSON.stringify({ pid: process.ppid, host: hostname(), since: '2026-11-20T08:00:00Z' }),
    );
    await expect(resumeRun(folder.path, project, options)).rejects.toThrow(
      `another process works on this run: ${process.ppid} on ${hostname()}`,
    );
  });

  it('takes a lock over whose owner has died', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    writeFileSync(
      join(folder.path, 'lock'),
      JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), since: '2026-11-20T08:00:00Z' }),
    );
    await expect(resumeRun(folder.path, project, options)).resolves.toBeDefined();
  });

  it('takes a lock over that an earlier process of the same number left, as in a restarted container', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    const left = JSON.stringify({ pid: process.pid, host: hostname(), since: '2026-11-20T08:00:00Z' });
    writeFileSync(join(folder.path, 'lock'), left);
    await expect(resumeRun(folder.path, project, options)).resolves.toBeDefined();
  });

  it('is not written twice at once by one process either', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    const first = resumeRun(folder.path, project, options);
    await expect(resumeRun(folder.path, project, options)).rejects.toThrow(
      'another process works on this run',
    );
    await first;
  });

  it('tolerates half a line at the end of the journal', async () => {
    const { calls, options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    appendFileSync(join(folder.path, 'journal.jsonl'), '{"type":"inten');
    const again = await resumeRun(folder.path, project, options);
    expect(essence(again.folder.records)).toEqual(await undisturbed());
    expect(bought(calls)).toEqual([12, 12]);
  });

  it('is refused when the journal is damaged in the middle, with the line named', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    const journal = join(folder.path, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], 'garbage', ...lines.slice(1)].join('\n'));
    await expect(resumeRun(folder.path, project, options)).rejects.toThrow(
      /journal\.jsonl:2: the journal is damaged/,
    );
  });

  it.each(['requests/0001.jsonl', 'results/0002.jsonl', 'plan.jsonl', 'cases.jsonl'])(
    'is refused when %s has been altered',
    async (name) => {
      const { options } = await bench(sums());
      const project = loaded(sums());
      const { folder } = await runSuite(project, options);
      const path = join(folder.path, name);
      writeFileSync(path, readFileSync(path, 'utf8').replace('a', 'b'));
      await expect(resumeRun(folder.path, project, options)).rejects.toThrow(
        `${path} is not what was written`,
      );
    },
  );

  it('is refused when a file that money bought is missing', async () => {
    const { options } = await bench(sums());
    const project = loaded(sums());
    const { folder } = await runSuite(project, options);
    rmSync(join(folder.path, 'results/0001.jsonl'));
    await expect(resumeRun(folder.path, project, options)).rejects.toThrow(/results\/0001\.jsonl is missing/);
  });
});
