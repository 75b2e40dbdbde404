import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { BaselineReader } from '../core/read-baseline.ts';
import type { KeptBaseline } from '../core/run-comparisons.ts';
import type { ScoreTable } from '../core/score-table.ts';
import { explainJsonError } from '../load/json-error.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { BASELINE_FORMAT, type BaselineHeader, baselineHeaderSchema } from '../model/baseline.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { isUserError, UserError } from '../model/errors.ts';
import type { LoadedVariants } from '../model/suite.ts';
import { readLines } from './disk.ts';

const BLESS_AGAIN = 'restore it from git, or bless a run again';

/** Beside the suite's file, so that it is reviewed and kept with it. */
export function baselinePath(suiteFile: string, suite: string): string {
  return `${suiteFile.replace(/[^/\\]*$/, '')}${suite}.baseline.json`;
}

/**
 * Reads a baseline's file, a line at a time: a million cases are in it no more than their numbers.
 *
 * @param file what it is called in reports and errors.
 * @param suite whose it must be; left out: anyone's.
 * @throws UserError with the line and what is wrong there.
 */
export function readBaseline(path: string, file: string, suite?: string): ScoreTable {
  if (!existsSync(path)) {
    throw new UserError(`there is no ${file}`, 'assay bless makes one of a finished run');
  }
  const head: string[] = [];
  let reader: BaselineReader | undefined;
  /** Whether a case must follow; null: one may. */
  let isOpen: boolean | null = null;
  let closing = '';
  for (const { text, number } of linesOf(path, file)) {
    if (!reader) {
      if (text === '"cases": [') reader = new BaselineReader(headerOf(head, path, file, suite));
      else head.push(text);
    } else if (closing !== '' || text === ']') closing += text;
    else {
      const own = reader;
      const value = isOpen === false ? undefined : parsed(text.replace(/,$/, ''));
      if (value === undefined) throw misplaced(path, file, number);
      at(`${file}:${number}`, () => own.addCase(value));
      isOpen = text.endsWith(',');
    }
  }
  if (!reader || isOpen || closing !== ']}') throw misplaced(path, file);
  const own = reader;
  return at(file, () => own.finish(file));
}

/**
 * Holds a baseline against a run that is about to be sent.
 *
 * @param path of the file; left out: the run is compared with none.
 * @returns the path below the project's folder, for the manifest; null: none.
 * @throws UserError when it could be compared with no variant.
 */
export function checkedBaseline(
  { root, suite }: LoadedSuite,
  variants: LoadedVariants,
  path: string | undefined,
): string | null {
  if (path === undefined) return null;
  const file = relative(root, resolve(path));
  const kept = readBaseline(path, file, suite.name).variants.map(({ name }) => name);
  const names = variants.map(({ name }) => name);
  if (names.some((name) => kept.includes(name))) return file;
  throw new UserError(
    `${file} has no variant of this run (${names.join(', ')})`,
    `it has: ${kept.join(', ')}; bless a run of others, or choose: --variants`,
  );
}

/** The baseline that a run was told to be compared with, as it is now; what is wrong with it is said in the report. */
export function keptBaseline(root: string, file: string, suite: string): KeptBaseline {
  try {
    return readBaseline(resolve(root, file), file, suite);
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { file, reason: error.message };
  }
}

interface NumberedLine {
  /** Without the space around it. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** The lines that are not empty. A merge's marks are an error wherever they stand. */
function* linesOf(path: string, file: string): Generator<NumberedLine> {
  let number = 0;
  for (const line of readLines(path)) {
    number++;
    const text = line.text.trim();
    if (text === '') continue;
    if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(text)) {
      throw new UserError(
        `${file}:${number}: a merge's conflict is unsettled`,
        'bless again, or take one side',
      );
    }
    yield { text, number };
  }
}

/** What stands before the cases. */
function headerOf(
  lines: readonly string[],
  path: string,
  file: string,
  suite: string | undefined,
): BaselineHeader {
  const value = parsed(lines.join('\n').replace(/,$/, '\n}'));
  if (value === undefined) throw misplaced(path, file);
  const header = checkedHeader(value, file);
  if (suite === undefined || header.suite === suite) return header;
  throw new UserError(`${file} is the baseline of suite "${header.suite}", not of "${suite}"`);
}

function checkedHeader(value: unknown, file: string): BaselineHeader {
  checkFormat(Object(value).format, file);
  const result = baselineHeaderSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const of = where === '' ? Object.keys(baselineHeaderSchema.shape) : [];
    throw new UserError(
      `${file}: unknown key "${key}"${where === '' ? '' : ` in ${where}`}`,
      of.length > 0 ? didYouMean(key!, of) : BLESS_AGAIN,
    );
  }
  const wrong = issue.message.endsWith('received undefined') ? 'it is missing' : issue.message;
  throw new UserError(`${file}, ${where}: ${wrong}`, BLESS_AGAIN);
}

function checkFormat(format: unknown, file: string): void {
  if (format === BASELINE_FORMAT) return;
  const [name, version] = BASELINE_FORMAT.split('/');
  const [own, other] = String(format).split('/');
  if (own === name && Number(other) > Number(version)) {
    throw new UserError(
      `${file} was written by a newer assay (${format})`,
      'update assay, or bless a run again',
    );
  }
  throw new UserError(`${file} is no baseline: its format is not ${BASELINE_FORMAT}`, BLESS_AGAIN);
}

/** Undefined: it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a file that is not laid out as a baseline is instead: read whole, since nothing else is to be done with it. */
function misplaced(path: string, file: string, line?: number): UserError {
  const text = readFileSync(path, 'utf8');
  try {
    JSON.parse(text);
  } catch {
    const { line: at, column, message } = explainJsonError(text);
    return new UserError(`${file}:${at}:${column}: not JSON: ${message}`, BLESS_AGAIN);
  }
  return new UserError(
    `${file}${line === undefined ? '' : `:${line}`}: not laid out as assay bless does it: a line a case`,
    'bless again, and keep formatters away from it',
  );
}

/** Does something with a part of the file, and says of what is wrong where it stands. */
function at<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isUserError(error)) throw error;
    throw new UserError(`${where}: ${error.message}`, error.hint ?? BLESS_AGAIN);
  }
}
