import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { wholeRequest } from '../../src/pack/shared-request.ts';
import { parseSideIndex, SIDE_TAIL, sideIndexLength } from '../../src/pack/side-file.ts';
import { sideFileName } from '../../src/render/explorer/side-file.ts';
import { explorerPage, html } from '../../src/render/html.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { manyCases } from './many-cases.ts';
import { openPage, textsOf } from './open-page.ts';
import { caseView, errored, grader, record, report, summary, variant } from './report-fixture.ts';

const rendered = (about: Report) => [...html.render(about)].join('');

/** A page of at most so many bytes, and what stands beside it. */
function within(about: Report, bytes: number | null) {
  const { chunks, sideFile } = explorerPage(about, { budget: { bytes, mustFit: true }, beside: true });
  const text = [...chunks].join('');
  return { text, size: Buffer.byteLength(text), sideFile, ...openPage(text) };
}

describe('the cases in the page', () => {
  const about = manyCases(300);
  const { index, columns, texts } = openPage(rendered(about));

  it('are all there, with their numbers', () => {
    const all = [...about.everyCase];
    expect(columns.ids).toEqual(all.map((each) => each.case.id));
    for (const [v, { passed, cost, tokensOut }] of columns.variants.entries()) {
      const own = all.map(({ records }) => records[v]!);
      expect([...passed]).toEqual(own.map(({ pass }) => Number(pass)));
      expect([...tokensOut]).toEqual(own.map(({ tokens }) => tokens!.output));
      own.forEach((each, i) => {
        expect(cost[i]).toBeCloseTo(each.cost!, 9);
      });
    }
    expect(index).toMatchObject({
      run: about.summary.run,
      variants: [{ name: 'sonnet' }, { name: 'haiku' }],
      judging: { baseline: 0, grader: null },
      graders: [{ name: 'exact-match', role: 'gate', isJudge: false }],
      texts: 300,
      clipped: false,
      leftOut: null,
      sideFile: null,
    });
  });

  it('are there with all texts, as they were', () => {
    for (const { case: row, records } of about.everyCase) {
      const text = texts.get(row.id)!;
      expect(text.input).toEqual(row.input);
      expect(text.expected).toBe('B');
      expect(text.variants.map(({ trials }) => trials[0]!.output)).toEqual(
        records.map(({ output }) => output),
      );
      expect(text.variants[1]!.trials[0]!.scores).toEqual(records[1]!.scores);
    }
  });

  it('are there with the requests that were sent', () => {
    const text = texts.get('case-000007')!;
    const [detail] = about.details([7]);
    text.variants.forEach(({ request }, v) => {
      expect(wholeRequest(request!, index.variants[v]!.request)).toEqual(detail!.exchanges[v]!.request);
    });
    // What all have in common is written once.
    expect(text.variants[0]!.request!.own).not.toHaveProperty('model');
  });

  it('stand as a table where no script runs', () => {
    const page = rendered(about);
    const [, table] = /<div id="explorer">([\s\S]*?)<\/div>\n<noscript>/.exec(page)!;
    expect(table!.match(/<tr>/g)).toHaveLength(15);
    expect(table).toContain('▼</span> Broken');
    expect(page).toContain('These are the first of 300 cases');
  });
});

test('the policy admits the page’s own program and styles, and nothing else', () => {
  const page = rendered(report());
  const hashes = (pattern: RegExp) =>
    [...page.matchAll(pattern)].map(
      ([, own]) => `'sha256-${createHash('sha256').update(own!).digest('base64')}'`,
    );
  const [scripts, styles] = [/<script>([\s\S]*?)<\/script>/g, /<style>([\s\S]*?)<\/style>/g].map(hashes);
  expect(scripts).toHaveLength(1);
  expect(page).toContain(
    `content="default-src 'none'; img-src data:; script-src ${scripts![0]}; worker-src blob:; require-trusted-types-for 'script'; trusted-types assay; style-src ${styles!.join(' ')}; base-uri 'none'; form-action 'none'"`,
  );
});

describe('numbers that are not there', () => {
  it('are not zero', () => {
    const cases = [
      caseView({ records: [errored(), record({ variant: 'haiku', pass: null, cost: null, scores: {} })] }),
    ];
    const { columns } = openPage(rendered(report({ cases: { shown: cases, total: 1 } })));
    const [sonnet, haiku] = columns.variants.map((each) => ({
      missing: each.missing[0],
      decided: each.decided[0],
      tokens: each.tokensIn[0],
      cost: each.cost[0],
      score: each.scores[0]![0],
    }));
    expect(sonnet).toEqual({ missing: 1, decided: 0, tokens: Number.NaN, cost: 0, score: Number.NaN });
    expect(haiku).toEqual({ missing: 0, decided: 0, tokens: 507, cost: Number.NaN, score: Number.NaN });
  });

  it('have columns of their own where answers came live', () => {
    const own = { tokens: null, latencyMs: 250 };
    const records = [record({ ...own, repetition: 0 }), record({ ...own, latencyMs: 350, repetition: 1 })];
    const about = report({
      summary: summary({ mode: 'live' }),
      cases: { shown: [caseView({ records })], total: 1 },
    });
    const { columns } = openPage(rendered(about));
    expect(columns.variants.map(({ samples, latency }) => [samples[0], latency![0]])).toEqual([
      [2, 300],
      [0, Number.NaN],
    ]);
  });
});

