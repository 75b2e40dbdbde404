/**
 * Renders the sample report anew from the run that is kept in test/fixtures/runs.
 *
 *     npm run sample               into reports/sample
 *     npm run sample -- --anew     of a new run, which replaces the kept one
 *     npm run sample -- FOLDER     elsewhere, as the test does that finds it stale
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('..', import.meta.url));
const SUITE = 'support-triage';
const RUN = join(HOME, 'test/fixtures/runs', SUITE);
/** What a run's folder holds that is made of the rest of it. */
const DERIVED = /^report\.|\.evalpack$/;

const args = process.argv.slice(2);
if (args[0] === '--anew') keepNewRun();
render(args.find((arg) => !arg.startsWith('--')) ?? join(HOME, 'reports/sample'));

function render(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [file, format] of Object.entries({
    'report.html': 'html',
    'report-static.html': 'html-static',
    'report.md': 'markdown',
    'records.csv': 'csv',
    'terminal.txt': 'terminal',
  })) {
    writeFileSync(join(folder, file), assay('report', RUN, '--format', format));
  }
}

function keepNewRun() {
  const reports = mkdtempSync(join(tmpdir(), 'assay-sample-'));
  assay('run', `evals/${SUITE}.eval.ts`, '--simulate', '--reports', reports);
  const [id] = readdirSync(join(reports, SUITE));
  rmSync(RUN, { recursive: true, force: true });
  cpSync(join(reports, SUITE, id), RUN, {
    recursive: true,
    filter: (path) => !DERIVED.test(path.split(/[\\/]/).at(-1)),
  });
  rmSync(reports, { recursive: true });
}

function assay(...own) {
  return execFileSync(process.execPath, [join(HOME, 'bin/assay.js'), ...own], {
    cwd: HOME,
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, COLUMNS: '80', NO_COLOR: '1' },
  });
}
