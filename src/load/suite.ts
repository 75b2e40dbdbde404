import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { isUserError, messageOf, UserError } from '../model/errors.ts';
import { type AnySuite, isSuite } from '../model/suite.ts';
import { placeOf } from './place.ts';
import { projectRoot } from './project.ts';

/** A suite with the place it was read from. */
export interface LoadedSuite {
  readonly suite: AnySuite;
  /** Absolute. */
  readonly file: string;
  /** The project's folder: paths in the suite are relative to it. */
  readonly root: string;
}

const SUITE_FILE = /\.eval\.[cm]?[jt]s$/;

/** The suite files below a folder, or the file itself, sorted. */
export function findSuiteFiles(path: string): string[] {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    throw new UserError(
      `there is no ${path}`,
      'suites are files like evals/name.eval.ts; `assay init` makes one',
    );
  }
  if (statSync(absolute).isFile()) {
    if (/\.[cm]?[jt]s$/.test(absolute)) return [absolute];
    throw new UserError(`${path} is no suite`, 'suites are modules, like evals/name.eval.ts');
  }
  const files = readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => SUITE_FILE.test(name) && !name.includes('node_modules'))
    .map((name) => join(absolute, name))
    .sort();
  if (files.length === 0) {
    throw new UserError(
      `no suite below ${path}`,
      'suites are files like evals/name.eval.ts; `assay init` makes one',
    );
  }
  return files;
}

/**
 * Loads a suite's module, TypeScript or JavaScript, without a build step on any Node. `assay` means the
 * running Assay, also where it is not installed beside the suite.
 *
 * @throws UserError when the module throws, or its default export is no suite.
 */
export async function loadSuite(path: string): Promise<LoadedSuite> {
  const file = resolve(path);
  const shown = relative(process.cwd(), file);
  const exported = await importModule(file, shown);
  if (!isSuite(exported)) {
    throw new UserError(
      `${shown}: its default export is no suite`,
      'export default defineSuite(name, dataset, { … })',
    );
  }
  return { suite: exported, file, root: projectRoot(file) };
}

async function importModule(file: string, shown: string): Promise<unknown> {
  const here = fileURLToPath(import.meta.url);
  const index = fileURLToPath(new URL(here.endsWith('.ts') ? '../index.ts' : '../index.js', import.meta.url));
  const jiti = createJiti(import.meta.url, {
    alias: { assay: index },
    fsCache: false,
    interopDefault: false,
  });
  try {
    return await jiti.import(file, { default: true });
  } catch (error) {
    if (isUserError(error)) throw new UserError(`${shown}: ${error.message}`, error.hint);
    const isMissing = (error as NodeJS.ErrnoException | null)?.code === 'MODULE_NOT_FOUND';
    throw new UserError(
      `${shown} could not be loaded: ${firstLine(error)}`,
      isMissing ? 'imported by the suite, or by a file that it imports' : placeOf(error),
    );
  }
}

function firstLine(error: unknown): string {
  // Of a syntax error the parser's second line says the place once more.
  return messageOf(error)
    .split('\n')[0]!
    .replace(/^ParseError: /, 'syntax error: ')
    .trim();
}
