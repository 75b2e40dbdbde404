import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('report-usage.mjs', import.meta.url));

/** Runs a Node script to its end: wall and CPU seconds, and peak memory in MB. */
export async function measure(folder, args, env = {}) {
  const usage = join(folder, 'usage.json');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: folder,
    env: { ...process.env, ...env, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { wall: (performance.now() - started) / 1000, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
