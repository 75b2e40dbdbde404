import type { Fact, FactOf, FileFact, Purpose } from '../model/journal.ts';
import type { OutcomeType } from '../model/record.ts';
import type { RequestId } from '../model/request.ts';
import { policyOf } from '../model/result-policy.ts';
import { type TrialOrder, variantOf } from './trial-order.ts';

/** Where a trial stands: to be packed, in a batch, or as its last attempt came out. */
export type TrialStatus = 'due' | 'packed' | OutcomeType;

const STATUSES = ['due', 'packed', 'succeeded', 'errored', 'expired', 'canceled', 'missing'] as const;
const CODE = Object.fromEntries(STATUSES.map((status, code) => [status, code])) as Record<
  TrialStatus,
  number
>;

/** A place in a results file. `length` 0: the results say nothing of the attempt. */
export interface ResultPlace {
  readonly batch: number;
  readonly offset: number;
  readonly length: number;
}

/** An attempt that a rerun has put behind. */
interface EarlierAttempt extends ResultPlace {
  readonly outcome: OutcomeType;
}

export interface BatchState {
  readonly number: number;
  readonly variant: string;
  readonly purpose: Purpose;
  /** Of all its requests. */
  readonly attempt: number;
  readonly requests: FileFact;
  /** US dollars. Null: no price is known. */
  readonly estimate: FactOf<'packed'>['estimate'];
  /** The run that bought its answers; null: this one. */
  readonly reusedFrom: string | null;
  status: 'packed' | 'intended' | 'created' | 'ended' | 'collected' | 'withdrawn';
  /** The API has been told to cancel it. */
  canceling: boolean;
  /** When it was last about to be sent. */
  intendedAt: string | null;
  /**
   * When it was first about to be sent, if it was abandoned since: a batch of that time may yet turn out to
   * exist. Null: none can.
   */
  doubtfulSince: string | null;
  /** The API's id, once it is known. */
  id: string | null;
  createdAt: string | null;
  endedAt: string | null;
  counts: FactOf<'ended'>['counts'] | null;
  results: FileFact | null;
  /** US dollars. Null until it is collected, and where some of it is not known. */
  cost: number | null;
  /** Batches that turned out to be the same one: money lost. */
  duplicates: FactOf<'audited'>['duplicates'];
}

/**
 * Everything that is known of a run: the fold of its journal. A trial is a few bytes in typed arrays;
 * requests and answers stay in their files and are read by offset.
 */
export interface RunState {
  readonly order: TrialOrder;
  readonly variants: readonly string[];
  readonly trials: number;
  /** How often a trial of each variant is sent again by itself after it failed in passing. */
  readonly retries: readonly number[];
  readonly batches: BatchState[];
  /** Trials that are due, by variant. */
  readonly due: number[];
  readonly notices: string[];
  /** Nothing is sent any more. */
  canceled: boolean;
  readonly status: Uint8Array;
  readonly attempt: Uint16Array;
  /** 1: the last attempt failed in a way that may pass by itself. */
  readonly transient: Uint8Array;
  /** Of the last attempt. */
  readonly batch: Uint32Array;
  readonly offset: Float64Array;
  readonly length: Uint32Array;
  /** Attempts before the last, oldest first; only for trials that have any. */
  readonly earlier: Map<number, EarlierAttempt[]>;
}

/** One line of a results file, as far as the state needs it. */
export interface ResultEntry {
  /** Undefined: not an id of ours, or the line is not a result. */
  readonly id: RequestId | undefined;
  readonly outcome: OutcomeType | undefined;
  /** It failed in a way that may pass by itself. */
  readonly transient: boolean;
  readonly offset: number;
  readonly length: number;
}

/** @param variants what the manifest says of them; recorded ones, which have no model, are never asked again. */
export function initialState(
  variants: readonly { readonly name: string; readonly model: string | null }[],
  { repeat, trials, retries }: { readonly repeat: number; readonly trials: number; readonly retries: number },
): RunState {
  const perVariant = trials / variants.length;
  return {
    order: { variants: variants.length, repeat },
    variants: variants.map(({ name }) => name),
    trials,
    retries: variants.map(({ model }) => (model === null ? 0 : retries)),
    batches: [],
    due: variants.map(() => perVariant),
    notices: [],
    canceled: false,
    status: new Uint8Array(trials),
    attempt: new Uint16Array(trials),
    transient: new Uint8Array(trials),
    batch: new Uint32Array(trials),
    offset: new Float64Array(trials),
    length: new Uint32Array(trials),
    earlier: new Map(),
  };
}

export function statusOf(state: RunState, trial: number): TrialStatus {
  return STATUSES[state.status[trial]!]!;
}

/** All attempts of a trial that were packed, oldest first. */
export function attemptsOf(state: RunState, trial: number): ResultPlace[] {
  const earlier = (state.earlier.get(trial) ?? []).map(({ batch, offset, length }) => ({
    batch,
    offset,
    length,
  }));
  // A trial that is due, or was never packed, has no attempt of its own yet.
  if (state.status[trial] === CODE.due || state.batch[trial] === 0) return earlier;
  return [...earlier, placeOf(state, trial)];
}

