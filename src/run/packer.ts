import { rmSync } from 'node:fs';
import { addRanges, type CostRange } from '../core/estimate.ts';
import { type BatchLimits, fits } from '../core/pack.ts';
import { UserError } from '../model/errors.ts';
import type { FactOf, Purpose } from '../model/journal.ts';
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
  readonly variant: string;
  readonly attempt: number;
  readonly purpose: Purpose;
  readonly file: FileWriter;
  readonly trials: number[];
  bytes: number;
  cost: CostRange | null;
}

interface PackerFacts {
  /** The path of a file of the run folder. */
  readonly pathOf: (name: string) => string;
  readonly key: string;
  /** Gives out the numbers of batches. */
  readonly nextNumber: () => number;
  readonly limits: BatchLimits;
  readonly at: string;
  /** Variants whose first request is sent alone, to write the prompt cache for the others. */
  readonly primed: ReadonlySet<string>;
}

/** A line of a requests file. */
export function requestLine(
  key: string,
  { trial, attempt, json, hash }: Omit<PackedRequest, 'cost'>,
): string {
  return `{"custom_id":"${requestIdOf(key, { trial, attempt, hash })}","params":${json}}`;
}

/** The `custom_id` of a trial's request. */
export function requestIdOf(
  key: string,
  { trial, attempt, hash }: Pick<PackedRequest, 'trial' | 'attempt' | 'hash'>,
): string {
  return formatRequestId({ run: key, trial, thread: 0, turn: 0, attempt, hash: hash.slice(0, HASH_DIGITS) });
}

/** Digits of a request's hash in its id. */
const HASH_DIGITS = 12;

/** Writes requests into files, a batch a file: each variant, and each attempt, into batches of its own. */
export class Packer {
  readonly #facts: PackerFacts;
  readonly #open = new Map<string, OpenBatch>();
  readonly #primed = new Set<string>();
  readonly #packed: PackedBatch[] = [];

  constructor(facts: PackerFacts) {
    this.#facts = facts;
  }

  /** @throws UserError when the request is larger than a batch may be. */
  add(variant: string, request: PackedRequest): void {
    const { key, limits, primed } = this.#facts;
    const { attempt, cost } = request;
    const line = requestLine(key, request);
    const size = Buffer.byteLength(line);
    const kind = `${attempt} ${variant}`;
    let batch = this.#open.get(kind);
    if (batch && !fits(limits, batch.trials.length, batch.bytes, size)) {
      this.#close(kind, batch);
      batch = undefined;
    }
    if (!fits(limits, 0, 0, size)) {
      throw new UserError(`variant "${variant}": a request has ${size} bytes, more than a batch may hold`);
    }
    const primes = primed.has(variant) && !this.#primed.has(kind);
    batch ??= this.#begin(kind, { variant, attempt, purpose: primes ? 'prime' : 'answer' });
    batch.file.line(line);
    batch.trials.push(request.trial);
    batch.bytes += size;
    batch.cost = addRanges(batch.cost, cost);
    if (!primes) return;
    this.#primed.add(kind);
    this.#close(kind, batch);
  }

  /** The batches, in the order of their numbers. */
  finish(): PackedBatch[] {
    for (const [kind, batch] of this.#open) this.#close(kind, batch);
    return this.#packed
      .map((packed) => (this.#isAlone(packed) ? withPurpose(packed, 'answer') : packed))
      .sort((a, b) => a.fact.batch - b.fact.batch);
  }

  /** Leaves nothing behind. */
  discard(): void {
    for (const { file } of this.#open.values()) file.discard();
    for (const { fact } of this.#packed) rmSync(this.#facts.pathOf(fact.requests.path), { force: true });
  }

  #begin(kind: string, facts: Pick<OpenBatch, 'variant' | 'attempt' | 'purpose'>): OpenBatch {
    const number = this.#facts.nextNumber();
    const file = new FileWriter(this.#facts.pathOf(requestsFile(number)), { hashed: true });
    const batch: OpenBatch = { ...facts, number, file, trials: [], bytes: 0, cost: { least: 0, most: 0 } };
    this.#open.set(kind, batch);
    return batch;
  }

  #close(kind: string, { number: batch, variant, attempt, purpose, file, trials, cost }: OpenBatch): void {
    this.#open.delete(kind);
    const requests = { path: requestsFile(batch), ...file.finish() };
    const { at } = this.#facts;
    this.#packed.push({
      fact: { type: 'packed', at, batch, variant, purpose, attempt, requests, estimate: cost },
      trials,
    });
  }

  /** A request that would prime the cache for no other is an ordinary one. */
  #isAlone({ fact }: PackedBatch): boolean {
    return !this.#packed.some(
      ({ fact: other }) => other !== fact && other.variant === fact.variant && other.attempt === fact.attempt,
    );
  }
}

function withPurpose({ fact, trials }: PackedBatch, purpose: Purpose): PackedBatch {
  return { fact: { ...fact, purpose }, trials };
}
