/**
 * Opens HTML reports of synthetic runs from disk in Chromium, beside a page that holds all of it as JSON in a script:
 * milliseconds until the summary and the list are on the screen, to open a case, to filter and to search, and the memory
 * of the page's process. A browser of its own for each opening; medians, and ratios to the plain page.
 *
 * Usage: npm run build && node bench/report/open.mjs [cases …]
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { median } from '../measure.mjs';
import { eachSize } from './each-size.mjs';

const SIZES = [10, 1000, 10_000];
const TIMES = 3;
/** In half of the texts, about, and in none. */
const SEARCHES = { common: 'answer', rare: 'zzyzzx' };

/** In the page, before all else: when something is first there, and how long something takes until it is. */
const WATCH = `
window.until = (there) => new Promise((resolve, reject) => {
  const look = () => {
    if (there()) resolve(performance.now());
    else if (performance.now() > 60_000) reject(new Error('never there: ' + there));
    else requestAnimationFrame(look);
  };
  look();
});
window.taken = async (act, there) => {
  const from = performance.now();
  act();
  // What is drawn is drawn a moment later.
  await new Promise((resolve) => setTimeout(resolve));
  return (await until(there)) - from;
};
window.listed = until(() => document.querySelector('.row .line:not(.none), body > p'));
`;

await eachSize(SIZES, async ({ cases, folder, plainPage, report }) => {
  await plainPage();
  await report('-o', 'page.html');
  await report('-o', 'full.html', '--full');
  // Of ten cases no kind may have two, between which to go on.
  const hash = cases < 100 ? '#f=all' : '';
  const seen = (name, look) => opened(join(folder, name), look, hash);
  const print = (what, name, taken, plain) => line(what, join(folder, name), taken, plain);
  const plain = await seen('plain.html', searchJson).catch(() => ({}));
  print('JSON in a script', 'plain.html', plain, plain);
  print('the page', 'page.html', await seen('page.html', explorer), plain);
  print('with all texts in it', 'full.html', await seen('full.html', explorer), plain);
});

/** Medians of what a page takes. */
async function opened(path, look, hash) {
  const taken = [];
  for (let i = 0; i < TIMES; i++) taken.push(await openOnce(path, look, hash));
  return Object.fromEntries(Object.keys(taken[0]).map((key) => [key, median(taken.map((one) => one[key]))]));
}

async function openOnce(path, look, hash) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.addInitScript(WATCH);
    await page.goto(pathToFileURL(path).href + hash, {
      waitUntil: 'load',
      timeout: 120_000,
    });
    const seen = await look(page);
    const summary = await page.evaluate(
      'performance.getEntriesByName("first-contentful-paint")[0]?.startTime',
    );
    const load = await page.evaluate('performance.timing.loadEventEnd - performance.timing.navigationStart');
    return { summary, load, ...seen, memory: await memoryOf(browser) };
  } finally {
    await browser.close();
  }
}

async function explorer(page) {
  return page.evaluate(`(async () => {
    const one = (selector) => document.querySelector(selector);
    const type = (text) => {
      const box = one('.query input');
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const list = await listed;
    await until(() => one('.output'));
    const second = document.querySelectorAll('.row .id')[1].textContent;
    const open = await taken(
      () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' })),
      () => one('#detail-id').textContent === second && one('.output'),
    );
    const chip = one('.chip[aria-pressed=false]');
    const filter = await taken(() => chip.click(), () => chip.getAttribute('aria-pressed') === 'true');
    const search = (text) => taken(() => type(text), () => one('.list').ariaBusy === 'false');
    const rare = await search(${JSON.stringify(SEARCHES.rare)});
    const common = await search(${JSON.stringify(SEARCHES.common)});
    return { list, open, filter, rare, common };
  })()`);
}

async function searchJson(page) {
  return page.evaluate(`(async () => {
    const list = await listed;
    const timed = (text) => { const from = performance.now(); search(text); return performance.now() - from; };
    return { list, open: NaN, filter: NaN, rare: timed(${JSON.stringify(SEARCHES.rare)}), common: timed(${JSON.stringify(SEARCHES.common)}) };
  })()`);
}

/** Megabytes that the processes of pages hold. */
async function memoryOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter(({ type }) => type === 'renderer');
  const held = pages.map(({ id }) => Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]) * 4096);
  return Math.max(...held) / 1e6;
}

function line(what, path, taken, plain) {
  const parts = Object.entries(taken).map(([key, value]) => {
    if (Number.isNaN(value)) return `${key} –`;
    const ratio = value / plain[key];
    return `${key} ${Math.round(value)}${taken === plain || Number.isNaN(ratio) ? '' : ` (${ratio.toFixed(2)})`}`;
  });
  if (parts.length === 0) parts.push('does not open');
  const size = (statSync(path).size / 1e6).toFixed(2);
  console.log(`  ${what.padEnd(20)} ${size.padStart(6)} MB  ${parts.join(', ')}`);
}
