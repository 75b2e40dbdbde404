import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Tests that start the real command line, or open a report, run what is built from these very sources. */
export default function build(): void {
  node('build/explorer.mjs');
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
}

function node(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: resolve(import.meta.dirname, '..'), stdio: 'inherit' });
}
