import type { Ledger, LedgerLine } from '../model/ledger.ts';
import type { Dollars } from '../model/record.ts';
import { addRanges } from './estimate.ts';
import { addDollars } from './record.ts';
import { isHeld } from './releases.ts';
import { answersOf, type BatchState, counterpartOf, type RunState } from './state.ts';
import { hasStatus, statusOf, type ThreadState, type TrialStatus } from './thread-state.ts';
import { variantOf } from './trial-order.ts';

/** The run's money, from its journal alone. */
export function ledgerOf(state: RunState): Ledger {
  const { batches, threads } = state;
  const total = { settled: 0, committed: 0, due: 0, lost: 0, saved: 0 };
  const unpriced = new Set<string>();
  const lines = new Map<string, LedgerLine>();
  for (const batch of batches) {
    const line = lineOf(batch, threads[batch.thread]!.judge?.name ?? null);
    const key = JSON.stringify([line.purpose, line.judge, line.attempt, line.variant]);
    const known = lines.get(key);
    lines.set(key, known ? addLines(known, line) : line);
    for (const part of [line.settled, line.open, line.lost]) if (part === null) unpriced.add(batch.variant);
    total.settled += line.settled ?? 0;
    total[batch.status === 'packed' ? 'due' : 'committed'] += line.open ?? 0;
    total.lost += line.lost ?? 0;
    total.saved += line.saved ?? 0;
  }
  for (const thread of threads) {
    const toCome = opinionsToCome(state, thread);
    if (toCome === null) unpriced.add(thread.judge!.name);
    total.due += toCome ?? 0;
  }
  return { ...total, unpriced: [...unpriced], lines: [...lines.values()] };
}

/** The most that a judge can still ask, about answers that are there or under way. */
function opinionsToCome(state: RunState, thread: ThreadState): number | null {
  if (!thread.judge || state.canceled) return 0;
  const answers = answersOf(state);
  let waiting = 0;
  for (let trial = 0; trial < state.trials; trial++) {
    if (thread.judge.against && variantOf(state.order, trial) === state.baseline) continue;
    if (isHeld(state.releases, trial)) continue;
    const isAsked = !hasStatus(thread, trial, 'idle') && !hasStatus(thread, trial, 'due');
    if (!isAsked && looksAt(state, thread, trial).every((one) => isToCome(answers, one))) waiting++;
  }
  if (waiting === 0) return 0;
  const { estimate } = thread.judge;
  return estimate && (estimate.most * waiting) / state.trials;
}

/** Trials whose answers the judge looks at when it is asked about one. */
function looksAt(state: RunState, { judge }: ThreadState, trial: number): number[] {
  if (judge?.against !== 'baseline') return [trial];
  return [trial, counterpartOf(state, trial, state.baseline)];
}

function isToCome(answers: ThreadState, trial: number): boolean {
  return ANSWERED_OR_TO_BE.includes(statusOf(answers, trial));
}

const ANSWERED_OR_TO_BE: readonly TrialStatus[] = ['due', 'packed', 'replied', 'succeeded'];

function lineOf(batch: BatchState, judge: string | null): LedgerLine {
  const { variant, purpose, attempt, requests, estimate, status, cost, duplicates, reusedFrom } = batch;
  const isReused = reusedFrom !== null;
  const isOpen = status !== 'collected' && status !== 'withdrawn';
  return {
    variant,
    purpose: isReused ? 'reused' : purpose,
    judge,
    attempt,
    batches: 1,
    requests: requests.lines,
    estimate: isReused || status === 'withdrawn' ? { least: 0, most: 0 } : estimate,
    settled: status === 'collected' && !isReused ? cost : 0,
    open: isOpen ? (estimate?.most ?? null) : 0,
    lost: addDollars(duplicates.map((duplicate): Dollars => duplicate.cost)),
    saved: isReused ? cost : 0,
  };
}

function addLines(a: LedgerLine, b: LedgerLine): LedgerLine {
  const sum = (part: 'settled' | 'open' | 'lost' | 'saved') => addDollars([a[part], b[part]]);
  return {
    ...a,
    batches: a.batches + b.batches,
    requests: a.requests + b.requests,
    estimate: addRanges(a.estimate, b.estimate),
    settled: sum('settled'),
    open: sum('open'),
    lost: sum('lost'),
    saved: sum('saved'),
  };
}