test('where nothing passes or fails, changes are told by the metric that is compared', () => {
  const graders = [grader('length', { role: 'advisory' }), grader('tone', { role: 'metric' })];
  const variants = ['sonnet', 'haiku'].map((each) => variant(each, { accuracy: null, graders }));
  const { index } = openPage(rendered(report({ summary: summary({ variants, comparisons: [] }) })));
  expect(index.judging.grader).toBe(1);
});

test('a run without cases, or without variants, has a page', () => {
  expect(rendered(report({ cases: { shown: [], total: 0 } }))).toContain('The run has no cases.');
  const none = summary({ variants: [], comparisons: [], trials: 0 });
  expect(openPage(rendered(report({ summary: none }))).columns.variants).toEqual([]);
});

describe('a budget', () => {
  const about = manyCases(2000, 1500);
  const full = within(about, null);

  it.each([300_000, 500_000, 1_000_000, 2_000_000])('of %d bytes is kept, and used', (bytes) => {
    const { size, texts } = within(about, bytes);
    expect(size).toBeLessThanOrEqual(bytes);
    expect(size).toBeGreaterThan(bytes * 0.98);
    expect(texts.size).toBeGreaterThan(0);
    expect(texts.size).toBeLessThan(2000);
  });

  it('that is large enough leaves nothing out', () => {
    const { size, index, sideFile, text } = within(about, full.size + 2000);
    expect(size).toBe(full.size);
    expect(index).toMatchObject({ texts: 2000, leftOut: null });
    expect(sideFile).toBeNull();
    expect(text).toBe(full.text);
  });

  it('is spent on the telling cases first, and the page says on which', () => {
    const { index, texts, columns, text } = within(about, 1_500_000);
    const changes = [...about.everyCase].map(({ records: [a, b] }) => `${a!.pass}-${b!.pass}`);
    const held = (change: string) =>
      columns.ids.filter((id, i) => changes[i] === change && texts.has(id)).length;
    const all = (change: string) => changes.filter((each) => each === change).length;
    expect(held('true-false')).toBe(all('true-false'));
    expect(held('false-true')).toBe(all('false-true'));
    expect(held('false-false')).toBe(all('false-false'));
    const passing = all('true-true').toLocaleString('en');
    expect(index.leftOut).toBe(
      `This file holds the full text of ${texts.size.toLocaleString('en')} of 2,000 cases (all ${all('true-false')} broken, all ${all('false-true')} fixed, all ${all('false-false')} still failing, ${held('true-true')} of ${passing} still passing), to stay under 1.5 MB. The numbers, filters and slices cover all 2,000 cases. All texts are in 2026-11-20T12-31-05-4be1.evalpack: drop it on this page.`,
    );
    expect(text).toContain(`<p class="note">${index.leftOut}</p>`);
  });

  it('keeps of what still passes as much of each slice', () => {
    const { texts, columns } = within(about, 1_500_000);
    const perTag = new Map<number, number>();
    const passing = columns.ids.flatMap((id, i) =>
      texts.has(id) && columns.variants.every(({ passed }) => passed[i] === 1) ? [columns.tags[i]!] : [],
    );
    for (const tag of passing) perTag.set(tag, (perTag.get(tag) ?? 0) + 1);
    expect(perTag.size).toBe(7);
    expect(Math.max(...perTag.values()) - Math.min(...perTag.values())).toBeLessThanOrEqual(1);
  });

  it('that the numbers alone exceed is refused where it must be kept', () => {
    expect(() => within(about, 20_000)).toThrow(
      /^without any texts the page takes 0\.\d\d MB, more than 0\.02 MB$/,
    );
  });

  it('that the numbers alone exceed leaves no text where it need not be kept', () => {
    const options = { budget: { bytes: 20_000, mustFit: false }, beside: false };
    const { index } = openPage([...explorerPage(about, options).chunks].join(''));
    expect(index.texts).toBe(0);
    expect(index.leftOut).toMatch(
      /^This file holds the full text of 0 of 2,000 cases, to stay under 0\.02 MB\./,
    );
  });

  it('in which columns take more than a fifth makes them coarse', () => {
    expect(within(about, 1_000_000).index.columns.coarse).toBe(false);
    const options = { budget: { bytes: 80_000, mustFit: false }, beside: false };
    expect(openPage([...explorerPage(about, options).chunks].join('')).index.columns.coarse).toBe(true);
  });
});

