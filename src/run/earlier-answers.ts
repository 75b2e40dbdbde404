import { costOfLine } from '../core/record.ts';
import { answersOf, type ResultEntry } from '../core/state.ts';
import { hasStatus, placeOf, type ResultPlace } from '../core/thread-state.ts';
import { UserError } from '../model/errors.ts';
import type { FactOf } from '../model/journal.ts';
import type { PriceTable } from '../model/prices.ts';
import type { Dollars } from '../model/record.ts';
import { parseRequestId } from '../model/request.ts';
import type { ResultLine } from '../model/result.ts';
import type { Manifest } from '../model/run.ts';
import { FileWriter, RandomReader } from './disk.ts';
import { type BatchPlace, type PackedRequest, requestIdOf, requestLine } from './packer.ts';
import {
  findRun,
  listRuns,
  parseResultLine,
  type RunFolder,
  requestsFile,
  resultsFile,
} from './run-folder.ts';

/** A batch of answers that were taken from an earlier run, and the trials they are about. */
export interface ReusedBatch {
  readonly fact: FactOf<'reused'>;
  readonly trials: readonly number[];
  readonly entries: readonly ResultEntry[];
}

/** What the new run is like: only answers that were got in the same way will do. */
type Kind = Pick<Manifest, 'suite' | 'endpoint' | 'mode'>;

/**
 * The run whose answers may be taken: `latest` is the newest of the suite that was answered in the same way.
 *
 * @returns undefined when there is no earlier run.
 * @throws UserError when the run that was named was answered otherwise: a simulated answer is never Claude's.
 */
export function findReusable(reports: string, wanted: string, kind: Kind): RunFolder | undefined {
  if (wanted === 'latest') return listRuns(reports).find(({ manifest }) => unlike(manifest, kind) === null);
  const folder = findRun(reports, wanted);
  const difference = unlike(folder.manifest, kind);
  if (difference === null) return folder;
  throw new UserError(`answers of run ${folder.manifest.id} cannot be reused: ${difference}`);
}

function unlike({ suite, endpoint, mode }: Manifest, kind: Kind): string | null {
  if (suite !== kind.suite) return `it is of the suite "${suite}"`;
  if (endpoint !== kind.endpoint) return `${endpoint} answered it, not ${kind.endpoint}`;
  if (mode !== kind.mode) return `it was answered by ${mode === 'live' ? 'single requests' : 'batches'}`;
  return null;
}

interface ReuseFacts extends BatchPlace {
  readonly source: RunFolder;
  readonly prices: PriceTable;
}

/** Answers of one batch of the earlier run, as they are written into the new one. */
interface OpenBatch {
  readonly number: number;
  readonly variant: string;
  readonly source: number;
  readonly requests: FileWriter;
  readonly results: FileWriter;
  readonly trials: number[];
  readonly entries: ResultEntry[];
  offset: number;
  saved: Dollars;
}

/**
 * Takes answers to byte-identical requests from an earlier run: repetition n takes repetition n, and no
 * answer is taken twice, since two trials are two draws.
 */
export class EarlierAnswers {
  readonly #facts: ReuseFacts;
  readonly #places = new Map<string, ResultPlace[]>();
  readonly #batches: ReturnType<RunFolder['readState']>['batches'];
  readonly #readers = new Map<number, RandomReader>();
  readonly #open = new Map<string, OpenBatch>();

  constructor(facts: ReuseFacts) {
    this.#facts = facts;
    const state = facts.source.readState();
    this.#batches = state.batches;
    const answers = answersOf(state);
    for (const { trial, hash, repetition } of facts.source.plan()) {
      if (!hasStatus(answers, trial, 'succeeded') || answers.turn[trial] !== 0) continue;
      // Nobody knows what was asked elsewhere: it is no answer to the same request.
      if (state.batches[answers.batch[trial]! - 1]!.foreign) continue;
      const key = `${hash} ${repetition}`;
      const known = this.#places.get(key);
      if (known) known.push(placeOf(answers, trial));
      else this.#places.set(key, [placeOf(answers, trial)]);
    }
  }

  /** Takes an answer for this request. @returns false when there is none left: it has to be bought. */
  take(variant: string, repetition: number, request: PackedRequest): boolean {
    const place = this.#places.get(`${request.hash} ${repetition}`)?.shift();
    if (!place) return false;
    const { key, prices, source } = this.#facts;
    const line = parseResultLine(this.#reader(place.batch).text(place.offset, place.length))!;
    const batch = this.#batchFor(variant, place.batch);
    const customId = requestIdOf(key, request);
    const text = JSON.stringify({ ...line, custom_id: customId } satisfies ResultLine);
    const length = Buffer.byteLength(text);
    batch.requests.line(requestLine(key, request));
    batch.results.line(text);
    batch.trials.push(request.trial);
    batch.entries.push({
      id: parseRequestId(customId),
      outcome: 'succeeded',
      transient: false,
      offset: batch.offset,
      length,
    });
    batch.offset += length + 1;
    const day = this.#batches[place.batch - 1]!.createdAt!.slice(0, 10);
    const cost = costOfLine(line, prices, day, source.manifest.mode);
    batch.saved = batch.saved === null || cost === null ? null : batch.saved + cost;
    return true;
  }

  /** The batches, in the order of their numbers. */
  finish(): ReusedBatch[] {
    const { source, at } = this.#facts;
    const reused = [...this.#open.values()].map((batch): ReusedBatch => {
      const { number, variant, requests, results, trials, entries, saved } = batch;
      const { id, createdAt } = this.#batches[batch.source - 1]!;
      const fact: ReusedBatch['fact'] = {
        type: 'reused',
        at,
        batch: number,
        variant,
        run: source.manifest.id,
        id: id!,
        createdAt: createdAt!,
        requests: { path: requestsFile(number), ...requests.finish() },
        results: { path: resultsFile(number), ...results.finish() },
        saved,
      };
      return { fact, trials, entries };
    });
    this.#close();
    return reused;
  }

  /** Closes what is open; the new folder is the caller's to remove. */
  discard(): void {
    for (const { requests, results } of this.#open.values())
      for (const file of [requests, results]) file.discard();
    this.#close();
  }

  #close(): void {
    for (const reader of this.#readers.values()) reader.close();
  }

  #reader(batch: number): RandomReader {
    const open = this.#readers.get(batch);
    if (open) return open;
    const reader = new RandomReader(this.#facts.source.file(this.#batches[batch - 1]!.results!.path));
    this.#readers.set(batch, reader);
    return reader;
  }

  #batchFor(variant: string, source: number): OpenBatch {
    const kind = `${source} ${variant}`;
    const open = this.#open.get(kind);
    if (open) return open;
    const number = this.#facts.nextNumber();
    const { pathOf } = this.#facts;
    const batch: OpenBatch = {
      number,
      variant,
      source,
      requests: new FileWriter(pathOf(requestsFile(number)), { hashed: true }),
      results: new FileWriter(pathOf(resultsFile(number)), { hashed: true }),
      trials: [],
      entries: [],
      offset: 0,
      saved: 0,
    };
    this.#open.set(kind, batch);
    return batch;
  }
}
