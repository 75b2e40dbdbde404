import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assay, project } from '../cli/assay.ts';

const DOCS = 'docs/graders';

interface Example {
  readonly suite: string;
  /** A command, and lines that it prints in this order. */
  readonly commands: readonly { readonly args: readonly string[]; readonly lines: readonly string[] }[];
}

/** Each suite of a page (a block of `ts`), with the sessions below it (blocks of `text`). */
function examplesOf(page: string): Example[] {
  const blocks = [...page.matchAll(/^```(ts|text)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, kind, suite], index) => {
    if (kind !== 'ts') return [];
    const next = blocks.findIndex(([, other], at) => at > index && other === 'ts');
    const sessions = blocks.slice(index + 1, next < 0 ? undefined : next);
    return [{ suite: suite!, commands: sessions.map(([, , text]) => session(text!)) }];
  });
}

function session(text: string): Example['commands'][number] {
  const [command, ...lines] = text.trimEnd().split('\n');
  expect(command).toMatch(/^\$ assay /);
  return { args: command!.split(' ').slice(2), lines: lines.map((line) => line.trim()) };
}

/** The judges' page has fragments, which `judge-docs.test.ts` runs. */
const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md') && name !== 'judges.md');

describe.each(pages)(`${DOCS}/%s`, (name) => {
  const examples = examplesOf(readFileSync(join(DOCS, name), 'utf8'));

  test('has examples', () => expect(examples.length).toBeGreaterThan(0));

  test.each(examples.map((example, index) => [index + 1, example] as const))(
    'example %i runs, and prints what the page says',
    async (_, { suite, commands }) => {
      const cwd = project({ 'evals/example.eval.ts': suite });
      const ran = await assay(['run', '--simulate'], { cwd });
      expect(ran.code, ran.stderr).toBe(0);
      expect(commands.length).toBeGreaterThan(0);
      for (const { args, lines } of commands) {
        const { stdout } = await assay(args, { cwd });
        const printed = stdout.split('\n').map((line) => line.trim());
        expect(printed.filter((line) => lines.includes(line))).toEqual(lines);
      }
    },
  );
});
