import type { Fact, FactOf, FileFact, Purpose } from '../model/journal.ts';
import type { OutcomeType } from '../model/record.ts';
import type { RequestId } from '../model/request.ts';
import { policyOf } from '../model/result-policy.ts';
import type { Manifest } from '../model/run.ts';
import type { Instalments } from './instalments.ts';
import { isHeld, isReleasedWith, lookAgain, newReleases, type Releases } from './releases.ts';
import {
  forgetDue,
  goOn,
  hasStatus,
  newThread,
  type ResultPlace,
  sendAgain,
  setStatus,
  statusOf,
  type ThreadState,
} from './thread-state.ts';
import { caseOf, repetitionOf, type TrialOrder, trialOf, variantOf } from './trial-order.ts';

export interface BatchState {
  readonly number: number;
  readonly variant: string;
  readonly purpose: Purpose;
  readonly thread: number;
  readonly turn: number;
  /** Of all its requests. */
  readonly attempt: number;
  readonly requests: FileFact;
  /** US dollars. Null: no price is known. */
  readonly estimate: FactOf<'packed'>['estimate'];
  /** The run that bought its answers; null: this one. */
  readonly reusedFrom: string | null;
  /** It was made elsewhere: nobody knows what its requests asked. */
  readonly foreign: boolean;
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
  /** How its conversations go on has been found out. */
  advanced: boolean;
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
  /** Index of the variant that the others are compared with. */
  readonly baseline: number;
  /** How often a trial of each variant is sent again by itself after it failed in passing. */
  readonly retries: readonly number[];
  /** Bound for judges' requests. */
  readonly judgeRetries: number;
  /** Whether the answers of each variant may go on. */
  readonly converses: readonly boolean[];
  /** What is held back until a look says to go on; null: nothing. */
  readonly releases: Releases | null;
  /** The trials' own conversations first, then the judges'. */
  readonly threads: ThreadState[];
  readonly batches: BatchState[];
  readonly notices: string[];
  /** Nothing is sent any more by itself. */
  canceled: boolean;
  /** Batches up to this number are canceled; what a person asked for afterwards is not. */
  canceledThrough: number;
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

/** What a state needs of a manifest. */
export type RunShape = Pick<
  Manifest,
  'variants' | 'baseline' | 'repeat' | 'trials' | 'retries' | 'instalments'
>;

/** @param divided of a run that is bought in instalments: which trial is in which. */
export function initialState(shape: RunShape, divided: Instalments | null = null): RunState {
  const { variants, baseline, repeat, trials, retries, instalments } = shape;
  const order = { variants: variants.length, repeat };
  const releases = divided && newReleases(divided, instalments!.most);
  const answers = newThread(0, null, order, trials);
  for (let trial = 0; trial < trials; trial++) if (isHeld(releases, trial)) setStatus(answers, trial, 'idle');
  return {
    order,
    variants: variants.map(({ name }) => name),
    trials,
    baseline: variants.findIndex(({ name }) => name === baseline),
    // Recorded answers, which have no model, are never asked for again: nothing would be different.
    retries: variants.map(({ model }) => (model === null ? 0 : retries)),
    judgeRetries: retries,
    converses: variants.map(({ converses }) => converses),
    releases,
    threads: [answers],
    batches: [],
    notices: [],
    canceled: false,
    canceledThrough: 0,
  };
}

/** The trials' own conversations. */
export function answersOf({ threads }: RunState): ThreadState {
  return threads[0]!;
}

/** What the journal leaves to the files: the trials of a batch, its results, and how it goes on. */
export interface FactDetails {
  readonly trials?: Iterable<number>;
  readonly entries?: Iterable<ResultEntry>;
  readonly continued?: Iterable<{ readonly trial: number; readonly offset: number; readonly length: number }>;
}

/** What a result may say of an attempt. A type that is not among them says nothing. */
const RESULTS: readonly (OutcomeType | undefined)[] = ['succeeded', 'errored', 'expired', 'canceled'];

/** Takes in one fact. */
export function applyFact(state: RunState, fact: Fact, details: FactDetails = {}): void {
  switch (fact.type) {
    case 'threads':
      for (const one of fact.threads) openThread(state, one);
      return;
    case 'packed':
      pack(state, batchFrom(fact), details.trials ?? []);
      return;
    case 'reused':
      reuse(state, fact, details);
      return;
    case 'recovered':
      recover(state, fact, details);
      return;
    case 'asked':
      asked(state, fact);
      return;
    case 'released':
      release(state, fact.instalment);
      return;
    case 'stopped':
      releasesOf(state, fact.instalment).verdicts[fact.instalment] = 'stopped';
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
      collect(state, batch, details.entries ?? []);
      Object.assign(batch, { status: 'collected', results: fact.results, cost: fact.cost });
      return;
    }
    case 'advanced':
      advance(state, batchOf(state, fact.batch), details.continued ?? []);
      return;
    case 'retry': {
      const thread = state.threads[fact.thread]!;
      for (const trial of selectRetry(state, thread, state.variants.indexOf(fact.variant)))
        sendAgain(thread, trial);
      return;
    }
    case 'rerun':
      state.canceled = false;
      if (state.releases) lookAgain(state.releases);
      for (const trial of selectRerun(state, fact)) sendAgain(answersOf(state), trial);
      return;
    case 'reasked':
      for (const trial of fact.trials) sendAgain(state.threads[fact.thread]!, trial);
      return;
  }
}

