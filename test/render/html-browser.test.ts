import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlStatic } from '../../src/render/html-static.ts';
import { hasBrowser, launchBrowser } from '../browser.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { frontier, report, summary } from './report-fixture.ts';

describe.skipIf(!hasBrowser)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 30_000);
  afterAll(() => browser.close());

  async function opened(text: string, width: number) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const events: string[] = [];
    page.on('console', (message) => events.push(message.text()));
    page.on('pageerror', (error) => events.push(error.message));
    page.on('request', (request) => events.push(request.url()));
    await page.setContent(text, { waitUntil: 'load' });
    const facts = await page.evaluate(
      '({ title: document.title, scripts: document.scripts.length, images: document.images.length, tables: document.querySelectorAll("table").length, overflow: document.documentElement.scrollWidth - innerWidth, background: getComputedStyle(document.querySelector("pre")).backgroundColor })',
    );
    await page.close();
    return { events, facts: facts as Record<string, unknown> };
  }

  test.each([1280, 390])('the page is styled, quiet and not too wide at %d', async (width) => {
    const about = report({ summary: summary({ frontier: frontier() }) });
    const { events, facts } = await opened([...htmlStatic.render(about)].join(''), width);
    expect(events).toEqual([]);
    expect(facts).toMatchObject({
      scripts: 0,
      images: 0,
      tables: 3,
      overflow: 0,
      background: 'rgb(246, 247, 249)',
    });
  });

  test('hostile texts run nothing, ask nothing and break nothing', async () => {
    const all = Object.values(HOSTILE).join('');
    const { events, facts } = await opened([...htmlStatic.render(hostileReport(all))].join(''), 390);
    expect(events).toEqual([]);
    expect(facts).toMatchObject({ scripts: 0, images: 0, tables: 6, overflow: 0 });
    expect(facts.title).not.toBe('PWNED');
  }, 20_000);
});
