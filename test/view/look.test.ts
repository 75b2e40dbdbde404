import { describe, expect, it } from 'vitest';
import { accessibilityFaults, hasBrowser, LOOKS, type Look, open, overflow, picture } from '../browser.ts';
import { HOSTILE } from '../render/hostile-report.ts';
import { reportsFolder, viewOf, writeNights, writeRun } from './project.ts';

/** The connection on which a page waits for news. */
const isFollowing = (event: string) => /^asked for http:\/\/127\.0\.0\.1:\d+\/\S*[?&]follow=/.test(event);

describe.skipIf(!hasBrowser)('in a browser', () => {
  async function looked(reports: string, path: string, look: Look, name: string) {
    const view = await viewOf(reports);
    const { page, events } = await open(view.url + path, look);
    await picture(page, `${name}-${look.width}-${look.scheme}`);
    expect(await overflow(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(events.filter((event) => !isFollowing(event))).toEqual([]);
    return page;
  }

  it.each(LOOKS)(
    'the index is quiet, accessible and not too wide at $width in $scheme',
    async (look) => {
      const reports = reportsFolder();
      writeNights(reports, 24);
      writeNights(reports, 3, { suite: 'invoice-extraction', simulated: true });
      writeRun(reports, {
        id: '20261121-090000-aaaaaa',
        summary: null,
        manifest: { createdAt: '2026-11-21T09:00:00.000Z' },
      });
      writeRun(reports, { folder: 'odd/one', manifest: { trials: -1 } });
      const page = await looked(reports, '/', look, 'index');
      expect(await page.locator('svg.trend').count()).toBe(4);
      expect(await page.locator('h2').count()).toBe(3);
    },
    60_000,
  );

  it.each(LOOKS)(
    'so is the page of a suite at $width in $scheme',
    async (look) => {
      const reports = reportsFolder();
      writeNights(reports, 24);
      await looked(reports, '/suite?name=support-triage', look, 'suite');
    },
    60_000,
  );

  it('an empty project says what to do', async () => {
    const page = await looked(reportsFolder(), '/', LOOKS[2]!, 'empty');
    expect(await page.innerText('main')).toContain('assay run --simulate');
  }, 60_000);

  it('hostile names are text, on the index and on the page of the suite', async () => {
    // What an address has room for.
    const short = Object.values(HOSTILE).filter(({ length }) => length < 100);
    const all = short.join('').replaceAll(/\p{Cs}/gu, '');
    const reports = reportsFolder();
    writeNights(reports, 2, { suite: 'ok', run: all });
    writeRun(reports, { suite: all, folder: 'hostile/run', id: all, manifest: { commit: all } });
    for (const path of ['/', `/suite?name=${encodeURIComponent(all)}`]) {
      const page = await looked(reports, path, LOOKS[2]!, 'hostile');
      expect(await page.title()).not.toBe('PWNED');
      expect(await page.evaluate('document.images.length + document.scripts.length')).toBe(1);
    }
  }, 60_000);
});
