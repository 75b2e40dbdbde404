import { rmSync } from 'node:fs';
import { addRanges, type CostRange } from '../core/estimate.ts';
import { type Instalments, isConfirmation, shareOf } from '../core/instalments.ts';
import { addDollars, costOfLine } from '../core/record.ts';
import type { ResultEntry } from '../core/state.ts';
import { type TrialOrder, variantOf } from '../core/trial-order.ts';
import type { FactOf } from '../model/journal.ts';
import type { PriceTable } from '../model/prices.ts';
import type { Dollars } from '../model/record.ts';
import { parseRequestId, type RequestId } from '../model/request.ts';
import type { ResultLine } from '../model/result.ts';
import { isTransient } from '../model/result-policy.ts';
import type { AskedBatch } from './asked-batch.ts';
import { FileWriter, readLines } from './disk.ts';
import { type BatchPlace, type PackedRequest, requestIdOf, requestLine } from './packer.ts';
import { type FirstFact, parseResultLine, requestsFile, resultsFile } from './run-folder.ts';

interface FoundFacts extends BatchPlace {
  /** Oldest first. */
  readonly batches: readonly AskedBatch[];
  /** Names, in the order of the plan. */
  readonly variants: readonly string[];
  readonly order: TrialOrder;
  readonly prices: PriceTable;
  /** Where the downloads are: removed at the end. */
  readonly downloads: string;
}

/** The requests of one variant and one attempt in a found batch: one batch of the run. */
interface Part {
  readonly source: AskedBatch;
  readonly variant: number;
  readonly attempt: number;
  /** In plan order. */
  readonly trials: readonly number[];
}

interface OpenPart extends Part {
  readonly number: number;
  readonly requests: FileWriter;
  /** How many of the trials the plan has come to. */
  planned: number;
  estimate: CostRange | null;
}

/** What the results of a part say. */
interface Collected {
  readonly file: FactOf<'recovered'>['results'];
  readonly entries: readonly ResultEntry[];
  readonly cost: Dollars;
}

/**
 * Answers of batches that were found in the workspace, for a run that is made again: their requests are rendered
 * from the suite, their results taken as they came. Nothing else is bought.
 */
export class FoundAnswers {
  readonly #facts: FoundFacts;
  readonly #parts: OpenPart[] = [];
  /** Parts that were sent a second time, by the number of the batch that was sent first. */
  readonly #twice = new Map<number, Part[]>();
  /** Ids that are not Assay's, and what they are called here. */
  readonly #renamed = new Map<string, string>();

  constructor(facts: FoundFacts) {
    this.#facts = facts;
    const holders = new Map<string, Map<number, number>>();
    for (const part of partsOf(facts)) {
      const kind = `${part.variant} ${part.attempt}`;
      const numbers = holders.get(kind) ?? new Map<number, number>();
      holders.set(kind, numbers);
      const trials = part.trials.filter((trial) => !numbers.has(trial));
      if (trials.length > 0) {
        const number = this.#open({ ...part, trials });
        for (const trial of trials) numbers.set(trial, number);
      } else {
        const first = numbers.get(part.trials[0]!)!;
        this.#twice.set(first, [...(this.#twice.get(first) ?? []), part]);
      }
    }
  }

  /** Writes the request down for each attempt that was found. Requests come in plan order. */
  take(request: PackedRequest): void {
    const { key } = this.#facts;
    for (const part of this.#parts) {
      if (part.trials[part.planned] !== request.trial) continue;
      part.planned++;
      const asked = { ...request, attempt: part.attempt };
      part.requests.line(requestLine(key, asked));
      part.estimate = addRanges(part.estimate, request.cost);
      const name = part.source.names?.get(request.trial);
      if (name !== undefined) this.#renamed.set(name, requestIdOf(key, asked));
    }
  }

