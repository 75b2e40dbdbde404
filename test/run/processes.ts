import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './workbench.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Forty numbers to repeat, for two variants. */
const SUITE = `
import { dataset, defineSuite, exactMatch } from 'assay';

const rows = Array.from({ length: 40 }, (_, i) => ({ id: 'n' + i, input: { n: i }, expected: String(i) }));

export default defineSuite('numbers', dataset(rows), {
  variants: {
    plain: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{n}}' },
    polite: { model: 'claude-sonnet-5-5', max_tokens: 64, prompt: 'Please repeat: {{n}}' },
  },
  graders: [exactMatch()],
});
`;

/** A project of its own, with that suite. */
export function numbersProject(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'evals'));
  writeFileSync(join(folder, 'evals/numbers.eval.ts'), SUITE);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** The real command line, in a process of its own. */
export function assay(cwd: string, url: string, ...args: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'sk-test' };
  return spawn(process.execPath, [join(ROOT, 'bin/assay.js'), ...args], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
