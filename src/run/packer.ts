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
  /** 0 is the trial's own conversation, others are a judge's. */
  readonly thread: number;
  readonly turn: number;
  readonly attempt: number;
  readonly json: string;
  readonly hash: string;
  /** US dollars. Null: no price is known. */
  readonly cost: CostRange | null;
}

/** What all requests of a batch have in common. */
type BatchKind = Pick<FactOf<'packed'>, 'variant' | 'purpose' | 'thread' | 'turn' | 'attempt'>;

interface OpenBatch {
  readonly number: number;
  readonly kind: BatchKind;
  readonly file: FileWriter;
  readonly trials: number[];
  bytes: number;
  cost: CostRange | null;
}

/** What the batches of a run folder have in common while they are written. */
export interface BatchPlace {
  /** The path of a file of the run folder. */
  readonly pathOf: (name: string) => string;
  readonly key: string;
  /** Gives out the numbers of batches. */
  readonly nextNumber: () => number;
  readonly at: string;
}

interface PackerFacts extends BatchPlace {
  readonly limits: BatchLimits;
  /** Variants whose first request is sent alone, to write the prompt cache for the others. */
  readonly primed: ReadonlySet<string>;
}

/** A line of a requests file. */
export function requestLine(key: string, request: Omit<PackedRequest, 'cost'>): string {
  return `{"custom_id":"${requestIdOf(key, request)}","params":${request.json}}`;
}

/** The `custom_id` of a trial's request. */
export function requestIdOf(
  key: string,
  { trial, thread, turn, attempt, hash }: Omit<PackedRequest, 'json' | 'cost'>,
): string {
  return formatRequestId({ run: key, trial, thread, turn, attempt, hash: hash.slice(0, HASH_DIGITS) });
}

/** Digits of a request's hash in its id. */
const HASH_DIGITS = 12;

/** Writes requests into files, a batch a file: each variant, thread, turn and attempt into batches of its own. */
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
    const { thread, turn, attempt, cost } = request;
    const line = requestLine(key, request);
    const size = Buffer.byteLength(line);
    const name = `${thread} ${turn} ${attempt} ${variant}`;
    let batch = this.#open.get(name);
    if (batch && !fits(limits, batch.trials.length, batch.bytes, size)) {
      this.#close(name, batch);
      batch = undefined;
    }
    if (!fits(limits, 0, 0, size)) {
      throw new UserError(`variant "${variant}": a request has ${size} bytes, more than a batch may hold`);
    }
    const primes = thread === 0 && turn === 0 && primed.has(variant) && !this.#primed.has(name);
    const purpose = thread > 0 ? 'judge' : primes ? 'prime' : 'answer';
    batch ??= this.#begin(name, { variant, purpose, thread, turn, attempt });
    batch.file.line(line);
    batch.trials.push(request.trial);
    batch.bytes += size;
    batch.cost = addRanges(batch.cost, cost);
    if (!primes) return;
    this.#primed.add(name);
    this.#close(name, batch);
  }

  /** The batches, in the order of their numbers. */
  finish(): PackedBatch[] {
    for (const [name, batch] of this.#open) this.#close(name, batch);
    return this.#packed
      .map((packed) =>
        this.#isInVain(packed) ? { ...packed, fact: { ...packed.fact, purpose: 'answer' as const } } : packed,
      )
      .sort((a, b) => a.fact.batch - b.fact.batch);
  }

  /** Leaves nothing behind. */
  discard(): void {
    for (const { file } of this.#open.values()) file.discard();
    for (const { fact } of this.#packed) rmSync(this.#facts.pathOf(fact.requests.path), { force: true });
  }

  #begin(name: string, kind: BatchKind): OpenBatch {
    const number = this.#facts.nextNumber();
    const file = new FileWriter(this.#facts.pathOf(requestsFile(number)), { hashed: true });
    const batch: OpenBatch = { kind, number, file, trials: [], bytes: 0, cost: { least: 0, most: 0 } };
    this.#open.set(name, batch);
    return batch;
  }

  #close(name: string, { number: batch, kind, file, trials, cost }: OpenBatch): void {
    this.#open.delete(name);
    const requests = { path: requestsFile(batch), ...file.finish() };
    const { at } = this.#facts;
    this.#packed.push({
      fact: { type: 'packed', at, batch, ...kind, requests, estimate: cost },
      trials,
    });
  }

  /** A request that would prime the cache for no other is an ordinary one. */
  #isInVain({ fact }: PackedBatch): boolean {
    if (fact.purpose !== 'prime') return false;
    return !this.#packed.some(
      ({ fact: other }) => other !== fact && other.variant === fact.variant && other.attempt === fact.attempt,
    );
  }
}
