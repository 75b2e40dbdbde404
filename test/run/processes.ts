import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Simulate } from '../../src/model/suite.ts';
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

/** Six numbers that a tool doubles for two variants, graded by code and by a panel of three judges. */
const JUDGED_SUITE = `
import { contains, custom, dataset, defineSuite, judge, panel, tool } from 'assay';
import { z } from 'zod';

const rows = Array.from({ length: 6 }, (_, i) => ({ id: 'n' + i, input: { n: i }, expected: String(i * 2) }));
const double = tool('double', {
  description: 'doubles a number',
  args: z.object({ n: z.number() }),
  run: ({ n }) => n * 2,
});
const asking = (name, question) =>
  judge({ name, model: 'claude-opus-5-5', question, choices: { right: 1, wrong: 0 } });

export default defineSuite('doubles', dataset(rows), {
  variants: {
    plain: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: 'Double {{n}}', tools: [double] },
    polite: { model: 'claude-sonnet-5-5', max_tokens: 64, prompt: 'Please double {{n}}', tools: [double] },
  },
  graders: [
    contains(),
    custom('brief', ({ output }) => output.length < 20),
    panel({
      name: 'jury',
      judges: [asking('a', 'Is it right?'), asking('b', 'Is it correct?'), asking('c', 'Is it so?')],
      rule: 'majority',
    }),
  ],
});
`;

/** The model and the judges of that suite. */
export const simulateDoubles: Simulate = ({ messages, output_config }) => {
  if (output_config?.format) return JSON.stringify({ reasoning: 'Yes.', choice: 'right' });
  const { content } = messages.at(-1)!;
  const [block] = Array.isArray(content) ? content : [];
  if (block?.type === 'tool_result') return `It is ${block.content}`;
  const n = Number(/\d+/.exec(String(content)));
  return {
    content: [{ type: 'tool_use', id: `toolu_${n}`, name: 'double', input: { n } }],
    stop_reason: 'tool_use',
  };
};

/** A project of its own, with the suite of numbers. */
export function numbersProject(): string {
  return projectWith(SUITE);
}

/** A project of its own, with the suite that has tools and judges. */
export function judgedProject(): string {
  return projectWith(JUDGED_SUITE);
}

function projectWith(suite: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'evals'));
  writeFileSync(join(folder, 'evals/killed.eval.ts'), suite);
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