/** What the journal leaves to the files: the trials of a packed batch, the entries of a collected one. */
export interface FactDetails {
  readonly trials?: Iterable<number>;
  readonly entries?: Iterable<ResultEntry>;
}

/** What a result may say of an attempt. A type that is not among them says nothing. */
const RESULTS: readonly (OutcomeType | undefined)[] = ['succeeded', 'errored', 'expired', 'canceled'];

/** Takes in one fact. */
export function applyFact(state: RunState, fact: Fact, details: FactDetails = {}): void {
  switch (fact.type) {
    case 'packed':
      pack(state, batchFrom(fact), details.trials ?? []);
      return;
    case 'reused':
      reuse(state, fact, details);
      return;
    case 'intended': {
      const batch = batchOf(state, fact.batch);
      batch.status = 'intended';
      batch.intendedAt = fact.at;
      return;
    }
    case 'created': {
      const batch = batchOf(state, fact.batch);
      batch.status = 'created';
      batch.id = fact.id;
      batch.createdAt = fact.createdAt;
      return;
    }
    case 'refused':
      unsent(state, fact.batch);
      return;
    case 'abandoned': {
      const batch = batchOf(state, fact.batch);
      batch.doubtfulSince ??= batch.intendedAt;
      unsent(state, fact.batch);
      return;
    }
    case 'audited':
      audit(state, fact);
      return;
    case 'canceled':
      cancel(state);
      return;
    case 'canceling':
      batchOf(state, fact.batch).canceling = true;
      return;
    case 'ended': {
      const batch = batchOf(state, fact.batch);
      batch.status = 'ended';
      batch.endedAt = fact.endedAt;
      batch.counts = fact.counts;
      return;
    }
    case 'collected': {
      const batch = batchOf(state, fact.batch);
      collect(state, fact.batch, details.entries ?? []);
      Object.assign(batch, { status: 'collected', results: fact.results, cost: fact.cost });
      return;
    }
    case 'retry':
      for (const trial of selectRetry(state, state.variants.indexOf(fact.variant))) sendAgain(state, trial);
      return;
    case 'rerun':
      state.canceled = false;
      for (const trial of selectRerun(state, fact)) sendAgain(state, trial);
      return;
  }
}

/** What is not sent never will be: packed batches are withdrawn, and reruns that are due are forgotten. */
function cancel(state: RunState): void {
  state.canceled = true;
  for (const { number, status } of state.batches) if (status === 'packed') withdraw(state, number);
  for (let trial = 0; trial < state.trials; trial++) {
    if (state.status[trial] !== CODE.due) continue;
    const last = state.earlier.get(trial)?.pop();
    setStatus(state, trial, last?.outcome ?? 'canceled');
    if (!last) continue;
    state.attempt[trial] = state.attempt[trial]! - 1;
    state.batch[trial] = last.batch;
    state.offset[trial] = last.offset;
    state.length[trial] = last.length;
  }
}

/** It may be sent; unless nothing is sent any more. */
function unsent(state: RunState, number: number): void {
  batchOf(state, number).status = 'packed';
  if (state.canceled) withdraw(state, number);
}

function withdraw(state: RunState, number: number): void {
  batchOf(state, number).status = 'withdrawn';
  for (let trial = 0; trial < state.trials; trial++) {
    if (state.batch[trial] === number && state.status[trial] === CODE.packed)
      setStatus(state, trial, 'canceled');
  }
}

export function batchOf(state: RunState, number: number): BatchState {
  const batch = state.batches[number - 1];
  if (batch?.number !== number) throw new Error(`the journal speaks of batch ${number} before it was packed`);
  return batch;
}

function batchFrom({ batch, variant, purpose, attempt, requests, estimate }: FactOf<'packed'>): BatchState {
  return {
    number: batch,
    variant,
    purpose,
    attempt,
    requests,
    estimate,
    reusedFrom: null,
    status: 'packed',
    canceling: false,
    intendedAt: null,
    doubtfulSince: null,
    id: null,
    createdAt: null,
    endedAt: null,
    counts: null,
    results: null,
    cost: null,
    duplicates: [],
  };
}

function pack(state: RunState, batch: BatchState, trials: Iterable<number>): void {
  if (batch.number !== state.batches.length + 1)
    throw new Error(`the journal skips to batch ${batch.number}`);
  state.batches.push(batch);
  for (const trial of trials) {
    setStatus(state, trial, 'packed');
    state.batch[trial] = batch.number;
    state.length[trial] = 0;
  }
}