function openThread(state: RunState, facts: FactOf<'threads'>['threads'][number]): void {
  const { thread: number, judge: name, ...rest } = facts;
  if (number !== state.threads.length) throw new Error(`the journal skips to thread ${number}`);
  const thread = newThread(number, { name, ...rest }, state.order, state.trials);
  state.threads.push(thread);
  for (let trial = 0; trial < state.trials; trial++) {
    if (isReadyFor(state, thread, trial)) setStatus(thread, trial, 'due');
  }
}

/** Whether there is all that the judge looks at: the answer, and the baseline's where it is held against that. */
function isReadyFor(state: RunState, { judge }: ThreadState, trial: number): boolean {
  const answers = answersOf(state);
  if (!hasStatus(answers, trial, 'succeeded') || isHeld(state.releases, trial)) return false;
  if (judge?.against !== 'baseline') return true;
  if (variantOf(state.order, trial) === state.baseline) return false;
  return hasStatus(answers, counterpartOf(state, trial, state.baseline), 'succeeded');
}

/** The trial of another variant of the same case and repetition. */
export function counterpartOf({ order }: RunState, trial: number, variant: number): number {
  return trialOf(order, caseOf(order, trial), variant, repetitionOf(order, trial));
}

/** The conversation has come to its end: judges may be asked about it. */
function settleAnswer(state: RunState, trial: number): void {
  setStatus(answersOf(state), trial, 'succeeded');
  const isBaseline = variantOf(state.order, trial) === state.baseline;
  for (const thread of state.threads) {
    if (!thread.judge) continue;
    const concerned =
      thread.judge.against === 'baseline' && isBaseline
        ? state.variants.map((_, variant) => counterpartOf(state, trial, variant))
        : [trial];
    for (const one of concerned) {
      if (!hasStatus(thread, one, 'idle') || !isReadyFor(state, thread, one)) continue;
      setStatus(thread, one, state.canceled ? 'canceled' : 'due');
    }
  }
}

/** What was held back is due; but answers that an earlier run bought are there, and judges may look at them. */
function release(state: RunState, instalment: number): void {
  const releases = releasesOf(state, instalment);
  const answers = answersOf(state);
  releases.verdicts[instalment] = 'released';
  for (let trial = 0; trial < state.trials; trial++) {
    if (!isReleasedWith(releases, instalment, trial)) continue;
    if (hasStatus(answers, trial, 'succeeded')) settleAnswer(state, trial);
    else setStatus(answers, trial, state.canceled ? 'canceled' : 'due');
  }
}

function releasesOf({ releases }: RunState, instalment: number): Releases {
  if (releases && instalment < releases.verdicts.length) return releases;
  throw new Error(`the journal speaks of instalment ${instalment}, and the run has none`);
}

