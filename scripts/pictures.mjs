/**
 * Takes the README's pictures of the sample report, with Debian's Chromium or the one that CHROMIUM names.
 *
 *     node scripts/pictures.mjs
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const REPORT = new URL('../reports/sample/report.html', import.meta.url).href;
const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const PICTURES = [
  { name: 'report.png', scheme: 'light', hash: '', height: 980 },
  { name: 'explorer.png', scheme: 'dark', hash: '#f=broken&case=t004', height: 720 },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const { name, scheme, hash, height } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: 1240, height }, colorScheme: scheme });
  await page.goto(REPORT + hash);
  await page.locator('#cases [role=option], #cases [role=listitem], #cases li').first().waitFor();
  if (hash !== '') await page.locator('#cases').evaluate((section) => section.scrollIntoView());
  await page.screenshot({ path: FOLDER + name });
}
await browser.close();
