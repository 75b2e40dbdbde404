import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { clustersOf } from '../core/clusters.ts';
import { divideRun, type Instalments } from '../core/instalments.ts';
import { applyFact, type FactDetails, initialState, type ResultEntry, type RunState } from '../core/state.ts';
import type { Case } from '../model/case.ts';
import { messageOf, UserError } from '../model/errors.ts';
import { type Fact, type FileFact, factSchema } from '../model/journal.ts';
import type { TrialRecord } from '../model/record.ts';
import { parseRequestId, type RequestId } from '../model/request.ts';
import type { ResultLine } from '../model/result.ts';
import { isTransient } from '../model/result-policy.ts';
import { type ContinuationLine, type Manifest, manifestSchema, type PlanLine } from '../model/run.ts';
import { SUMMARY_FORMAT, type Summary } from '../model/summary.ts';
import { AppendFile, digestFile, flushFolder, headOf, readLines } from './disk.ts';
import { acquireLock } from './lock.ts';

/** The names in a run folder. `reports/<suite>/<run id>/` holds them. */
export const FILES = {
  manifest: 'run.json',
  plan: 'plan.jsonl',
  cases: 'cases.jsonl',
  journal: 'journal.jsonl',
  records: 'records.jsonl',
  summary: 'summary.json',
  lock: 'lock',
} as const;

export function requestsFile(batch: number): string {
  return `requests/${fileNumber(batch)}.jsonl`;
}

export function turnsFile(batch: number): string {
  return `turns/${fileNumber(batch)}.jsonl`;
}

export function resultsFile(batch: number): string {
  return `results/${fileNumber(batch)}.jsonl`;
}

function fileNumber(batch: number): string {
  return String(batch).padStart(4, '0');
}

/** What a run folder says, read only. */
export class RunFolder {
  readonly path: string;
  readonly manifest: Manifest;

