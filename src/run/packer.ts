import { rmSync } from 'node:fs';
import { addRanges, type CostRange } from '../core/estimate.ts';
import { type BatchLimits, fits } from '../core/pack.ts';
import { UserError } from '../model/errors.ts';
import type { FactOf } from '../model/journal.ts';
import { formatRequestId } from '../model/request.ts';
import { FileWriter } from './disk.ts';
import { requestsFile } from './run-folder.ts';

/** A batch whose requests are on the disk, and the trials they are about. */
export interface PackedBatch {
  readonly fact: FactOf<'packed'>;
  readonly trials: readonly number[];
}

/** A request to be packed: its params as they are sent, and their hash. */
export interface PackedRequest {
  readonly trial: number;
  readonly attempt: number;
  readonly json: string;
  readonly hash: string;
  /** US dollars. Null: no price is known. */
  readonly cost: CostRange | null;
}

interface OpenBatch {
  readonly number: number;
  readonly file: FileWriter;
  readonly trials: number[];
  bytes: number;
  cost: CostRange | null;
}

interface PackerFacts {
  /** The path of a file of the run folder. */
  readonly pathOf: (name: string) => string;
  readonly key: string;
  /** The first number that no batch has. */
  readonly next: number;
  readonly limits: BatchLimits;
  readonly at: string;
}

/** A line of a requests file. */
export function requestLine(
  key: string,
  { trial, attempt, json, hash }: Omit<PackedRequest, 'cost'>,
): string {
  const digits = hash.slice(0, HASH_DIGITS);
  const id = formatRequestId({ run: key, trial, thread: 0, turn: 0, attempt, hash: digits });
  return `{"custom_id":"${id}","params":${json}}`;
}

/** Digits of a request's hash in its id. */
const HASH_DIGITS = 12;

/** Writes requests into files, a batch a file, each variant into batches of its own. */
export class Packer {
  readonly #facts: PackerFacts;
  readonly #open = new Map<string, OpenBatch>();
  readonly #packed: PackedBatch[] = [];
  #next: number;

  constructor(facts: PackerFacts) {
    this.#facts = facts;
    this.#next = facts.next;
  }

  /** @throws UserError when the request is larger than a batch may be. */
  add(variant: string, { trial, attempt, json, hash, cost }: PackedRequest): void {
    const { key, limits } = this.#facts;
    const line = requestLine(key, { trial, attempt, json, hash });
    const size = Buffer.byteLength(line);
    let batch = this.#open.get(variant);
    if (batch && !fits(limits, batch.trials.length, batch.bytes, size)) {
      this.#close(variant, batch);
      batch = undefined;
    }
    if (!fits(limits, 0, 0, size)) {
      throw new UserError(`variant "${variant}": a request has ${size} bytes, more than a batch may hold`);
    }
    batch ??= this.#begin(variant);
    batch.file.line(line);
    batch.trials.push(trial);
    batch.bytes += size;
    batch.cost = addRanges(batch.cost, cost);
  }

  /** The batches, in the order of their numbers. */
  finish(): PackedBatch[] {
    for (const [variant, batch] of this.#open) this.#close(variant, batch);
    this.#open.clear();
    return this.#packed.sort((a, b) => a.fact.batch - b.fact.batch);
  }

  /** Leaves nothing behind. */
  discard(): void {
    for (const { file } of this.#open.values()) file.discard();
    for (const { fact } of this.#packed) rmSync(this.#facts.pathOf(fact.requests.path), { force: true });
  }

  #begin(variant: string): OpenBatch {
    const number = this.#next++;
    const file = new FileWriter(this.#facts.pathOf(requestsFile(number)), { hashed: true });
    const batch: OpenBatch = { number, file, trials: [], bytes: 0, cost: { least: 0, most: 0 } };
    this.#open.set(variant, batch);
    return batch;
  }

  #close(variant: string, { number, file, trials, cost }: OpenBatch): void {
    const requests = { path: requestsFile(number), ...file.finish() };
    this.#packed.push({
      fact: { type: 'packed', at: this.#facts.at, batch: number, variant, requests, estimate: cost },
      trials,
    });
  }
}
