import type { OutcomeType } from '../model/record.ts';
import { type TrialOrder, variantOf } from './trial-order.ts';

/**
 * Where a trial stands in a thread: to be packed, in a batch, answered with a continuation to be found, or as
 * its last attempt came out. It is `idle` while it is held back; in a judge's thread until there is an answer to
 * judge, and `unasked` where the judge has no question about it.
 */
export type TrialStatus = 'due' | 'packed' | 'replied' | OutcomeType | 'idle' | 'unasked';

const STATUSES = [
  'due',
  'packed',
  'replied',
  'succeeded',
  'errored',
  'expired',
  'canceled',
  'missing',
  'idle',
  'unasked',
] as const satisfies readonly TrialStatus[];
const CODE = Object.fromEntries(STATUSES.map((status, code) => [status, code])) as Record<
  TrialStatus,
  number
>;

/** A place in a file of the run. `length` 0: the results say nothing of the attempt. */
export interface ResultPlace {
  readonly batch: number;
  readonly offset: number;
  readonly length: number;
}

/** An attempt that another has followed, because it failed or because the conversation went on. */
export interface EarlierAttempt extends ResultPlace {
  readonly outcome: OutcomeType;
  readonly turn: number;
}

/** Which judge a thread belongs to, and which of its opinions it holds. */
export interface JudgeThread {
  readonly name: string;
  readonly opinion: number;
  /** Digest of the judge's settings: another version asks other questions. */
  readonly version: string;
  readonly against: 'baseline' | null;
  /** US dollars for all its requests. Null: no price is known. */
  readonly estimate: { readonly least: number; readonly most: number } | null;
}

/** One conversation a trial: the trials' own, or a judge's about each of them. A trial is a few bytes. */
export interface ThreadState {
  /** 0 is the trials' own. */
  readonly number: number;
  readonly judge: JudgeThread | null;
  readonly order: TrialOrder;
  /** Trials that are due, by variant. */
  readonly due: number[];
  readonly status: Uint8Array;
  readonly attempt: Uint16Array;
  readonly turn: Uint8Array;
  /** 1: the last attempt failed in a way that may pass by itself. */
  readonly transient: Uint8Array;
  /** Of the last attempt. */
  readonly batch: Uint32Array;
  readonly offset: Float64Array;
  readonly length: Uint32Array;
  /** Attempts before the last, oldest first; only for trials that have any. */
  readonly earlier: Map<number, EarlierAttempt[]>;
  /** Where the messages stand with which the conversation went on after each turn. */
  readonly continuations: Map<number, ResultPlace[]>;
}

export function newThread(
  number: number,
  judge: JudgeThread | null,
  order: TrialOrder,
  trials: number,
): ThreadState {
  const first: TrialStatus = judge ? 'idle' : 'due';
  const due = judge ? 0 : trials / order.variants;
  return {
    number,
    judge,
    order,
    due: Array.from({ length: order.variants }, () => due),
    status: new Uint8Array(trials).fill(CODE[first]),
    attempt: new Uint16Array(trials),
    turn: new Uint8Array(trials),
    transient: new Uint8Array(trials),
    batch: new Uint32Array(trials),
    offset: new Float64Array(trials),
    length: new Uint32Array(trials),
    earlier: new Map(),
    continuations: new Map(),
  };
}

export function statusOf(thread: ThreadState, trial: number): TrialStatus {
  return STATUSES[thread.status[trial]!]!;
}

export function hasStatus(thread: ThreadState, trial: number, status: TrialStatus): boolean {
  return thread.status[trial] === CODE[status];
}

export function setStatus(thread: ThreadState, trial: number, status: TrialStatus): void {
  const variant = variantOf(thread.order, trial);
  if (hasStatus(thread, trial, 'due')) thread.due[variant] = thread.due[variant]! - 1;
  if (status === 'due') thread.due[variant] = thread.due[variant]! + 1;
  thread.status[trial] = CODE[status];
}

/** Where the result of a trial's last attempt stands. */
export function placeOf({ batch, offset, length }: ThreadState, trial: number): ResultPlace {
  return { batch: batch[trial]!, offset: offset[trial]!, length: length[trial]! };
}

/** An attempt that was packed: where its result stands, and in which turn of the conversation. */
export interface PackedAttempt extends ResultPlace {
  readonly turn: number;
}

/** All attempts of a trial that were packed, oldest first. */
export function attemptsOf(thread: ThreadState, trial: number): PackedAttempt[] {
  const earlier = (thread.earlier.get(trial) ?? []).map(({ outcome: _, ...attempt }) => attempt);
  // A trial that is due, or was never packed, has no attempt of its own yet.
  if (hasStatus(thread, trial, 'due') || thread.batch[trial] === 0) return earlier;
  return [...earlier, { ...placeOf(thread, trial), turn: thread.turn[trial]! }];
}

/** Puts the last attempt behind; another of the same turn is due. */
export function sendAgain(thread: ThreadState, trial: number): void {
  thread.transient[trial] = 0;
  // Where it was never packed, this is its first attempt.
  if (thread.batch[trial] !== 0) {
    putBehind(thread, trial);
    thread.attempt[trial] = thread.attempt[trial]! + 1;
  }
  setStatus(thread, trial, 'due');
}

/** Puts an answered turn behind; the next is due. */
export function goOn(thread: ThreadState, trial: number, messages: ResultPlace): void {
  putBehind(thread, trial);
  listed(thread.continuations, trial).push(messages);
  thread.attempt[trial] = 0;
  thread.turn[trial] = thread.turn[trial]! + 1;
  setStatus(thread, trial, 'due');
}

function putBehind(thread: ThreadState, trial: number): void {
  const status = statusOf(thread, trial);
  const outcome = (status === 'replied' ? 'succeeded' : status) as OutcomeType;
  listed(thread.earlier, trial).push({ ...placeOf(thread, trial), turn: thread.turn[trial]!, outcome });
}

function listed<T>(lists: Map<number, T[]>, trial: number): T[] {
  const known = lists.get(trial);
  if (known) return known;
  const fresh: T[] = [];
  lists.set(trial, fresh);
  return fresh;
}

/** Forgets what is due: the trial stands as its last attempt came out, or as canceled where it has none. */
export function forgetDue(thread: ThreadState, trial: number): void {
  const last = thread.earlier.get(trial)?.at(-1);
  // A turn that was not sent ends the conversation without an answer to it.
  if (!last || last.turn !== thread.turn[trial]) {
    setStatus(thread, trial, 'canceled');
    return;
  }
  thread.earlier.get(trial)!.pop();
  setStatus(thread, trial, last.outcome);
  thread.attempt[trial] = thread.attempt[trial]! - 1;
  thread.batch[trial] = last.batch;
  thread.offset[trial] = last.offset;
  thread.length[trial] = last.length;
}

/** How many trials stand where. */
export function countStatuses(thread: ThreadState): Record<TrialStatus, number> {
  const counts = STATUSES.map(() => 0);
  for (const code of thread.status) counts[code] = counts[code]! + 1;
  return Object.fromEntries(STATUSES.map((status, code) => [status, counts[code]!])) as Record<
    TrialStatus,
    number
  >;
}