  /** @throws UserError when there is no run. */
  constructor(path: string) {
    this.path = path;
    this.manifest = readManifest(path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** The planned cases, in the order of the plan. */
  *cases(): Generator<Case> {
    yield* jsonLines<Case>(this.file(FILES.cases), 'restore it from a copy');
  }

  *plan(): Generator<PlanLine> {
    for (const { text } of readLines(this.file(FILES.plan))) yield JSON.parse(text);
  }

  /** The records in plan order; may be iterated more than once. @throws UserError before the run is finished. */
  get records(): Iterable<TrialRecord> {
    const path = this.#derived(FILES.records);
    const hint = `make it anew: assay resume ${this.manifest.id}`;
    return { [Symbol.iterator]: () => jsonLines<TrialRecord>(path, hint) };
  }

  /** @throws UserError before the run is finished. */
  get summary(): Summary {
    const path = this.#derived(FILES.summary);
    return parseJson(readFileSync(path, 'utf8'), path, `make it anew: assay resume ${this.manifest.id}`);
  }

  /** Graded, and by an assay whose summaries say the same things: else resume makes it anew, for nothing. */
  get finished(): boolean {
    const path = this.file(FILES.summary);
    return existsSync(path) && headOf(path, 64).includes(`"${SUMMARY_FORMAT}"`);
  }

  /** The facts of the journal. Half a line at the end, left by a crash, was never reported as written. */
  *facts(): Generator<Fact> {
    const path = this.file(FILES.journal);
    if (!existsSync(path)) return;
    let line = 0;
    for (const { text, torn } of readLines(path)) {
      line++;
      if (!torn) yield parseFact(text, `${path}:${line}`);
    }
  }

  /** What is known of the run before the first fact of its journal. */
  stateBefore(): RunState {
    return initialState(this.manifest, this.#instalments());
  }

  #instalments(): Instalments | null {
    const { instalments, variants, repeat, dataset } = this.manifest;
    if (!instalments) return null;
    const order = { variants: variants.length, repeat };
    return divideRun(order, dataset.cases, instalments, () => clustersOf(this.cases()));
  }

  /** All that is known of the run, from its journal and the files it names. */
  readState(): RunState {
    this.#verify({ path: FILES.cases, sha256: this.manifest.dataset.hash });
    this.#verify({ path: FILES.plan, sha256: this.manifest.planHash });
    const state = this.stateBefore();
    this.takeIn(state, 0);
    return state;
  }

  /**
   * Takes in the facts that the journal has beyond those a state knows.
   *
   * @returns how many it knows now.
   */
  takeIn(state: RunState, known: number): number {
    let facts = 0;
    for (const fact of this.facts()) if (++facts > known) this.#apply(state, fact);
    return facts;
  }

  /** Takes in a fact, with what the journal leaves to the files. */
  #apply(state: RunState, fact: Fact): void {
    if (fact.type === 'packed') {
      this.#verify(fact.requests);
      applyFact(state, fact, { trials: this.#trialsIn(fact.requests.path) });
    } else if (fact.type === 'reused' || fact.type === 'recovered') {
      for (const file of [fact.requests, fact.results]) this.#verify(file);
      applyFact(state, fact, {
        trials: this.#trialsIn(fact.requests.path),
        entries: this.#entriesIn(fact.results.path),
      });
    } else if (fact.type === 'advanced') {
      this.#verify(fact.messages);
      applyFact(state, fact, { continued: this.#continuedIn(fact.messages.path) });
    } else if (fact.type === 'collected') {
      this.#verify(fact.results);
      applyFact(state, fact, { entries: this.#entriesIn(fact.results.path) });
    } else applyFact(state, fact);
  }

  *#trialsIn(name: string): Generator<number> {
    for (const { text } of readLines(this.file(name))) {
      const id = customIdOf(text);
      if (!id) throw new UserError(`${name} is damaged: a line has no id of this run`);
      yield id.trial;
    }
  }

  *#continuedIn(name: string): Generator<{ trial: number; offset: number; length: number }> {
    for (const { text, offset, length } of readLines(this.file(name))) {
      const { trial }: ContinuationLine = JSON.parse(text);
      yield { trial, offset, length };
    }
  }

  *#entriesIn(name: string): Generator<ResultEntry> {
    for (const { entry } of this.resultLines(name)) yield entry;
  }

  /** The lines of a results file, each with what the state needs of it. */
  *resultLines(name: string): Generator<{ entry: ResultEntry; line: ResultLine | undefined }> {
    for (const { text, offset, length } of readLines(this.file(name))) {
      const line = parseResultLine(text);
      const id = line ? parseRequestId(line.custom_id) : undefined;
      const ours = id?.run === this.manifest.key ? id : undefined;
      const transient = line !== undefined && isTransient(line);
      yield { entry: { id: ours, outcome: line?.result.type, transient, offset, length }, line };
    }
  }

  /** A file that money bought is never skipped or misread in silence. */
  #verify({ path: name, sha256 }: Pick<FileFact, 'path' | 'sha256'>): void {
    const path = this.file(name);
    const wrong = !existsSync(path)
      ? 'is missing, though the run needs it'
      : digestFile(path) === sha256
        ? null
        : 'is not what was written: its SHA-256 differs';
    if (wrong) throw new UserError(`${path} ${wrong}`, 'restore it from a copy of the run folder', 1);
  }

  #derived(name: string): string {
    const { id } = this.manifest;
    if (this.finished) return this.file(name);
    if (existsSync(this.file(FILES.summary))) {
      throw new UserError(`the summary of run ${id} is another assay's`, `make it anew: assay resume ${id}`);
    }
    throw new UserError(`run ${id} is not finished`, `assay resume ${id}`);
  }
}

/** A fact that the journal of a new run begins with, and what the files say beside it. */
export interface FirstFact {
  readonly fact: Fact;
  readonly details: FactDetails;
}

/** A run folder with its one writer: holds the lock and the journal. */
export class RunWriter {
  readonly folder: RunFolder;
  readonly state: RunState;
  readonly #journal: AppendFile;
  readonly #release: () => void;

  /**
   * @param begun what the journal of a run says that was made a moment ago: it need not be read again.
   * @throws UserError when another process writes it.
   */
  constructor(path: string, now: Date, begun?: readonly FirstFact[]) {
    this.folder = new RunFolder(path);
    // A copy may have lost what was empty: archives and artifacts leave such folders out.
    for (const own of ['requests', 'results']) mkdirSync(join(path, own), { recursive: true });
    this.#release = acquireLock(join(path, FILES.lock), now);
    try {
      this.state = begun ? stateOf(this.folder, begun) : this.folder.readState();
      this.#journal = new AppendFile(join(path, FILES.journal));
      flushFolder(path);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /**
   * Writes a fact down, then takes it in, with what the journal leaves to the files. It is on the disk
   * before this returns. Summary and records are out of date from then on, and removed, unless they are what was
   * looked at.
   */
  append(fact: Fact, details: FactDetails = {}): void {
    const outdated = fact.type === 'stopped' ? [] : [FILES.summary, FILES.records];
    for (const name of outdated) rmSync(this.folder.file(name), { force: true });
    this.#journal.append(JSON.stringify(fact));
    applyFact(this.state, fact, details);
  }

  close(): void {
    this.#journal.close();
    this.#release();
  }
}

function stateOf(folder: RunFolder, facts: readonly FirstFact[]): RunState {
  const state = folder.stateBefore();
  for (const { fact, details } of facts) applyFact(state, fact, details);
  return state;
}

/** The id at the start of a line we wrote, without parsing the whole request. */
function customIdOf(line: string): RequestId | undefined {
  const start = '{"custom_id":"';
  if (!line.startsWith(start)) return undefined;
  return parseRequestId(line.slice(start.length, line.indexOf('"', start.length)));
}

/** The id in a line of a results file, or undefined where it is not one of ours. */
export function parseResultId(text: string): RequestId | undefined {
  const line = parseResultLine(text);
  return line && parseRequestId(line.custom_id);
}

/** A line of a results file, or undefined where it is none. */
export function parseResultLine(text: string): ResultLine | undefined {
  try {
    const line: ResultLine = JSON.parse(text);
    return typeof line?.custom_id === 'string' && typeof line.result?.type === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

function parseFact(text: string, where: string): Fact {
  try {
    return factSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UserError(
      `${where}: the journal is damaged: ${messageOf(error).split('\n')[0]}`,
      'restore the run folder from a copy; nothing was changed',
      1,
    );
  }
}

function readManifest(path: string): Manifest {
  const file = join(path, FILES.manifest);
  if (!existsSync(file)) throw new UserError(`${path} is no run folder: it has no ${FILES.manifest}`);
  const result = manifestSchema.safeParse(
    parseJson(readFileSync(file, 'utf8'), file, 'restore it from a copy, or remove the run'),
  );
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new UserError(`${file}, ${issue.path.join('.')}: ${issue.message}`);
}

function* jsonLines<T>(path: string, hint: string): Generator<T> {
  let line = 0;
  for (const { text } of readLines(path)) yield parseJson<T>(text, `${path}:${++line}`, hint);
}

/** @throws UserError that says where it is damaged. */
function parseJson<T>(text: string, where: string, hint: string): T {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where} is damaged: ${messageOf(error)}`, hint);
  }
}

/** The runs below a reports folder, newest first. */
export function listRuns(reports: string): RunFolder[] {
  return [...runPaths(reports)]
    .map((path) => new RunFolder(path))
    .sort((a, b) => (a.manifest.createdAt < b.manifest.createdAt ? 1 : -1));
}

/** How deep below the folder of all runs a run may lie: artifacts of CI come in folders of their own. */
const DEEPEST = 5;

/** The run folders below a reports folder; links are not followed. */
export function* runPaths(folder: string, depth = 0): Generator<string> {
  if (existsSync(join(folder, FILES.manifest))) {
    yield folder;
    return;
  }
  if (depth === DEEPEST || !existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* runPaths(join(folder, entry.name), depth + 1);
  }
}

/**
 * The run that is meant: a folder, an id, the start or the end of one, `latest`, or a suite's name (its
 * latest).
 *
 * @throws UserError when there is none, or several.
 */
export function findRun(reports: string, wanted = 'latest'): RunFolder {
  if (existsSync(join(wanted, FILES.manifest))) return new RunFolder(wanted);
  const runs = listRuns(reports);
  if (runs.length === 0) throw new UserError(`there are no runs below ${reports}`, 'assay run makes one');
  if (wanted === 'latest') return runs[0]!;
  const ofSuite = runs.find(({ manifest }) => manifest.suite === wanted);
  if (ofSuite) return ofSuite;
  const matching = runs.filter(
    ({ path }) => basename(path).startsWith(wanted) || basename(path).endsWith(wanted),
  );
  if (matching.length === 1) return matching[0]!;
  throw new UserError(
    matching.length === 0 ? `there is no run "${wanted}"` : `"${wanted}" fits ${matching.length} runs`,
    'assay list shows them',
  );
}