/** Packed and collected in one: it was sent by another run. */
function reuse(state: RunState, fact: FactOf<'reused'>, { trials = [], entries = [] }: FactDetails): void {
  const { batch: number, variant, run, id, createdAt, requests, results, saved } = fact;
  const batch: BatchState = {
    ...batchFrom({
      type: 'packed',
      at: fact.at,
      batch: number,
      variant,
      purpose: 'answer',
      attempt: 0,
      requests,
      estimate: null,
    }),
    reusedFrom: run,
    id,
    createdAt,
  };
  pack(state, batch, trials);
  collect(state, number, entries);
  Object.assign(batch, { status: 'collected', results, cost: saved });
}

function audit(state: RunState, { batch: number, duplicates, unsure }: FactOf<'audited'>): void {
  const batch = batchOf(state, number);
  batch.doubtfulSince = null;
  batch.duplicates = duplicates;
  for (const { id } of duplicates)
    state.notices.push(`batch ${number} was bought twice: ${id} turned out to be the same one`);
  for (const id of unsure) {
    state.notices.push(
      `batch ${number} was sent twice, and ${id}, of the same size, is still at work: assay sweep tells whether it is the same one`,
    );
  }
}

function collect(state: RunState, number: number, entries: Iterable<ResultEntry>): void {
  let strangers = 0;
  let repeated = 0;
  for (const { id, outcome, transient, offset, length } of entries) {
    // A trial has one conversation, of one turn: another thread or turn is nobody's.
    const trial = id?.thread === 0 && id.turn === 0 ? id.trial : undefined;
    if (trial === undefined || outcome === undefined || !RESULTS.includes(outcome)) strangers++;
    else if (state.batch[trial] !== number || id?.attempt !== state.attempt[trial]) strangers++;
    else if (state.status[trial] !== CODE.packed) repeated++;
    else {
      setStatus(state, trial, outcome);
      state.transient[trial] = Number(transient);
      state.offset[trial] = offset;
      state.length[trial] = length;
    }
  }
  for (let trial = 0; trial < state.trials; trial++) {
    if (state.batch[trial] !== number || state.status[trial] !== CODE.packed) continue;
    setStatus(state, trial, 'missing');
    state.transient[trial] = Number(policyOf('missing').retried);
  }
  if (strangers > 0) state.notices.push(`batch ${number}: ${strangers} result lines that nobody asked for`);
  if (repeated > 0) state.notices.push(`batch ${number}: ${repeated} results came twice; the first counts`);
}

/** Trials of a variant that are sent again by themselves. */
export function* selectRetry(state: RunState, variant: number): Generator<number> {
  const bound = state.retries[variant]!;
  if (bound === 0 || state.canceled) return;
  for (let trial = 0; trial < state.trials; trial++) {
    if (state.transient[trial] === 1 && state.attempt[trial]! < bound) {
      if (variantOf(state.order, trial) === variant) yield trial;
    }
  }
}

/** Trials that a rerun would send again: those it names that came out as it says. */
export function* selectRerun(
  state: RunState,
  { kinds, variant, trials }: Pick<FactOf<'rerun'>, 'kinds' | 'variant' | 'trials'>,
): Generator<number> {
  const codes = new Set(kinds.map((kind) => CODE[kind as TrialStatus]));
  const named = trials && new Set(trials);
  for (let trial = 0; trial < state.trials; trial++) {
    if (!codes.has(state.status[trial]!)) continue;
    if (variant !== undefined && state.variants[variantOf(state.order, trial)] !== variant) continue;
    if (!named || named.has(trial)) yield trial;
  }
}

/** Puts the last attempt behind; another is due. */
function sendAgain(state: RunState, trial: number): void {
  if (state.batch[trial] === 0) {
    // It was canceled before it was ever packed: this is its first attempt.
    setStatus(state, trial, 'due');
    return;
  }
  const behind = { ...placeOf(state, trial), outcome: statusOf(state, trial) as OutcomeType };
  const earlier = state.earlier.get(trial);
  if (earlier) earlier.push(behind);
  else state.earlier.set(trial, [behind]);
  setStatus(state, trial, 'due');
  state.transient[trial] = 0;
  state.attempt[trial] = state.attempt[trial]! + 1;
}

/** Where the result of a trial's last attempt stands. */
export function placeOf(state: RunState, trial: number): ResultPlace {
  return { batch: state.batch[trial]!, offset: state.offset[trial]!, length: state.length[trial]! };
}

function setStatus(state: RunState, trial: number, status: TrialStatus): void {
  const variant = variantOf(state.order, trial);
  if (state.status[trial] === CODE.due) state.due[variant] = state.due[variant]! - 1;
  if (status === 'due') state.due[variant] = state.due[variant]! + 1;
  state.status[trial] = CODE[status];
}

/** How many trials stand where. */
export function countStatuses(state: RunState): Record<TrialStatus, number> {
  const counts = STATUSES.map(() => 0);
  for (const code of state.status) counts[code] = counts[code]! + 1;
  return Object.fromEntries(STATUSES.map((status, code) => [status, counts[code]!])) as Record<
    TrialStatus,
    number
  >;
}
