/** Start-up of `assay --help` against bare Node, in turn. Usage: node bench/start-up.mjs [rounds] */

import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const rounds = Number(process.argv[2] ?? 21);
const assay = fileURLToPath(new URL('../bin/assay.js', import.meta.url));

function time(args) {
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd: tmpdir(), stdio: 'ignore' });
  return performance.now() - started;
}

const help = [];
const bare = [];
for (let round = 0; round < rounds; round++) {
  bare.push(time(['-e', '0']));
  help.push(time([assay, '--help']));
}
const ratio = median(help.map((ms, i) => ms / bare[i]));
console.log(`start-up, median of ${rounds}`);
console.log(
  `  assay --help ${median(help).toFixed(0)} ms, node -e 0 ${median(bare).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
);