/** What is not sent never will be: packed batches are withdrawn, and what is due is forgotten. */
function cancel(state: RunState): void {
  state.canceled = true;
  if (state.releases) state.releases.isClosed = true;
  state.canceledThrough = state.batches.length;
  for (const { number, status } of state.batches) if (status === 'packed') withdraw(state, number);
  for (const thread of state.threads) {
    for (let trial = 0; trial < state.trials; trial++) {
      if (hasStatus(thread, trial, 'due')) forgetDue(thread, trial);
    }
  }
}

/** Whether a batch is to be canceled where it is at work, and not to be sent where it is not. */
export function isCanceled({ canceled, canceledThrough }: RunState, { number }: BatchState): boolean {
  return canceled && number <= canceledThrough;
}

/** It may be sent; unless nothing is sent any more. */
function unsent(state: RunState, number: number): void {
  const batch = batchOf(state, number);
  batch.status = 'packed';
  if (isCanceled(state, batch)) withdraw(state, number);
}

function withdraw(state: RunState, number: number): void {
  const batch = batchOf(state, number);
  const thread = state.threads[batch.thread]!;
  batch.status = 'withdrawn';
  for (let trial = 0; trial < state.trials; trial++) {
    if (thread.batch[trial] === number && hasStatus(thread, trial, 'packed'))
      setStatus(thread, trial, 'canceled');
  }
}

export function batchOf(state: RunState, number: number): BatchState {
  const batch = state.batches[number - 1];
  if (batch?.number !== number) throw new Error(`the journal speaks of batch ${number} before it was packed`);
  return batch;
}

function batchFrom({ type: _, at: __, batch: number, ...packed }: FactOf<'packed'>): BatchState {
  return {
    number,
    ...packed,
    reusedFrom: null,
    foreign: false,
    status: 'packed',
    canceling: false,
    intendedAt: null,
    doubtfulSince: null,
    id: null,
    createdAt: null,
    endedAt: null,
    counts: null,
    results: null,
    advanced: false,
    cost: null,
    duplicates: [],
  };
}

function pack(state: RunState, batch: BatchState, trials: Iterable<number>): void {
  if (batch.number !== state.batches.length + 1)
    throw new Error(`the journal skips to batch ${batch.number}`);
  state.batches.push(batch);
  const thread = state.threads[batch.thread];
  if (!thread) throw new Error(`batch ${batch.number} is of a thread that was not opened`);
  for (const trial of trials) {
    setStatus(thread, trial, 'packed');
    thread.batch[trial] = batch.number;
    thread.length[trial] = 0;
    // Of a recovered run an earlier attempt may be lost.
    thread.attempt[trial] = Math.max(thread.attempt[trial]!, batch.attempt);
  }
}

/** Packed and collected in one: it was sent by another run. */
function reuse(state: RunState, fact: FactOf<'reused'>, { trials = [], entries = [] }: FactDetails): void {
  const { batch: number, variant, run, id, createdAt, requests, results, saved } = fact;
  const common = { thread: 0, turn: 0, attempt: 0, purpose: 'answer', estimate: null } as const;
  const batch: BatchState = {
    ...batchFrom({ type: 'packed', at: fact.at, batch: number, variant, requests, ...common }),
    reusedFrom: run,
    id,
    createdAt,
  };
  pack(state, batch, trials);
  collect(state, batch, entries);
  Object.assign(batch, { status: 'collected', results, cost: saved });
}

/** Packed, sent and collected before the journal began: each attempt puts the one before it behind. */
function recover(
  state: RunState,
  fact: FactOf<'recovered'>,
  { trials = [], entries = [] }: FactDetails,
): void {
  const { at, batch: number, variant, attempt, requests, estimate, results, cost } = fact;
  const { id, createdAt, endedAt, foreign } = fact;
  const kind = { variant, thread: 0, turn: 0, attempt, purpose: 'answer' } as const;
  const batch: BatchState = {
    ...batchFrom({ type: 'packed', at, batch: number, ...kind, requests, estimate }),
    id,
    createdAt,
    endedAt,
    foreign,
  };
  const answers = answersOf(state);
  const found = [...trials];
  for (const trial of found) if (answers.batch[trial] !== 0) sendAgain(answers, trial);
  pack(state, batch, found);
  collect(state, batch, entries);
  Object.assign(batch, { status: 'collected', results, cost });
}

