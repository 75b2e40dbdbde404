import { cancelRun, renderTerminal, rerunRun, resumeRun, runSuite, submitSuite } from 'assay';
import { describe, expect, it } from 'vitest';
import { bench, bought, essence, journalOf, loaded, sums } from './workbench.ts';

/** Of all batches of the workspace. */
async function statusesIn(url: string): Promise<readonly string[]> {
  const headers = { 'x-api-key': 'sk-test', 'anthropic-version': '2023-06-01' };
  const list = await fetch(`${url}/v1/messages/batches`, { headers });
  const { data } = (await list.json()) as { data: { processing_status: string }[] };
  return data.map((batch) => batch.processing_status);
}

describe('a detached run', () => {
  it('leaves its batches at work and is finished by whoever resumes it', async () => {
    const { calls, clock, options } = await bench(sums());
    const project = loaded(sums());
    const folder = await submitSuite(project, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(clock.slept).toEqual([]);
    expect(folder.finished).toBe(false);

    const { summary } = await resumeRun(folder.path, project, options);
    expect(bought(calls)).toEqual([12, 12]);
    expect(summary.unanswered).toBe(0);
  });
});

describe('cancel', () => {
  it('keeps what was answered by then, and counts the rest as canceled', async () => {
    const { calls, clock, options, simulator } = await bench(sums(), { batchSeconds: 1000 });
    const project = loaded(sums());
    const folder = await submitSuite(project, options);
    await clock.sleep(400_000, new AbortController().signal);
    const { summary } = await cancelRun(folder.path, project, options);
    for (const { outcomes, decided } of summary.variants) {
      expect(outcomes.canceled).toBeGreaterThan(0);
      expect(outcomes.succeeded + outcomes.canceled).toBe(12);
      expect(decided).toBe(outcomes.succeeded);
    }
    expect(simulator.account.canceled).toBe(summary.unanswered);
    expect(bought(calls)).toEqual([12, 12]);
  });

  it('withdraws what has not been sent', async () => {
    let down = true;
    const { calls, options } = await bench(sums(), {
      onCall: ({ operation }) =>
        down && operation === 'create batch'
          ? { at: 'arrival', how: { status: 403, message: 'no' } }
          : undefined,
    });
    const project = loaded(sums());
    let path = '';
    const onStart = (folder: { path: string }) => {
      path = folder.path;
    };
    await expect(submitSuite(project, { ...options, onStart })).rejects.toThrow('refuses the batch: 403');
    down = false;
    const { folder, summary } = await cancelRun(path, project, options);
    expect(bought(calls)).toEqual([]);
    expect(summary.variants.map(({ outcomes }) => outcomes.canceled)).toEqual([12, 12]);
    expect(essence(folder.records)[0]).toMatchObject({ outcome: { type: 'canceled' }, pass: null });
    expect(journalOf(path).at(-1)).toMatchObject({ type: 'canceled' });
    expect(folder.readState().batches.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('cancel, when the API is difficult', () => {
  it('tries again after a 429, until each batch has taken note', async () => {
    let refusals = 3;
    const { calls, options } = await bench(sums(), {
      batchSeconds: 1000,
      onCall: ({ operation }) =>
        operation === 'cancel batch' && refusals-- > 0
          ? { at: 'arrival', how: { status: 429, retryAfter: 5 } }
          : undefined,
    });
    const project = loaded(sums());
    const { path } = await submitSuite(project, options);
    const { summary } = await cancelRun(path, project, options);
    expect(summary.unanswered).toBeGreaterThan(0);
    const cancels = calls.filter(({ path: url }) => url.endsWith('/cancel')).map(({ status }) => status);
    expect(cancels.sort()).toEqual([200, 200, 429, 429, 429]);
    expect(journalOf(path).filter(({ type }) => type === 'canceling')).toHaveLength(2);
  });

  it('says that a batch is still at work when it may not be canceled', async () => {
    const { options } = await bench(sums(), {
      batchSeconds: 1000,
      onCall: ({ operation }) =>
        operation === 'cancel batch' ? { at: 'arrival', how: { status: 403, message: 'no' } } : undefined,
    });
    const project = loaded(sums());
    const { path } = await submitSuite(project, options);
    await expect(cancelRun(path, project, options)).rejects.toThrow(/cannot be canceled: 403/);
  });

  it('buys nothing: an interrupted batch is found, once it has ended, and not sent again', async () => {
    const suite = sums(6);
    let failing = true;
    const stop = new AbortController();
    const { calls, options } = await bench(suite, {
      batchSeconds: 1000,
      simulate: (params, context) =>
        failing ? { error: { type: 'api_error', message: 'x' } } : suite.simulate!(params, context),
      onCall: ({ operation }) => {
        if (failing || operation !== 'create batch') return undefined;
        stop.abort(new Error('stopped'));
        return { at: 'reply', how: 'drop' };
      },
    });
    const project = loaded(suite);
    const first = await runSuite(project, { ...options, retries: 0, variants: ['haiku'] });
    failing = false;
    await expect(rerunRun(first.folder.path, project, { ...options, signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    expect(bought(calls)).toEqual([6, 6]);
    const { summary } = await cancelRun(first.folder.path, project, options);
    expect(bought(calls)).toEqual([6, 6]);
    expect(summary.unanswered).toBe(0);
  });
});

describe('resubmit', () => {
  it('sends again what may exist, at the price of paying for it twice', async () => {
    let dropped = false;
    const stop = new AbortController();
    const { calls, clock, options, simulator } = await bench(sums(), {
      batchSeconds: 1000,
      onCall: ({ operation }) => {
        if (operation === 'list batches') stop.abort(new Error('too long'));
        if (operation !== 'create batch' || dropped) return undefined;
        dropped = true;
        return { at: 'reply', how: 'drop' };
      },
    });
    const project = loaded(sums());
    let path = '';
    const onStart = (folder: { path: string }) => {
      path = folder.path;
    };
    await expect(submitSuite(project, { ...options, onStart, signal: stop.signal })).rejects.toThrow(
      'too long',
    );
    expect(bought(calls)).toEqual([12, 12]);
    // Batches end a little after their time, in any order: one that is still at work could not be told for ours.
    await clock.sleep(1_000_000, new AbortController().signal);
    await expect.poll(() => statusesIn(simulator.url)).toEqual(['ended', 'ended']);
    const { folder, summary } = await resumeRun(path, project, { ...options, resubmit: true });
    expect(bought(calls)).toEqual([12, 12, 12]);
    expect(summary.unanswered).toBe(0);

    // The first one did exist: what it cost is found, counted and said.
    const { ledger, notices } = summary;
    const [twice] = folder.readState().batches.filter(({ duplicates }) => duplicates.length > 0);
    expect(ledger.lost).toBeGreaterThan(0);
    expect(ledger.lost).toBeCloseTo(twice!.cost!, 12);
    expect(notices).toEqual([
      `batch ${twice!.number} was bought twice: ${twice!.duplicates[0]!.id} turned out to be the same one`,
    ]);
    expect(renderTerminal(summary, { columns: 100, color: false, ascii: false })).toMatch(
      /\$0\.\d+ lost to batches that were bought twice/,
    );
  });

  it('finds nothing where nothing was bought twice, and hints at what cannot be told yet', async () => {
    let dropped = false;
    const { options } = await bench(sums(), {
      onCall: ({ operation }) => {
        if (operation !== 'create batch' || dropped) return undefined;
        dropped = true;
        return { at: 'arrival', how: 'drop' };
      },
    });
    const { folder, summary } = await runSuite(loaded(sums()), options);
    expect(summary.ledger.lost).toBe(0);
    expect(journalOf(folder.path).filter(({ type }) => type === 'audited')).toEqual([
      expect.objectContaining({ duplicates: [], unsure: [] }),
    ]);
    expect(summary.notices).toEqual([]);
  });

  it('does so once: a server that loses every reply is not paid every time', async () => {
    const stop = new AbortController();
    const { calls, options } = await bench(sums(), {
      batchSeconds: 1000,
      onCall: ({ operation }) => {
        if (operation === 'list batches') stop.abort(new Error('too long'));
        return operation === 'create batch' ? { at: 'reply', how: 'drop' } : undefined;
      },
    });
    const project = loaded(sums());
    let path = '';
    const onStart = (folder: { path: string }) => {
      path = folder.path;
    };
    await expect(submitSuite(project, { ...options, onStart, signal: stop.signal })).rejects.toThrow(
      'too long',
    );
    expect(bought(calls)).toEqual([12, 12]);
    const { summary } = await resumeRun(path, project, { ...options, resubmit: true });
    expect(bought(calls)).toEqual([12, 12, 12, 12]);
    expect(summary.unanswered).toBe(0);
  });
});
