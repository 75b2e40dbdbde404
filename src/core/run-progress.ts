import type { OutcomeType } from '../model/record.ts';
import type { Manifest } from '../model/run.ts';
import type { BatchProgress, RunProgress, ThreadProgress } from '../model/run-progress.ts';
import { ledgerOf } from './ledger.ts';
import { answersOf, type BatchState, type RunState } from './state.ts';
import { statusOf, type ThreadState, type TrialStatus } from './thread-state.ts';
import { variantOf } from './trial-order.ts';

const FAILED = ['errored', 'expired', 'canceled', 'missing'] as const satisfies readonly OutcomeType[];

/** Where a run stands. @param around what its journal does not say. */
export function runProgress(
  manifest: Manifest,
  state: RunState,
  around: Pick<RunProgress, 'simulated' | 'isAttended'>,
): RunProgress {
  const { suite, id, createdAt, commit, dataset, repeat } = manifest;
  const answers = answersOf(state);
  return {
    suite,
    run: id,
    createdAt,
    commit,
    cases: dataset.cases,
    repeat,
    ...around,
    isCanceled: state.canceled,
    threads: [
      ...state.variants.map((variant, index) => ({
        variant,
        judge: null,
        ...tally([answers], (trial) => variantOf(answers.order, trial) === index),
      })),
      ...judgesOf(state).map(([judge, threads]) => ({
        variant: null,
        judge,
        ...tally(threads, () => true),
        // Until there is an answer to judge, an opinion is not held back but not asked for.
        held: 0,
      })),
    ],
    batches: state.batches.map(batchProgress),
    ledger: ledgerOf(state),
  };
}

/** The threads of each judge: one for each opinion. */
function judgesOf({ threads }: RunState): readonly (readonly [string, readonly ThreadState[]])[] {
  const judges = new Map<string, ThreadState[]>();
  for (const thread of threads) {
    if (thread.judge) judges.set(thread.judge.name, [...(judges.get(thread.judge.name) ?? []), thread]);
  }
  return [...judges];
}

function tally(
  threads: readonly ThreadState[],
  counts: (trial: number) => boolean,
): Omit<ThreadProgress, 'variant' | 'judge'> {
  const found = new Map<TrialStatus, number>();
  for (const thread of threads) {
    for (let trial = 0; trial < thread.status.length; trial++) {
      if (!counts(trial)) continue;
      const status = statusOf(thread, trial);
      found.set(status, (found.get(status) ?? 0) + 1);
    }
  }
  const of = (...statuses: readonly TrialStatus[]) =>
    statuses.reduce((sum, status) => sum + (found.get(status) ?? 0), 0);
  return {
    asked: of('due', 'packed', 'replied', 'succeeded', ...FAILED),
    answered: of('succeeded'),
    underWay: of('due', 'packed', 'replied'),
    failed: Object.fromEntries(FAILED.map((kind) => [kind, of(kind)]).filter(([, count]) => count !== 0)),
    held: of('idle'),
  };
}

function batchProgress(batch: BatchState): BatchProgress {
  const { number, variant, purpose, requests, status, createdAt, endedAt, id, cost, estimate } = batch;
  return {
    number,
    variant,
    purpose,
    requests: requests.lines,
    status,
    createdAt,
    endedAt,
    id,
    cost,
    most: estimate?.most ?? null,
  };
}
