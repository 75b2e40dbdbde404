import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Tests that start the real command line run what is built from these very sources. */
export default function build(): void {
  const root = resolve(import.meta.dirname, '..');
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
}
