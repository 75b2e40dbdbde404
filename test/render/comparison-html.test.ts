import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ComparedOrigin, TableComparison } from '../../src/model/table-comparison.ts';
import { comparisonHtml } from '../../src/render/comparison-html.ts';
import { accessibilityFaults, hasBrowser, LOOKS, open, overflow, picture } from '../browser.ts';
import { HOSTILE } from './hostile-report.ts';
import { comparison, difference, gates, slice } from './report-fixture.ts';

const RUN: ComparedOrigin = {
  suite: 'support-triage',
  run: '20261121-090000-abcdef',
  createdAt: '2026-11-21T09:00:00.000Z',
  file: null,
  cases: 10_000,
  simulated: false,
  pricesDate: '2026-11-09',
};
const MAIN = comparison({
  against: { type: 'run', run: RUN.run },
  slices: [slice('lang:de'), slice('lang:fr')],
  others: [
    {
      ...comparison(),
      metric: 'tone',
      difference: difference(-0.02, -0.05, 0.01),
      verdict: { type: 'unclear', dependsOn: 0 },
    },
  ],
});
const WORSE = comparison({
  ...MAIN,
  variant: 'sonnet',
  difference: difference(-0.06, -0.105, -0.018),
  verdict: { type: 'worse' },
});
const compared = (changes: Partial<TableComparison> = {}): TableComparison => ({
  format: 'assay-comparison/1',
  a: RUN,
  b: { ...RUN, run: '20261122-090000-fedcba', createdAt: '2026-11-22T09:00:00.000Z' },
  comparisons: [MAIN],
  gates: [],
  ...changes,
});
const page = (changes?: Partial<TableComparison>) => [...comparisonHtml(compared(changes))].join('');
/** What a reader without eyes for markup gets. */
const words = (html: string) =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

describe('the page of a comparison', () => {
  it('begins with the verdict, of several variants with a line each', () => {
    expect(words(page())).toContain(
      'haiku is better than sonnet of run 20261121-090000-abcdef : +2.8 points, 66 % cheaper',
    );
    const several = words(page({ comparisons: [MAIN, WORSE] }));
    expect(several).toContain('2 variants against run 20261121-090000-abcdef : 1 better, 1 worse');
    expect(several).toMatch(/▼ sonnet vs sonnet of run \S+ : −6\.0 points/);
  });

  it('has a row with an interval, in figures and drawn, for every metric of each variant', () => {
    const html = page({ comparisons: [MAIN, WORSE] });
    const table = html.slice(html.indexOf('id="metrics"'), html.indexOf('id="changes"'));
    expect(table.match(/<svg class="plot/g)).toHaveLength(4);
    expect(words(table)).toMatch(/haiku accuracy 67\.2 % 70\.0 % ▲ \+2\.8 \+2\.2 to \+3\.4 9,943/);
    expect(words(table)).toMatch(/tone .*= −2\.0 −5\.0 to \+1\.0/);
  });

  it('names the flipped cases, the tags, and what came of gates: failed ones above the verdict', () => {
    const html = page({ gates: gates() });
    expect(words(html)).toMatch(/6 cases|357 cases broken/);
    expect(html).toContain('case-000025');
    expect(words(html)).toContain('lang:de');
    expect(html.indexOf('GATE')).toBeLessThan(html.indexOf('<h1>'));
  });

  it('says of which side the answers are simulated, in the title too', () => {
    expect(page()).not.toContain('SIMULATED');
    const html = page({ a: { ...RUN, simulated: true } });
    expect(html).toContain('<title>SIMULATED: ');
    expect(words(html)).toContain(`Answers of run ${RUN.run} were made up by a local simulator`);
    expect(words(page({ a: { ...RUN, simulated: true }, b: { ...RUN, simulated: true } }))).toContain(
      'Answers of both',
    );
  });

  it('is the same bytes for the same comparison', () => {
    expect(page()).toBe(page());
  });
});

describe.skipIf(!hasBrowser)('in a browser, from a file', () => {
  async function opened(html: string, look: (typeof LOOKS)[number]) {
    const folder = mkdtempSync(join(tmpdir(), 'assay-compare-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'compare.html'), html);
    return open(pathToFileURL(join(folder, 'compare.html')).href, look);
  }

  it.each(LOOKS)(
    'is quiet, accessible and not too wide at $width in $scheme',
    async (look) => {
      const { page: tab, events } = await opened(page({ comparisons: [MAIN, WORSE], gates: gates() }), look);
      await picture(tab, `compare-${look.width}-${look.scheme}`);
      expect(await overflow(tab)).toBe(0);
      expect(await accessibilityFaults(tab)).toEqual([]);
      expect(events).toEqual([]);
    },
    30_000,
  );

  it('shows hostile names as text', async () => {
    const all = Object.values(HOSTILE).join('');
    const hostile = {
      ...MAIN,
      variant: all,
      baseline: all,
      metric: all,
      brokenCases: [all],
      slices: [slice(all)],
    };
    const side = { ...RUN, suite: all, run: all, file: all };
    const { page: tab, events } = await opened(page({ a: side, b: side, comparisons: [hostile] }), LOOKS[0]!);
    expect(await tab.title()).not.toBe('PWNED');
    expect(await tab.evaluate('document.scripts.length + document.images.length')).toBe(0);
    expect(await overflow(tab)).toBe(0);
    expect(events).toEqual([]);
  }, 30_000);
});
