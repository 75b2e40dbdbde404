import { rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { rerunRun, runSuite } from 'assay';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import type { RunFolder } from '../../src/run/run-folder.ts';
import { readReport } from '../../src/run/write-reports.ts';
import type { View } from '../../src/view/server.ts';
import { accessibilityFaults, hasBrowser, LOOKS, open, overflow, picture } from '../browser.ts';
import { bench, loaded, sums } from '../run/workbench.ts';
import { get, reportsFolder, viewOf, words, writeRun } from './project.ts';

/** A real run against the simulator that waits for its batches until it is let go on. */
async function waitingRun(reports: string) {
  const { options, clock } = await bench(sums());
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const stop = new AbortController();
  const stopped = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  let waits = () => {};
  const isWaiting = new Promise<void>((resolve) => {
    waits = resolve;
  });
  const finished = runSuite(loaded(sums()), {
    ...options,
    reports,
    signal: stop.signal,
    clock: {
      now: () => clock.now(),
      async sleep(ms, signal) {
        waits();
        await Promise.race([gate, stopped]);
        return clock.sleep(ms, signal);
      },
    },
    onStart: (started) => {
      folder = started;
    },
  });
  let folder: RunFolder | undefined;
  onTestFinished(async () => {
    letGo();
    stop.abort();
    await finished.catch(() => {});
  });
  await Promise.race([isWaiting, finished]);
  return {
    folder: folder!,
    address: `/runs/sums/${folder!.manifest.id}`,
    letGo,
    finished,
    stop,
    now: () => clock.now().getTime(),
  };
}

/** What a page is told while it is followed, until the server ends it. */
async function* told(view: View, path: string) {
  const sent = request({
    host: '127.0.0.1',
    port: view.port,
    path,
    headers: { host: `127.0.0.1:${view.port}` },
    agent: false,
  }).end();
  const response = await new Promise<import('node:http').IncomingMessage>((resolve) =>
    sent.on('response', resolve),
  );
  expect(response.headers['content-type']).toBe('text/event-stream');
  let held = '';
  for await (const chunk of response.setEncoding('utf8')) {
    held += chunk;
    for (let end = held.indexOf('\n\n'); end !== -1; end = held.indexOf('\n\n')) {
      const lines = new Map(
        held
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: ?(.*)/s, 2) as [string, string]),
      );
      held = held.slice(end + 2);
      if (lines.has('event')) yield { event: lines.get('event')!, data: lines.get('data') ?? '' };
    }
  }
}

