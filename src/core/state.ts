import type { Fact, FactOf, FileFact } from '../model/journal.ts';
import type { OutcomeType } from '../model/record.ts';
import type { RequestId } from '../model/request.ts';
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
  readonly requests: FileFact;
  /** US dollars. Null: no price is known. */
  readonly estimate: FactOf<'packed'>['estimate'];
  status: 'packed' | 'intended' | 'created' | 'ended' | 'collected' | 'withdrawn';
  /** The API has been told to cancel it. */
  canceling: boolean;
  /** When it was last about to be sent. */
  intendedAt: string | null;
  /** The API's id, once it is known. */
  id: string | null;
  createdAt: string | null;
  endedAt: string | null;
  counts: FactOf<'ended'>['counts'] | null;
  results: FileFact | null;
  /** US dollars. Null until it is collected, and where some of it is not known. */
  cost: number | null;
}

/**
 * Everything that is known of a run: the fold of its journal. A trial is a few bytes in typed arrays;
 * requests and answers stay in their files and are read by offset.
 */
export interface RunState {
  readonly order: TrialOrder;
  readonly variants: readonly string[];
  readonly trials: number;
  readonly batches: BatchState[];
  /** Trials that are due, by variant. */
  readonly due: number[];
  readonly notices: string[];
  /** Nothing is sent any more. */
  canceled: boolean;
  readonly status: Uint8Array;
  readonly attempt: Uint16Array;
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
  readonly offset: number;
  readonly length: number;
}

export function initialState(variants: readonly string[], repeat: number, trials: number): RunState {
  const perVariant = trials / variants.length;
  return {
    order: { variants: variants.length, repeat },
    variants,
    trials,
    batches: [],
    due: variants.map(() => perVariant),
    notices: [],
    canceled: false,
    status: new Uint8Array(trials),
    attempt: new Uint16Array(trials),
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
      pack(state, fact, details.trials ?? []);
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
    case 'abandoned':
      batchOf(state, fact.batch).status = 'packed';
      if (state.canceled) withdraw(state, fact.batch);
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
    case 'collected':
      collect(state, fact, details.entries ?? []);
      return;
    case 'rerun':
      rerun(state, fact);
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

function pack(state: RunState, fact: FactOf<'packed'>, trials: Iterable<number>): void {
  if (fact.batch !== state.batches.length + 1) throw new Error(`the journal skips to batch ${fact.batch}`);
  state.batches.push({
    number: fact.batch,
    variant: fact.variant,
    requests: fact.requests,
    estimate: fact.estimate,
    status: 'packed',
    canceling: false,
    intendedAt: null,
    id: null,
    createdAt: null,
    endedAt: null,
    counts: null,
    results: null,
    cost: null,
  });
  for (const trial of trials) {
    setStatus(state, trial, 'packed');
    state.batch[trial] = fact.batch;
    state.length[trial] = 0;
  }
}

function collect(state: RunState, fact: FactOf<'collected'>, entries: Iterable<ResultEntry>): void {
  const batch = batchOf(state, fact.batch);
  batch.status = 'collected';
  batch.results = fact.results;
  batch.cost = fact.cost;
  let strangers = 0;
  let repeated = 0;
  for (const { id, outcome, offset, length } of entries) {
    // A trial has one conversation, of one turn: another thread or turn is nobody's.
    const trial = id?.thread === 0 && id.turn === 0 ? id.trial : undefined;
    if (trial === undefined || outcome === undefined || !RESULTS.includes(outcome)) strangers++;
    else if (state.batch[trial] !== fact.batch || id?.attempt !== state.attempt[trial]) strangers++;
    else if (state.status[trial] !== CODE.packed) repeated++;
    else {
      setStatus(state, trial, outcome);
      state.offset[trial] = offset;
      state.length[trial] = length;
    }
  }
  for (let trial = 0; trial < state.trials; trial++) {
    if (state.batch[trial] === fact.batch && state.status[trial] === CODE.packed)
      setStatus(state, trial, 'missing');
  }
  if (strangers > 0)
    state.notices.push(`batch ${fact.batch}: ${strangers} result lines that nobody asked for`);
  if (repeated > 0)
    state.notices.push(`batch ${fact.batch}: ${repeated} results came twice; the first counts`);
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

function rerun(state: RunState, fact: FactOf<'rerun'>): void {
  state.canceled = false;
  for (const trial of selectRerun(state, fact)) {
    if (state.batch[trial] === 0) {
      // It was canceled before it was ever packed: this is its first attempt.
      setStatus(state, trial, 'due');
      continue;
    }
    const behind = { ...placeOf(state, trial), outcome: statusOf(state, trial) as OutcomeType };
    const earlier = state.earlier.get(trial);
    if (earlier) earlier.push(behind);
    else state.earlier.set(trial, [behind]);
    setStatus(state, trial, 'due');
    state.attempt[trial] = state.attempt[trial]! + 1;
  }
}

function placeOf(state: RunState, trial: number): ResultPlace {
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
