import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runSuite } from 'assay';
import { describe, expect, it, test } from 'vitest';
import type { GraderSummary, Summary } from '../../src/model/summary.ts';
import { formats } from '../../src/render/formats.ts';
import type { RunFolder } from '../../src/run/run-folder.ts';
import { readReport } from '../../src/run/write-reports.ts';
import { HOSTILE } from '../render/hostile-report.ts';
import { comparison, estimate, variant } from '../render/report-fixture.ts';
import { bench, loaded, sums } from '../run/workbench.ts';
import { get, reportsFolder, viewOf, words, writeNights, writeRun } from './project.ts';

/** A finished run with all its files. */
async function finishedRun(reports: string): Promise<RunFolder> {
  const { options } = await bench(sums());
  return (await runSuite(loaded(sums()), { ...options, reports })).folder;
}

describe('who is answered', () => {
  const names = (port: number) => [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `[::1]:${port}`,
  ];

  it('a reader on this machine, under each of its names', async () => {
    const view = await viewOf(reportsFolder());
    for (const host of names(view.port)) {
      expect(await get(view, '/', { host })).toMatchObject({ status: 200 });
      const own = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
      expect(await get(view, '/', own)).toMatchObject({ status: 200 });
    }
    expect(await get(view, '/', { 'sec-fetch-site': 'none' })).toMatchObject({ status: 200 });
  });

  test.each<[string, Record<string, string>]>([
    ['a name that was made to point here', { host: 'evil.example' }],
    ['that name with our port', { host: 'evil.example:PORT' }],
    ['our address with another port', { host: '127.0.0.1:1' }],
    ['our address without a port', { host: '127.0.0.1' }],
    ['another address of this machine', { host: '127.0.0.2:PORT' }],
    ['a name below ours', { host: 'localhost.evil.example:PORT' }],
    ['a name with somebody in front', { host: 'evil@127.0.0.1:PORT' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of another server on this machine', { origin: 'http://127.0.0.1:3000' }],
    ['a page that came over TLS', { origin: 'https://127.0.0.1:PORT' }],
    ['a link, a frame or an image of another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('not %s: 403 and one line', async (_, told) => {
    const view = await viewOf(reportsFolder());
    const headers = Object.fromEntries(
      Object.entries(told).map(([name, value]) => [name, value.replace('PORT', String(view.port))]),
    );
    for (const path of ['/', '/nothing', '/?follow=x']) {
      const { status, body, headers: sent } = await get(view, path, headers);
      expect([status, body.split('\n')]).toEqual([403, [expect.stringMatching(/^\S.+/), '']]);
      expect(sent['content-type']).toBe('text/plain; charset=utf-8');
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('not %s', async (method) => {
    const view = await viewOf(reportsFolder());
    const { status, headers, body } = await get(view, '/', {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(body).toMatch(/^\S.*\n$/);
  });

  it('as by GET, but without a body, by HEAD', async () => {
    const view = await viewOf(reportsFolder());
    const [whole, head] = [await get(view, '/'), await get(view, '/', {}, 'HEAD')];
    expect([head.status, head.body, head.headers['content-length']]).toEqual([
      200,
      '',
      whole.headers['content-length'],
    ]);
  });

  test.each([
    ['without a name, as it was once allowed', 'GET / HTTP/1.0\r\n\r\n', 403],
    ['under an empty name', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 403],
    [
      'under two names',
      'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
      403,
    ],
  ])('nobody %s', async (_, request, status) => {
    const { port } = await viewOf(reportsFolder());
    const socket = connect(port, '127.0.0.1');
    socket.write(request.replace('PORT', String(port)));
    expect((await text(socket)).split('\r\n')[0]).toBe(`HTTP/1.1 ${status} Forbidden`);
  });

  it('nobody from outside: it listens on loopback alone', async () => {
    const { networkInterfaces } = await import('node:os');
    const { port } = await viewOf(reportsFolder());
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal);
    const reached = (host: string) =>
      new Promise((resolve) => {
        const socket = connect({ host, port, timeout: 2000 });
        socket.on('connect', () => resolve(true));
        for (const event of ['error', 'timeout']) socket.on(event, () => resolve(false));
        socket.on('close', () => socket.destroy());
      });
    expect(await reached('127.0.0.1')).toBe(true);
    expect(await reached(outside?.address ?? '127.0.0.2')).toBe(false);
  });
});

describe('every answer', () => {
  it('may be framed, sniffed, shared or sent on by nobody', async () => {
    const reports = reportsFolder();
    const folder = await finishedRun(reports);
    const view = await viewOf(reports);
    const run = `/runs/sums/${folder.manifest.id}`;
    for (const [path, told] of [
      ['/', {}],
      ['/nothing', {}],
      ['/suite?name=sums', {}],
      [run, {}],
      [`${run}?format=csv`, {}],
      ['/', { host: 'evil.example' }],
    ] as const) {
      const { headers } = await get(view, path, told);
      expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('the page of a run', () => {
  it('is the report, byte for byte, under its folder’s path; formats are a question away', async () => {
    const reports = reportsFolder();
    const folder = await finishedRun(reports);
    const view = await viewOf(reports);
    const run = `/runs/sums/${folder.manifest.id}`;
    const bytes = (name: keyof typeof formats) => [...formats[name].render(readReport(folder))].join('');
    expect(await get(view, run)).toMatchObject({ status: 200, body: bytes('html') });
    expect(await get(view, run)).toMatchObject({ status: 200, body: bytes('html') });
    for (const name of ['markdown', 'csv', 'json'] as const) {
      const { status, body, headers } = await get(view, `${run}?format=${name}`);
      expect([status, body]).toEqual([200, bytes(name)]);
      expect(headers['content-security-policy']).toContain('sandbox');
    }
    const { status, body } = await get(view, `${run}?format=htm`);
    expect([status, words(body)]).toEqual([
      500,
      expect.stringContaining('there is no report format "htm" did you mean "html"?'),
    ]);
  });

  it('follows its files: another summary, another report', async () => {
    const reports = reportsFolder();
    const folder = await finishedRun(reports);
    const view = await viewOf(reports);
    const run = `/runs/sums/${folder.manifest.id}`;
    const before = (await get(view, run)).body;
    const changed = { ...folder.summary, description: 'Sums of small numbers.' };
    writeFileSync(folder.file('summary.json'), JSON.stringify(changed, null, 2));
    const after = (await get(view, run)).body;
    expect(after).not.toBe(before);
    expect(after).toContain('Sums of small numbers.');
  });

  it('says in one line what is broken', async () => {
    const reports = reportsFolder();
    const folder = await finishedRun(reports);
    const view = await viewOf(reports);
    const run = `/runs/sums/${folder.manifest.id}`;
    writeFileSync(folder.file('records.jsonl'), '{"case":\n');
    expect(words((await get(view, run)).body)).toMatch(
      /records\.jsonl:1 is damaged: .* make it anew: assay resume/,
    );
    rmSync(folder.file('records.jsonl'));
    expect((await get(view, run)).status).toBe(500);
    writeFileSync(folder.file('run.json'), '{');
    const { status, body } = await get(view, run);
    expect([status, words(body)]).toEqual([
      500,
      expect.stringMatching(/run\.json is damaged: .* restore it from a copy/),
    ]);
    expect((await get(view)).status).toBe(200);
  });

  it('stands wherever the folder does: below others, or as the folder of all runs itself', async () => {
    const reports = reportsFolder();
    const folder = await finishedRun(reports);
    cpSync(folder.path, join(reports, 'ci/artifact 1/again'), { recursive: true });
    const view = await viewOf(reports);
    expect((await get(view, '/runs/ci/artifact%201/again')).body).toBe(
      (await get(view, `/runs/sums/${folder.manifest.id}`)).body,
    );
    const alone = await viewOf(folder.path);
    expect((await get(alone)).body).toContain('href="/runs/"');
    expect((await get(alone, '/runs/')).body).toContain('<h1>');
  });
});

describe('no path leads out', () => {
  test.each([
    '/..',
    '/../',
    '/runs',
    '/runs/',
    '/runs/..',
    '/runs/../../etc',
    '/runs/sums/../../outside',
    '/runs/%2e%2e/outside',
    '/runs/%2E%2E%2Foutside',
    '/runs/..%2foutside',
    '/runs/..%5coutside',
    '/runs/.%00./outside',
    '/runs/sums%00',
    '/runs/%00',
    '/runs/%',
    '/runs/%ff%fe',
    '/runs/./outside',
    '/runs//outside',
    '/runs/link',
    '/runs/sums/link',
    '/runs/\\..\\outside',
    '/suite',
    '/suite?name=x',
    '/suite?name=sums&skip=-1',
    '/suite?name=sums&skip=x',
    '//outside',
    '/runs/sums/run.json',
    '/favicon.ico',
    '/runs/.',
    '/index.html',
    '/runs/%252e%252e/outside',
  ])('%s is nothing', async (path) => {
    const outside = reportsFolder();
    writeRun(outside, { folder: 'outside', summary: { description: 'SECRET' } });
    const reports = join(outside, 'reports');
    mkdirSync(join(reports, 'sums'), { recursive: true });
    symlinkSync(join(outside, 'outside'), join(reports, 'link'));
    symlinkSync(join(outside, 'outside'), join(reports, 'sums/link'));
    const { status, body } = await get(await viewOf(reports), path);
    expect([status, body.includes('SECRET')]).toEqual([404, false]);
  });

  test('an absolute address makes no proxy of it', async () => {
    const view = await viewOf(reportsFolder());
    expect((await get(view, 'http://evil.example/')).status).toBe(400);
  });

  test.each(['run.json', 'summary.json', 'records.jsonl', 'cases.jsonl', 'requests/0001.jsonl', 'requests'])(
    'nor does %s where it is a link',
    async (name) => {
      const outside = reportsFolder();
      const reports = join(outside, 'reports');
      const folder = await finishedRun(reports);
      const view = await viewOf(reports);
      cpSync(folder.file(name), join(outside, 'elsewhere'), { recursive: true });
      rmSync(folder.file(name), { recursive: true });
      symlinkSync(join(outside, 'elsewhere'), folder.file(name));
      const { status, body } = await get(view, `/runs/sums/${folder.manifest.id}`);
      expect([status, words(body)]).toEqual([500, expect.stringContaining('is a link that leads out of')]);
      const index = await get(view);
      expect(index.status).toBe(200);
      if (name.endsWith('.json')) expect(words(index.body)).toContain('is a link that leads out of');
    },
  );

  test('a link that stays inside, and a folder of all runs that is one itself, are fine', async () => {
    const outside = reportsFolder();
    const folder = await finishedRun(join(outside, 'real'));
    cpSync(folder.file('cases.jsonl'), join(outside, 'real/cases.jsonl'));
    rmSync(folder.file('cases.jsonl'));
    symlinkSync(join(outside, 'real/cases.jsonl'), folder.file('cases.jsonl'));
    symlinkSync(join(outside, 'real'), join(outside, 'reports'));
    const view = await viewOf(join(outside, 'reports'));
    expect((await get(view, `/runs/sums/${folder.manifest.id}`)).status).toBe(200);
  });

  test('a link that leads round in circles is a folder that cannot be read, or nothing', async () => {
    const reports = reportsFolder();
    const path = writeRun(reports);
    for (const name of ['summary.json', 'journal.jsonl']) {
      rmSync(join(path, name), { force: true });
      symlinkSync(name, join(path, name));
    }
    const view = await viewOf(reports);
    expect((await get(view)).status).toBe(200);
    const { status, body } = await get(view, '/runs/support-triage/20261120-123105-abcdef');
    expect([status, words(body)]).toEqual([500, expect.stringContaining('is a link that leads out of')]);
  });

  test('a journal that names another file of this machine is damaged', async () => {
    const reports = reportsFolder();
    const path = writeRun(reports, { summary: null });
    writeFileSync(
      join(path, 'journal.jsonl'),
      `${JSON.stringify({
        type: 'packed',
        at: '2026-11-20T12:31:05.000Z',
        batch: 1,
        variant: 'sonnet',
        requests: { path: '../../../../etc/passwd', lines: 1, bytes: 1, sha256: 'x' },
        estimate: null,
      })}\n`,
    );
    const { status, body } = await get(await viewOf(reports), '/runs/support-triage/20261120-123105-abcdef');
    expect([status, words(body)]).toEqual([500, expect.stringContaining('the journal is damaged')]);
  });
});

describe('the index', () => {
  it('says what to do where there is nothing, and where there is no folder', async () => {
    for (const reports of [reportsFolder(), join(reportsFolder(), 'none')]) {
      expect(words((await get(await viewOf(reports))).body)).toMatch(/No runs yet .*assay run --simulate/);
    }
  });

  it('has each suite with its newest runs: date, commit, variants, scores with intervals, cost, verdict', async () => {
    const reports = reportsFolder();
    writeNights(reports, 8);
    writeNights(reports, 2, { suite: 'older', simulated: true });
    const { body } = await get(await viewOf(reports));
    const text = words(body);
    expect(text).toContain('10 runs of 2 suites');
    expect(text.indexOf('support-triage 8 runs')).toBeLessThan(text.indexOf('older 2 runs'));
    expect(text).toMatch(
      /27 Oct 2026, 01:05 UTC 20261027-010500-000007 commit 7be19c2 sonnet 66\.2 % 63\.5 – 68\.8 % \$65\.26 – haiku 71\.4 % 68\.7 – 74\.0 % \$24\.26 ▲ better than sonnet \+2\.6 to \+7\.9/,
    );
    expect(text).toContain('All 8 runs of support-triage');
    expect(text).not.toContain('22 Oct 2026, 01:05 UTC 20261022-010500-000002 commit 2be19c2 sonnet 66.7');
    expect(body.match(/class="tag">simulated/g)).toHaveLength(2);
  });

  it('has a page for each suite, some runs at a time', async () => {
    const reports = reportsFolder();
    writeNights(reports, 120);
    const view = await viewOf(reports);
    const first = words((await get(view, '/suite?name=support-triage')).body);
    expect(first).toContain('Runs 1 to 100 of 120, newest first. older runs');
    const { body } = await get(view, '/suite?name=support-triage&skip=100');
    expect(words(body)).toContain('Runs 101 to 120 of 120, newest first. newer runs');
  });

  it('lists a run once that was copied', async () => {
    const reports = reportsFolder();
    writeRun(reports);
    writeRun(reports, { folder: 'ci/copy' });
    expect(words((await get(await viewOf(reports))).body)).toContain('1 run of 1 suite');
  });

  it('says of runs that are not finished where they stand, and of failed gates that they failed', async () => {
    const reports = reportsFolder();
    writeRun(reports, { id: '20261120-000000-left00', summary: null });
    writeRun(reports, { id: '20261120-000000-older0', summary: { format: 'assay-summary/1' as never } });
    writeRun(reports, {
      id: '20261120-000000-failed',
      summary: { gates: [{ outcome: 'failed' } as never, { outcome: 'passed' } as never] },
    });
    const text = words((await get(await viewOf(reports))).body);
    expect(text).toContain('no process works on it: where it stands , assay resume 20261120-000000-left00');
    expect(text).toContain('another version of Assay: assay resume 20261120-000000-older0 makes it anew');
    expect(text).toContain('✗ 1 gate failed');
  });

  test.each<[string, (path: string) => void, RegExp]>([
    ['an empty manifest', (path) => writeFileSync(join(path, 'run.json'), ''), /run\.json is damaged/],
    ['a manifest of another form', (path) => writeFileSync(join(path, 'run.json'), '[]'), /run\.json, : /],
    [
      'half a summary',
      (path) => writeFileSync(join(path, 'summary.json'), '{ "format": "assay-summary/3"'),
      /summary\.json is damaged/,
    ],
    [
      'an empty summary',
      (path) => writeFileSync(join(path, 'summary.json'), '{ "format": "assay-summary/3" }'),
      /cannot be read/,
    ],
    [
      'figures that are none',
      (path) => {
        const parts = {
          variants: [
            {
              name: 'x',
              model: null,
              graders: [{ name: 'g', role: 'gate' }],
              accuracy: { mean: 'a' },
              cost: {},
            },
          ],
        };
        const summary = {
          format: 'assay-summary/3',
          comparisons: [],
          gates: [],
          commit: null,
          createdAt: '',
          ...parts,
        };
        writeFileSync(join(path, 'summary.json'), JSON.stringify(summary));
      },
      /its summary is damaged/,
    ],
  ])('says in a line what is wrong with a folder that holds %s', async (_, spoil, message) => {
    const reports = reportsFolder();
    writeRun(reports, { suite: 'other', id: '20261119-000000-000000' });
    spoil(writeRun(reports));
    const { status, body } = await get(await viewOf(reports));
    expect([status, words(body)]).toEqual([200, expect.stringMatching(message)]);
    expect(body).toContain('href="/runs/other/20261119-000000-000000"');
  });

  test.each(Object.entries(HOSTILE))(
    'shows %s as text, as the name of a suite, run, variant, grader, commit or baseline',
    async (_, text) => {
      const reports = reportsFolder();
      const grader = { name: text, role: 'metric', mean: estimate(0.5) } as GraderSummary;
      const parts: Partial<Summary> = {
        commit: text,
        variants: [variant(text, { accuracy: null, graders: [grader] }), variant('other')],
        comparisons: [comparison({ variant: 'other', baseline: text })],
      };
      for (const night of [1, 2]) {
        const createdAt = `2026-11-0${night}T00:00:00.000Z`;
        writeRun(reports, {
          suite: text,
          id: `${text}${night}`,
          folder: `a/${night}`,
          summary: { ...parts, createdAt },
        });
      }
      const left = { suite: text, id: text, folder: 'a/left', summary: null } as const;
      writeRun(reports, {
        ...left,
        manifest: { commit: text, variants: [{ name: text, model: text, converses: false }] },
      });
      writeRun(reports, { folder: 'b/odd', manifest: { format: text as never } });
      const view = await viewOf(reports);
      for (const path of [
        '/',
        '/runs/a/left',
        `/suite?name=${encodeURIComponent(text.replaceAll(/\p{Cs}/gu, ''))}`,
      ]) {
        const { body } = await get(view, path);
        expect(body.match(/<script/g)?.length ?? 0, path).toBeLessThanOrEqual(1);
        expect(body).not.toMatch(/<img|<b>|<style>\*| onerror=(?!alert)/);
        expect(body).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/);
      }
      expect((await get(view)).status).toBe(200);
      expect((await get(view, '/runs/a/left')).status).toBe(200);
    },
  );
});
