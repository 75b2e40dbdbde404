import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(BROWSER);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
}

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** A tab, and what it did unasked: messages on its console, errors, and requests but the one that opens it. */
export interface Tab {
  readonly page: Page;
  readonly events: string[];
}

export interface Look {
  readonly width: 1440 | 390;
  readonly scheme: 'light' | 'dark';
}

/** How every page is looked at. */
export const LOOKS: readonly Look[] = ([1440, 390] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

/** Opens an address as a person sees it. */
export async function open(url: string, { width, scheme }: Look): Promise<Tab> {
  browser ??= launchBrowser();
  const page = await (await browser).newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const events: string[] = [];
  page.on('console', (message) => events.push(message.text()));
  page.on('pageerror', (error) => events.push(error.message));
  page.on('request', (request) => {
    // Workers of the page itself are asked for by no network.
    if (!request.isNavigationRequest() && !request.url().startsWith('blob:'))
      events.push(`asked for ${request.url()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, events };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA and its best practices: rule and place. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
  }>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** How many pixels the page is too wide. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}

/** Keeps a picture where a person asked for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
