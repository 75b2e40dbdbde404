/**
 * Two runs of a million cases compared, and a baseline of as many, each in a process of its own, against a plain
 * script that only parses the same files as JSON, a line at a time. Prints seconds, peak memory and ratios of CPU time.
 *
 * Usage: npm run build && node bench/compare.mjs [cases]
 */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';

const cases = Number(process.argv[2] ?? 1_000_000);
const root = fileURLToPath(new URL('..', import.meta.url));
const assay = join(root, 'bin/assay.js');
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));

try {
  writeFileSync(join(folder, 'package.json'), '{}');
  for (const [run, wrong] of [
    ['a', 10],
    ['b', 9],
  ])
    await writeRun(run, wrong);
  writeFileSync(join(folder, 'parse.mjs'), plainScript());
  const files = (run) => ['cases.jsonl', 'records.jsonl'].map((name) => join('reports/bench', run, name));
  const [a, b] = ['reports/bench/a', 'reports/bench/b'];
  const baseline = 'evals/bench.baseline.json';
  const parsedRuns = await measure(folder, ['parse.mjs', ...files('a'), ...files('b')]);
  const comparedRuns = await measure(folder, [assay, 'compare', a, b]);
  await measure(folder, [assay, 'bless', a]);
  const parsedMixed = await measure(folder, ['parse.mjs', baseline, ...files('b')]);
  const comparedMixed = await measure(folder, [assay, 'compare', baseline, b]);
  const parsedBaseline = await measure(folder, ['parse.mjs', baseline]);
  const comparedBaseline = await measure(folder, [assay, 'compare', baseline, baseline]);
  console.log(`${cases} cases`);
  print('two runs', comparedRuns, parsedRuns);
  print('a baseline and a run', comparedMixed, parsedMixed);
  print('a baseline alone', comparedBaseline, parsedBaseline);
} finally {
  rmSync(folder, { recursive: true });
}

function print(what, own, plain) {
  const of = ({ wall, cpu, rss }) => `${wall.toFixed(1)} s (CPU ${cpu.toFixed(1)} s), ${Math.round(rss)} MB`;
  console.log(
    `${what}: ${of(own)}; parsed alone: ${of(plain)}; ratio of CPU ${(own.cpu / plain.cpu).toFixed(2)}`,
  );
}

/** A finished run as it lies on the disk: what comparing reads of it. */
async function writeRun(run, wrong) {
  const path = join(folder, 'reports/bench', run);
  mkdirSync(path, { recursive: true });
  mkdirSync(join(folder, 'evals'), { recursive: true });
  const dataset = { name: 'inline', hash: 'f00d', cases };
  const grader = { name: 'exactMatch', version: 'f00d', role: 'gate', mean: { n: cases } };
  const facts = {
    suite: 'bench',
    createdAt: '2026-11-20T09:00:00.000Z',
    mode: 'batch',
    commit: null,
    repeat: 1,
    dataset,
  };
  const variant = { name: 'haiku', model: 'claude-haiku-5-5' };
  const manifest = {
    ...facts,
    format: 'assay-run/1',
    id: run,
    key: '0123456789',
    description: null,
    file: 'evals/bench.eval.ts',
    endpoint: 'https://api.anthropic.com',
    variants: [variant],
    baseline: 'haiku',
    graders: ['exactMatch'],
    trials: cases,
    planHash: 'f00d',
    assayVersion: '0.1.0',
  };
  const summary = {
    format: 'assay-summary/3',
    ...facts,
    run,
    simulated: false,
    pricesDate: '2026-11-01',
    variants: [{ ...variant, answeredModels: ['claude-haiku-5-5'], graders: [grader] }],
  };
  writeFileSync(join(path, 'run.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'summary.json'), JSON.stringify(summary));
  await writeLines(join(path, 'cases.jsonl'), (i) => ({
    id: `case-${i}`,
    input: { text: `the parcel ${i} never came and nobody answers my mails` },
    expected: 'shipping',
    tags: [],
  }));
  await writeLines(join(path, 'records.jsonl'), (i) => {
    const pass = (i * 2_654_435_761) % 97 > wrong;
    return {
      trial: i,
      case: `case-${i}`,
      tags: [],
      variant: 'haiku',
      repetition: 0,
      outcome: { type: 'succeeded', stopReason: 'end_turn' },
      output: pass ? 'shipping' : 'refund',
      model: 'claude-haiku-5-5',
      answeredBy: 'claude',
      pass,
      scores: { exactMatch: { outcome: 'scored', score: Number(pass), pass, reason: 'the same' } },
      tokens: { input: 120 + (i % 7), cacheWrite: 0, cacheRead: 0, output: 3 },
      cost: 0.0000123 + (i % 7) * 1e-7,
      costUnbatched: 0.0000246,
      cacheSaved: 0,
      serviceTier: 'batch',
      reusedFrom: null,
      judging: 0,
      latencyMs: null,
      turns: 1,
      batch: 1,
      earlier: [],
    };
  });
}

async function writeLines(path, lineOf) {
  const stream = createWriteStream(path);
  for (let i = 0; i < cases; i++) {
    if (!stream.write(`${JSON.stringify(lineOf(i))}\n`)) await new Promise((go) => stream.once('drain', go));
  }
  await new Promise((done) => stream.end(done));
}

function plainScript() {
  return `import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
let found = 0;
for (const path of process.argv.slice(2)) {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const text = line.trim().replace(/,$/, '');
    if (text.startsWith('{"')) found += JSON.parse(text) === null ? 0 : 1;
  }
}
if (found === 0) throw new Error('nothing was parsed');
`;
}