  /**
   * What the journal begins with: first that nothing is sent any more, so that a process that dies leaves no
   * run behind that would buy what it did not find; then the batches, in the order of their numbers.
   *
   * @param divided of a run in instalments.
   */
  finish(divided: Instalments | null): FirstFact[] {
    const { at, downloads, batches } = this.#facts;
    const recovered: FirstFact[] = [];
    for (const source of batches) {
      const own = this.#parts.filter((part) => part.source === source);
      const collected = this.#splitResults(source, own);
      for (const [i, part] of own.entries()) recovered[part.number - 1] = this.#factOf(part, collected[i]!);
    }
    const audited = [...this.#twice].map(([batch, parts]): FirstFact => {
      const duplicates = parts.map((part) => this.#duplicate(part));
      return { fact: { type: 'audited', at, batch, duplicates, unsure: [] }, details: {} };
    });
    rmSync(downloads, { recursive: true, force: true });
    const released = divided
      ? this.#released(divided).map((instalment): FirstFact => {
          return { fact: { type: 'released', at, instalment }, details: {} };
        })
      : [];
    return [{ fact: { type: 'canceled', at }, details: {} }, ...released, ...recovered, ...audited];
  }

  /** The shares up to the last of which anything was found, and the repetition that confirms if it was. */
  #released(divided: Instalments): number[] {
    const trials = this.#facts.batches.flatMap((batch) => batch.trials);
    const last = trials.reduce((most, trial) => Math.max(most, shareOf(divided, trial)), 0);
    const shares = Array.from({ length: last }, (_, i) => i + 1);
    return trials.some((trial) => isConfirmation(divided, trial)) ? [...shares, divided.looks] : shares;
  }

  discard(): void {
    for (const { requests } of this.#parts) requests.discard();
  }

  #open(part: Part): number {
    const { nextNumber, pathOf } = this.#facts;
    const number = nextNumber();
    const requests = new FileWriter(pathOf(requestsFile(number)), { hashed: true });
    this.#parts.push({ ...part, number, requests, planned: 0, estimate: { least: 0, most: 0 } });
    return number;
  }

  #factOf(part: OpenPart, { file, entries, cost }: Collected): FirstFact {
    const { at, variants } = this.#facts;
    const { number: batch, attempt, source, trials, estimate } = part;
    const { id, created_at: createdAt, ended_at } = source.batch;
    return {
      fact: {
        type: 'recovered',
        at,
        batch,
        variant: variants[part.variant]!,
        attempt,
        id,
        createdAt,
        endedAt: ended_at ?? createdAt,
        foreign: source.names !== undefined,
        requests: { path: requestsFile(batch), ...part.requests.finish() },
        estimate,
        results: file,
        cost,
      },
      details: { trials, entries },
    };
  }

  /** Each line goes to the part that asked for it; what nobody asked for to the first, where it is noticed. */
  #splitResults(source: AskedBatch, parts: readonly OpenPart[]): Collected[] {
    if (parts.length === 0) return [];
    const { pathOf, prices } = this.#facts;
    const day = source.batch.created_at.slice(0, 10);
    const open = parts.map(({ number }) => ({
      path: resultsFile(number),
      writer: new FileWriter(pathOf(resultsFile(number)), { hashed: true }),
      entries: [] as ResultEntry[],
      costs: new Map<number, Dollars>(),
      offset: 0,
    }));
    for (const { text: original } of readLines(source.path)) {
      const { text, line, id } = this.#nameOf(original);
      const index = id ? parts.findIndex((part) => this.#isOf(part, id)) : -1;
      const part = open[Math.max(0, index)]!;
      const length = Buffer.byteLength(text);
      part.writer.line(text);
      const transient = line !== undefined && isTransient(line);
      part.entries.push({ id, outcome: line?.result.type, transient, offset: part.offset, length });
      part.offset += length + 1;
      if (id && index >= 0 && !part.costs.has(id.trial)) {
        part.costs.set(id.trial, costOfLine(line, prices, day, 'batch'));
      }
    }
    return open.map(({ path, writer, entries, costs }) => ({
      file: { path, ...writer.finish() },
      entries,
      cost: addDollars([...costs.values()]),
    }));
  }

  /** A result line with its id of this run. What another tool has named is renamed. */
  #nameOf(original: string): {
    readonly text: string;
    readonly line: ResultLine | undefined;
    readonly id: RequestId | undefined;
  } {
    const line = parseResultLine(original);
    const name = line && this.#renamed.get(line.custom_id);
    const id = line && parseRequestId(name ?? line.custom_id);
    const text =
      name === undefined
        ? original
        : JSON.stringify({ custom_id: name, result: line!.result } satisfies ResultLine);
    return { text, line, id: id?.run === this.#facts.key ? id : undefined };
  }

  #isOf({ variant, attempt }: Part, id: RequestId): boolean {
    return id.attempt === attempt && variantOf(this.#facts.order, id.trial) === variant;
  }

  #duplicate(part: Part): FactOf<'audited'>['duplicates'][number] {
    const { batch, path } = part.source;
    const costs: Dollars[] = [];
    for (const { text } of readLines(path)) {
      const { line, id } = this.#nameOf(text);
      const day = batch.created_at.slice(0, 10);
      if (id && this.#isOf(part, id)) costs.push(costOfLine(line, this.#facts.prices, day, 'batch'));
    }
    return { id: batch.id, requests: part.trials.length, cost: addDollars(costs) };
  }
}

/** The parts of all found batches, such that the attempts of a trial come one after the other. */
function partsOf({ batches, order }: Pick<FoundFacts, 'batches' | 'order'>): Part[] {
  const parts: Part[] = [];
  for (const source of batches) {
    const own = new Map<string, { variant: number; attempt: number; trials: number[] }>();
    source.trials.forEach((trial, i) => {
      const [variant, attempt] = [variantOf(order, trial), source.attempts[i]!];
      const kind = `${variant} ${attempt}`;
      const known = own.get(kind);
      if (known) known.trials.push(trial);
      else own.set(kind, { variant, attempt, trials: [trial] });
    });
    for (const part of [...own.values()].sort((a, b) => a.variant - b.variant)) {
      parts.push({ ...part, source, trials: part.trials.sort((a, b) => a - b) });
    }
  }
  // Sorting is stable: of equal attempts the older batch comes first.
  return parts.sort((a, b) => a.attempt - b.attempt);
}