describe('a run that is under way', () => {
  it('says where it stands, and becomes the report when it is finished', async () => {
    const reports = reportsFolder();
    const { folder, address, letGo, finished, now } = await waitingRun(reports);
    const view = await viewOf(reports, now);
    const page = words((await get(view, address)).body);
    expect(page).toContain('0 of 24 answered');
    expect(page).toContain('A process works on it.');
    expect(page).toMatch(/haiku 0 12 0\.0 % 12 – /);
    expect(page).toMatch(/1 haiku 12 at work 20 Nov 2026, 09:00 UTC – ≤ \$0\.0\d+ msgbatch_sim_/);
    expect(page).toContain('SIMULATED ANSWERS');
    expect(page).not.toContain('expired');
    const late = await viewOf(reports, () => now() + 25 * 3_600_000);
    expect(words((await get(late, address)).body)).toContain(
      'what was not processed within 24 hours has expired',
    );
    expect(words((await get(view)).body)).toContain('… under way : follow it');
    const csv = await get(view, `${address}?format=csv`);
    expect([csv.status, words(csv.body)]).toEqual([500, expect.stringContaining('is not finished')]);

    letGo();
    await finished;
    expect((await get(view, address)).body).toBe([...formats.html.render(readReport(folder))].join(''));
  });

  it('tells who follows it of each change, and of its end; and the index of new runs', async () => {
    const reports = reportsFolder();
    const { address, letGo } = await waitingRun(reports);
    const view = await viewOf(reports);
    const events = told(view, `${address}?follow=`);
    expect((await events.next()).value).toMatchObject({
      event: 'page',
      data: expect.stringContaining('0 of 24 answered'),
    });
    const index = told(view, '/?follow=');
    await index.next();
    writeRun(reports, { suite: 'another' });
    expect((await index.next()).value).toMatchObject({ data: expect.stringContaining('>another<') });

    letGo();
    const seen: string[] = [];
    for await (const { event } of events) seen.push(event);
    expect(seen.at(-1)).toBe('finished');
  });

  it('tells nothing where nothing has changed since', async () => {
    const reports = reportsFolder();
    const { address } = await waitingRun(reports);
    const view = await viewOf(reports);
    const digest = /data-digest="([^"]+)"/.exec((await get(view, address)).body)![1];
    const events = told(view, `${address}?follow=${digest}`);
    writeFileSync(join(reports, 'nothing'), '');
    const first = events.next();
    const silence = Symbol('silence');
    // Twenty looks at it.
    const waited = new Promise((resolve) => setTimeout(() => resolve(silence), 400));
    expect(await Promise.race([first, waited])).toBe(silence);
  });

  it('says that nobody works on it where it was left, and what goes on', async () => {
    const reports = reportsFolder();
    const { folder, address, stop, finished } = await waitingRun(reports);
    stop.abort(new Error('stopped'));
    await expect(finished).rejects.toThrow('stopped');
    const page = words((await get(await viewOf(reports), address)).body);
    expect(page).toContain(`No process works on it now: assay resume ${folder.manifest.id} goes on`);
  });

  it('is under way again when its trials are sent again', async () => {
    const reports = reportsFolder();
    const { options } = await bench(sums(), { shares: { errored: 0.5 } });
    const { folder } = await runSuite(loaded(sums()), { ...options, reports, retries: 0 });
    const view = await viewOf(reports);
    const address = `/runs/sums/${folder.manifest.id}`;
    expect((await get(view, address)).body).not.toContain('data-digest');
    let during = '';
    await rerunRun(folder.path, loaded(sums()), {
      ...options,
      clock: {
        now: () => options.clock!.now(),
        sleep: async (ms, signal) => {
          during ||= words((await get(view, address)).body);
          return options.clock!.sleep(ms, signal);
        },
      },
    });
    expect(during).toMatch(/\d+ of 24 answered/);
    expect((await get(view, address)).body).not.toContain('data-digest');
  });

  it('ends for who follows it when its folder goes', async () => {
    const reports = reportsFolder();
    const path = writeRun(reports, { summary: null, manifest: { trials: 0 } });
    const view = await viewOf(reports);
    writeFileSync(join(path, 'cases.jsonl'), '');
    const events = told(view, '/runs/support-triage/20261120-123105-abcdef?follow=');
    await events.next();
    rmSync(path, { recursive: true });
    expect((await events.next()).value).toMatchObject({ event: 'finished' });
    expect((await events.next()).done).toBe(true);
  });
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  it.each(LOOKS)(
    'it is followed to its report at $width in $scheme, without a sound',
    async (look) => {
      const reports = reportsFolder();
      const { address, letGo, now } = await waitingRun(reports);
      const view = await viewOf(reports, now);
      const { page, events } = await open(view.url + address, look);
      await picture(page, `progress-${look.width}-${look.scheme}`);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityFaults(page)).toEqual([]);
      letGo();
      await page.locator('#cases').waitFor();
      expect(await page.innerText('h1')).toContain('sonnet');
      expect(events.filter((event) => !event.includes('?follow='))).toEqual([]);
    },
    60_000,
  );

  it('a new run stands on the index by itself; what one has selected stays until then', async () => {
    const reports = reportsFolder();
    writeRun(reports);
    const view = await viewOf(reports);
    const { page, events } = await open(`${view.url}/`, LOOKS[0]!);
    writeRun(reports, { suite: 'another' });
    await page.getByRole('heading', { name: /another/ }).waitFor();
    expect(await page.innerText('h1')).toBe('2 runs of 2 suites');
    expect(events.filter((event) => !event.includes('?follow='))).toEqual([]);
  }, 60_000);

  it('says so when the server has gone', async () => {
    const view = await viewOf(reportsFolder());
    const { page } = await open(`${view.url}/`, LOOKS[0]!);
    expect(await page.isVisible('#lost')).toBe(false);
    await view.close();
    await page.locator('#lost').waitFor();
  }, 60_000);
});
