import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../measure.mjs';

const ASSAY = fileURLToPath(new URL('../../bin/assay.js', import.meta.url));
const own = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Makes a synthetic run of each number of cases that the command line names, else of these, and hands it over with what
 * writes pages of it into a folder, in processes of their own.
 */
export async function eachSize(usual, bench) {
  const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : usual;
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    for (const cases of sizes) {
      const reports = join(folder, String(cases));
      mkdirSync(reports);
      await measure(folder, [own('synthetic-run.mjs'), reports, String(cases)]);
      const run = join(reports, 'synthetic', readdirSync(join(reports, 'synthetic'))[0]);
      console.log(`${cases.toLocaleString('en')} cases`);
      await bench({
        cases,
        folder,
        plainPage: () => measure(folder, [own('plain-page.mjs'), run, 'plain.html']),
        report: (...args) => measure(folder, [ASSAY, 'report', run, '-f', 'html', ...args]),
      });
      rmSync(reports, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