describe('long texts', () => {
  const long = (output: string) => {
    const everyCase = [...manyCases(200, 1500).everyCase];
    const [first] = everyCase;
    const records = first!.records.map((each) => ({ ...each, output }));
    return manyCases(200, 1500, { everyCase: [{ ...first!, records }, ...everyCase.slice(1)] });
  };
  const noise = Array.from({ length: 30_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000)));
  const about = long(noise.join(''));

  it('are whole where there is room for them', () => {
    const { texts, index } = within(about, 16_000_000);
    expect(texts.get('case-000000')!.variants[0]!.trials[0]!.output).toBe(noise.join(''));
    expect(index.clipped).toBe(false);
  });

  it('are cut to head and tail before cases are left out, and are whole in the side file', () => {
    const { size } = within(about, null);
    const { texts, index, sideFile } = within(about, size - 10_000);
    expect(index).toMatchObject({ texts: 200, clipped: true });
    expect(texts.get('case-000000')!.variants[0]!.trials[0]!.output).toMatch(
      /\[… 10,000 characters left out …\]/,
    );
    expect(index.leftOut).toMatch(
      /^This file holds the texts of all cases, but texts of more than 20,000 characters are cut to head and tail, to stay under \d\.\d\d? MB\. All texts are in \S+\.evalpack/,
    );
    expect(sideFile).not.toBeNull();
  });
});

describe('the side file', () => {
  const about = manyCases(2000, 1500);
  const page = within(about, 500_000);
  const file = Buffer.concat([...page.sideFile!.chunks]);
  const tail = file.subarray(-SIDE_TAIL);
  const length = sideIndexLength(tail)!;
  const index = parseSideIndex(file.subarray(-SIDE_TAIL - length, -SIDE_TAIL))!;

  it('has the texts of all cases, in blocks that are read one by one', () => {
    let end = 0;
    const blocks = index.blocks.map(({ bytes }) => {
      end += bytes;
      return inflateRawSync(file.subarray(end - bytes, end));
    });
    const texts = textsOf(blocks, page.columns, page.index);
    expect(index.cases).toBe(2000);
    expect([...texts.keys()].sort()).toEqual([...page.columns.ids].sort());
    for (const { case: row, records } of about.everyCase)
      expect(texts.get(row.id)!.variants[1]!.trials[0]!.output).toBe(records[1]!.output);
    expect(index.blocks.length).toBeGreaterThan(10);
  });

  it('belongs to its page', () => {
    const { run, dataset, key } = page.index;
    expect(index).toMatchObject({ run, dataset, key });
  });

  it('does not belong to the page of another grading, or of a redacted report', () => {
    const keyOf = (other: Report) => openPage(rendered(other)).index.key;
    const others = [
      manyCases(2000, 1500, { summary: summary({ commit: 'another' }) }),
      manyCases(2000, 1500, { summary: summary({ redacted: ['inputs'] }) }),
    ];
    expect(new Set([index.key, ...others.map(keyOf)]).size).toBe(3);
  });

  it('has a name that every file system takes', () => {
    expect(sideFileName('2026-11-20T12-31-05-4be1')).toBe('2026-11-20T12-31-05-4be1.evalpack');
    expect(sideFileName('../../etc/passwd')).toBe('etc-passwd.evalpack');
    expect(sideFileName('a:b*"<>|?\u0000')).toBe('a-b-.evalpack');
    expect(sideFileName('…')).toBe('run.evalpack');
    expect(sideFileName('x'.repeat(1000)).length).toBeLessThan(255);
  });
});

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('is data in the page, and nothing else', () => {
    const page = rendered(hostileReport(text));
    // Index, columns, worker, app and one block.
    expect(page.match(/<\/?script\b/gi)).toHaveLength(10);
    expect(page).not.toContain('<!--');
    const scripts = [...page.matchAll(/<script[^>]*id="[^"]*">([^<]*)<\/script>/g)].map(([, own]) => own);
    expect(scripts.join('')).not.toMatch(/[<\u2028\u2029]/);
    expect(openPage(page).texts.size).toBeGreaterThan(0);
  });
});

test('the same run, the same bytes', () => {
  const [one, other] = [1, 2].map(() => within(manyCases(500), 200_000));
  expect(one!.text).toBe(other!.text);
  expect(Buffer.concat([...one!.sideFile!.chunks])).toEqual(Buffer.concat([...other!.sideFile!.chunks]));
});
