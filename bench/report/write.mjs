/**
 * Writes HTML reports of synthetic runs, two variants and outputs of 1.5 kB each, beside a page that holds all of it as
 * JSON in a script. Each in a process of its own: CPU time and its ratio to that page's, peak memory, sizes. Ends with 1
 * where a size is beyond what docs/benchmarks.md says.
 *
 * Usage: npm run build && node bench/report/write.mjs [cases …]
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { eachSize } from './each-size.mjs';

const SIZES = [10, 1000, 10_000, 200_000];
/** Bytes at the most, by cases. */
const FULL = { 10000: 18_000_000 };
const BUDGET = 16_000_000;

await eachSize(SIZES, async ({ cases, folder, plainPage, report }) => {
  const size = (name) => statSync(join(folder, name)).size;
  const plain = await plainPage();
  print('JSON in a script', plain, plain, size('plain.html'));
  // On standard output nothing can stand beside the page, so this is the page alone.
  const page = await report();
  const both = await report('-o', 'page.html');
  print('the page', page, plain, size('page.html'));
  check('page.html', size('page.html'), BUDGET);
  const beside = readdirSync(folder).find((name) => name.endsWith('.evalpack'));
  if (!beside) return;
  print('with what it leaves out', both, plain, size(beside));
  rmSync(join(folder, beside));
  print('with all texts in it', await report('-o', 'full.html', '--full'), plain, size('full.html'));
  if (FULL[cases]) check('full.html', size('full.html'), FULL[cases]);
});

function print(what, { cpu, rss }, plain, bytes) {
  const ratio = (cpu / plain.cpu).toFixed(2);
  console.log(
    `  ${what.padEnd(24)} ${cpu.toFixed(1).padStart(6)} s CPU, ratio ${ratio.padStart(5)}, ${String(Math.round(rss)).padStart(4)} MB held, ${(bytes / 1e6).toFixed(2).padStart(7)} MB written`,
  );
}

function check(name, bytes, most) {
  if (bytes <= most) return;
  console.log(`  ${name} takes ${bytes} bytes, more than ${most}`);
  process.exitCode = 1;
}
