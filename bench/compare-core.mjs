/**
 * `compareVariants` on two tables of a million cases each, against a plain loop over the same columns that takes the
 * mean of both. Each shape in a process of its own. Usage: node bench/compare-core.mjs [cases]
 */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compareVariants } from '../dist/core/compare.js';
import { seeded } from '../dist/core/stats/seeded.js';
import { median } from './measure.mjs';

const SHAPES = ['binary', 'clustered', 'five samples'];
const ROUNDS = 7;

const cases = Number(process.argv[2] ?? 1_000_000);
const shape = process.argv[3];

if (shape === undefined) {
  console.log(`compareVariants, ${cases.toLocaleString('en')} cases in two tables, median of ${ROUNDS}`);
  for (const each of SHAPES) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(cases), each], {
      stdio: 'inherit',
    });
  }
} else {
  const next = seeded(20_261_125);
  const [before, after] = [table('before', next), table('after', next)];
  const peak = peakMegabytes();
  const plain = timed(() => means(before, after));
  const compared = timed(() =>
    compareVariants(
      { table: before, variant: 'one' },
      { table: after, variant: 'one' },
      { metrics: ['accuracy'], deciding: [] },
    ),
  );
  console.log(
    `  ${shape.padEnd(12)} ${compared.toFixed(0)} ms, plain loop ${plain.toFixed(1)} ms, ratio ${(compared / plain).toFixed(0)}; ` +
      `tables ${peak.toFixed(0)} MB, ${(peakMegabytes() - peak).toFixed(0)} MB more to compare them`,
  );
}

function timed(work) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    work();
    rounds.push(performance.now() - started);
  }
  return median(rounds);
}

/** What anybody would write first: of both, the mean score of the cases that have one. */
function means(...tables) {
  return tables.map(({ variants }) => {
    let sum = 0;
    let count = 0;
    for (const mean of variants[0].metrics.get('accuracy').means) {
      if (Number.isNaN(mean)) continue;
      sum += mean;
      count++;
    }
    return sum / count;
  });
}

function table(run, next) {
  const numbers = Float64Array.from({ length: cases }, (_, index) => index);
  return {
    origin: {
      suite: 'bench',
      run,
      createdAt: '',
      file: null,
      dataset: '',
      pricesDate: '',
      graders: {},
      simulated: false,
      roles: new Map(),
    },
    cases: {
      ids: Array.from(numbers, (index) => `case-${index}`),
      inputs: numbers,
      expected: numbers,
      clusters: {
        of: shape === 'clustered' ? Uint32Array.from(numbers, (index) => Math.floor(index / 5)) : null,
        count: shape === 'clustered' ? Math.ceil(cases / 5) : cases,
        duplicated: 0,
        declared: shape === 'clustered',
      },
      tags: new Map(),
    },
    variants: [
      {
        name: 'one',
        model: null,
        metrics: new Map([['accuracy', scores(next)]]),
        cost: new Float64Array(cases).fill(0.001),
        tokens: new Float64Array(cases).fill(500),
      },
    ],
  };
}

function scores(next) {
  const samples = shape === 'five samples' ? 5 : 1;
  const means = new Float64Array(cases);
  const variances = new Float64Array(cases);
  for (let index = 0; index < cases; index++) {
    let passed = 0;
    for (let sample = 0; sample < samples; sample++) if (next() < 0.9) passed++;
    means[index] = passed / samples;
    if (samples > 1) variances[index] = (passed * (samples - passed)) / samples / (samples - 1);
  }
  return { means, samples: new Uint16Array(cases).fill(samples), variances, binary: true };
}

/** The most that this process has held so far. */
function peakMegabytes() {
  return process.resourceUsage().maxRSS / 1024;
}
