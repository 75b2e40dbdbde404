/**
 * A run of 100,000 cases through a simulator in another process, against a plain script that does the same
 * with the SDK; both in turn, three times over. Prints the medians and their ratios.
 *
 * Usage: node bench/batch-run.mjs [cases] [rounds]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, median } from './measure.mjs';

const cases = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);
const root = fileURLToPath(new URL('..', import.meta.url));
const assay = join(root, 'bin/assay.js');
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
const port = 18_787;
const WORDS =
  'the parcel never came and nobody answers my mails since the second of the month so I would like my money back now or at least a word from you about where it is at present'.split(
    ' ',
  );
const SUITE = `
import { dataset, defineSuite, exactMatch } from 'assay';

export default defineSuite('bench', dataset('datasets/bench.csv'), {
  variants: {
    haiku: {
      model: 'claude-haiku-5-5',
      max_tokens: 64,
      system: 'Answer with the label alone.',
      prompt: ({ text }) => String(text),
    },
  },
  graders: [exactMatch()],
});
`;

writeProject();
const simulator = spawn(process.execPath, [assay, 'simulate', '--port', String(port), '--retry-after', '0'], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(simulator.stdout, 'data');
const env = { ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`, ANTHROPIC_API_KEY: 'simulator' };

try {
  const runs = { assay: [], plain: [] };
  for (let round = 0; round < rounds; round++) {
    runs.plain.push(
      await measure(folder, [join(root, 'bench/plain-script.mjs'), 'datasets/bench.csv', 'plain.jsonl'], env),
    );
    runs.assay.push(await measure(folder, [assay, 'run', 'evals/bench.eval.ts'], env));
    rmSync(join(folder, 'reports'), { recursive: true });
  }
  print(runs);
} finally {
  simulator.kill();
  rmSync(folder, { recursive: true, force: true });
}

function print(runs) {
  const of = (name, what) => median(runs[name].map((run) => run[what]));
  console.log(`${cases.toLocaleString('en')} cases, median of ${rounds}`);
  for (const [what, unit] of [
    ['cpu', 's'],
    ['wall', 's'],
    ['rss', 'MB'],
  ]) {
    const [ours, theirs] = [of('assay', what), of('plain', what)];
    const ratio = median(runs.assay.map((run, i) => run[what] / runs.plain[i][what]));
    console.log(
      `  ${what.padEnd(5)} assay ${ours.toFixed(2)} ${unit}, plain script ${theirs.toFixed(2)} ${unit}, ratio ${ratio.toFixed(2)}`,
    );
  }
}

function writeProject() {
  for (const name of ['evals', 'datasets']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{"name":"bench","type":"module"}');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const rows = Array.from(
    { length: cases },
    (_, i) => `"Ticket ${i}: ${WORDS.slice(i % 7, (i % 7) + 30).join(' ')}, please",label-${i % 9}`,
  );
  writeFileSync(join(folder, 'datasets/bench.csv'), `text,expected\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'evals/bench.eval.ts'), SUITE);
}
