import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../..');
export const BINARY = join(REPOSITORY, 'bin/assay.js');

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  made.push(folder);
  return folder;
}

/** A project as its users have them: a package.json, packages beside it, and these files. */
export function project(files: Files = {}): string {
  const folder = temporaryFolder();
  writeFiles(folder, { 'package.json': '{"type":"module"}', ...files });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export interface Surroundings {
  readonly cwd: string;
  /** Where the API is; without it there is no key either. */
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command as a process of its own, without what this process knows of keys and addresses. */
export function start(
  args: readonly string[],
  around: Surroundings,
  options: SpawnOptions = {},
  [program, ...first]: readonly [string, ...string[]] = [process.execPath, BINARY],
): ChildProcess {
  const { cwd, url, env } = around;
  return spawn(program, [...first, ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      ...(url && { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'sk-ant-very-secret' }),
      ...env,
    },
    ...options,
  });
}

export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...text };
}

export function assay(args: readonly string[], around: Surroundings): Promise<Outcome> {
  return outcomeOf(start(args, around));
}

/** Runs the command on a terminal of its own, as `script` gives it one, and types an answer to its question. */
export async function onTerminal(
  args: readonly string[],
  around: Surroundings,
  { question, answer }: { readonly question: RegExp; readonly answer: string },
): Promise<Outcome> {
  const command = [process.execPath, BINARY, ...args].join(' ');
  const child = start([], around, {}, ['script', '-qec', command, '/dev/null']);
  let seen = '';
  child.stdout!.on('data', (chunk) => {
    seen += chunk;
    if (!question.test(seen)) return;
    seen = '';
    child.stdin!.write(`${answer}\n`);
  });
  return outcomeOf(child);
}

/** The folders of runs below a project's reports, whole or half. */
export function runsIn(cwd: string, reports = 'reports'): string[] {
  const folder = join(cwd, reports);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((suite) =>
    readdirSync(join(folder, suite)).map((run) => join(folder, suite, run)),
  );
}

/** Parts of a suite, as source. */
export interface SuiteParts {
  readonly name?: string;
  readonly dataset?: string;
  readonly model?: string;
  /** More of the variant, as source: `temperature: 0,`. */
  readonly params?: string;
  readonly prompt?: string;
  readonly variants?: string;
  readonly graders?: string;
  /** More keys of the suite, as source. */
  readonly more?: string;
}

export function suiteText(parts: SuiteParts = {}): string {
  const { name = 'small', dataset = "dataset('datasets/small.csv')", model = 'claude-haiku-5-5' } = parts;
  const {
    params = 'max_tokens: 64,',
    prompt = '{{text}}',
    graders = 'graders: [exactMatch()],',
    more = '',
  } = parts;
  const variants = parts.variants ?? `one: { model: '${model}', ${params} prompt: '${prompt}' },`;
  return `import { dataset, defineSuite, exactMatch, promptFile, recorded } from 'assay';
import { z } from 'zod';
void [promptFile, recorded, z];
export default defineSuite('${name}', ${dataset}, {
  variants: { ${variants} },
  ${graders}
  ${more}
});
`;
}

export const ROWS = 'id,text,expected\na,good morning,one\nb,good evening,two\nc,good night,three\n';
