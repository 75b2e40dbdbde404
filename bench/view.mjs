/**
 * The index of `assay view` over thousands of run folders, against a plain loop that parses every summary. Needs
 * `npm run build`. Usage: node bench/view.mjs [folders]
 */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataset, defineSuite, exactMatch, runSuite } from '../dist/index.js';
import { startView } from '../dist/view/server.js';
import { median } from './measure.mjs';

const SUITES = 5;
const folders = Number(process.argv[2] ?? 5000);
const root = mkdtempSync(join(tmpdir(), 'assay-bench-'));
try {
  const reports = join(root, 'reports');
  await writeRuns(reports);
  const plain = timed(() => {
    for (const suite of readdirSync(reports))
      for (const run of readdirSync(join(reports, suite)))
        JSON.parse(readFileSync(join(reports, suite, run, 'summary.json'), 'utf8'));
  });
  const view = await startView({ reports, port: 0 });
  const ask = async () => {
    const started = performance.now();
    await (await fetch(view.url)).arrayBuffer();
    return performance.now() - started;
  };
  const first = await ask();
  const next = [];
  for (let round = 0; round < 9; round++) next.push(await ask());
  await view.close();
  const again = median(next);
  console.log(`assay view, ${folders} run folders of ${SUITES} suites`);
  console.log(`  every summary parsed ${plain.toFixed(0)} ms`);
  console.log(`  index, first time    ${first.toFixed(0)} ms, ratio ${(first / plain).toFixed(2)}`);
  console.log(`  index, once more     ${again.toFixed(0)} ms, ratio ${(again / plain).toFixed(2)}`);
  console.log(`  peak memory          ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** One real run, and its manifest and summary as often as it takes, an hour apart. */
async function writeRuns(reports) {
  const rows = Array.from({ length: 500 }, (_, i) => ({
    id: `case-${i}`,
    input: { i },
    expected: String(i % 7),
  }));
  const variant = (model) => ({ model, max_tokens: 9, prompt: '{{i}}' });
  const suite = defineSuite('bench', dataset(rows), {
    variants: { one: variant('claude-haiku-5-5'), two: variant('claude-sonnet-5-5') },
    graders: [exactMatch()],
    simulate: ({ messages: [{ content }], model }) =>
      String(Number(content) % (model.includes('haiku') ? 7 : 8)),
  });
  const loaded = { suite, root, file: join(root, 'evals/bench.eval.ts') };
  const { folder, summary } = await runSuite(loaded, {
    simulate: { batchSeconds: 0.1 },
    reports: join(root, 'one'),
  });
  const text = JSON.stringify(summary, null, 2);
  for (let i = 0; i < folders; i++) {
    const id = `run-${String(i).padStart(6, '0')}`;
    const path = join(reports, `suite-${i % SUITES}`, id);
    mkdirSync(path, { recursive: true });
    const createdAt = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
    const manifest = { ...folder.manifest, id, suite: `suite-${i % SUITES}`, createdAt };
    writeFileSync(join(path, 'run.json'), JSON.stringify(manifest));
    writeFileSync(join(path, 'summary.json'), text);
  }
}