function asked(state: RunState, { variant, thread: number }: FactOf<'asked'>): void {
  const thread = state.threads[number]!;
  const index = state.variants.indexOf(variant);
  for (let trial = 0; trial < state.trials; trial++) {
    if (hasStatus(thread, trial, 'due') && variantOf(state.order, trial) === index)
      setStatus(thread, trial, 'unasked');
  }
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

/** A result counts where it is of the batch's thread and turn, and of the attempt that is awaited. */
function isAwaited(thread: ThreadState, batch: BatchState, id: RequestId): boolean {
  return (
    id.thread === batch.thread &&
    id.turn === thread.turn[id.trial] &&
    id.attempt === thread.attempt[id.trial] &&
    thread.batch[id.trial] === batch.number
  );
}

function collect(state: RunState, batch: BatchState, entries: Iterable<ResultEntry>): void {
  const { number } = batch;
  const thread = state.threads[batch.thread]!;
  let strangers = 0;
  let repeated = 0;
  for (const { id, outcome, transient, offset, length } of entries) {
    if (!id || !outcome || !RESULTS.includes(outcome) || !isAwaited(thread, batch, id)) strangers++;
    else if (!hasStatus(thread, id.trial, 'packed')) repeated++;
    else {
      const { trial } = id;
      thread.transient[trial] = Number(transient);
      thread.offset[trial] = offset;
      thread.length[trial] = length;
      if (outcome !== 'succeeded' || thread.judge) setStatus(thread, trial, outcome);
      else if (state.converses[variantOf(state.order, trial)]) setStatus(thread, trial, 'replied');
      else settleAnswer(state, trial);
    }
  }
  for (let trial = 0; trial < state.trials; trial++) {
    if (thread.batch[trial] !== number || !hasStatus(thread, trial, 'packed')) continue;
    setStatus(thread, trial, 'missing');
    thread.transient[trial] = Number(policyOf('missing').retried);
  }
  if (strangers > 0) state.notices.push(`batch ${number}: ${strangers} result lines that nobody asked for`);
  if (repeated > 0) state.notices.push(`batch ${number}: ${repeated} results came twice; the first counts`);
}

/** Whether it has to be found out how the conversations of a collected batch go on. */
export function isToAdvance(state: RunState, { status, thread, variant, advanced }: BatchState): boolean {
  return (
    status === 'collected' && thread === 0 && !advanced && state.converses[state.variants.indexOf(variant)]!
  );
}

function advance(state: RunState, batch: BatchState, continued: NonNullable<FactDetails['continued']>): void {
  const answers = answersOf(state);
  batch.advanced = true;
  for (const { trial, offset, length } of continued) {
    const place: ResultPlace = { batch: batch.number, offset, length };
    goOn(answers, trial, place);
    if (state.canceled) forgetDue(answers, trial);
  }
  for (let trial = 0; trial < state.trials; trial++) {
    if (answers.batch[trial] === batch.number && hasStatus(answers, trial, 'replied'))
      settleAnswer(state, trial);
  }
}

/** Trials of a variant that are sent again by themselves. */
export function* selectRetry(state: RunState, thread: ThreadState, variant: number): Generator<number> {
  const bound = thread.judge ? state.judgeRetries : state.retries[variant]!;
  if (bound === 0 || state.canceled) return;
  for (let trial = 0; trial < state.trials; trial++) {
    if (thread.transient[trial] === 1 && thread.attempt[trial]! < bound) {
      if (variantOf(state.order, trial) === variant) yield trial;
    }
  }
}

/** Trials that a rerun would send again: those it names that came out as it says. */
export function* selectRerun(
  state: RunState,
  { kinds, variant, trials }: Pick<FactOf<'rerun'>, 'kinds' | 'variant' | 'trials'>,
): Generator<number> {
  const answers = answersOf(state);
  const wanted = new Set<string>(kinds);
  const named = trials && new Set(trials);
  for (let trial = 0; trial < state.trials; trial++) {
    if (!wanted.has(statusOf(answers, trial))) continue;
    if (variant !== undefined && state.variants[variantOf(state.order, trial)] !== variant) continue;
    if (!named || named.has(trial)) yield trial;
  }
}
