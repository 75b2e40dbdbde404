import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { print } from './print.ts';

/** Whether a step of GitHub Actions runs this, which takes commands from what is printed. */
export function isInActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true';
}

/**
 * Lines for people, to standard output. A step of GitHub Actions takes none of them for a command, whatever a model
 * or a dataset says.
 */
export function printScreen(lines: string): void {
  if (!isInActions() || fstatSync(1).isFile()) print(lines);
  else {
    const token = randomUUID();
    print(`::stop-commands::${token}\n${lines}::${token}::\n`);
  }
}
