import { nextInstalment } from './releases.ts';
import { type BatchState, isCanceled, isToAdvance, type RunState, selectRetry } from './state.ts';
import type { ThreadState } from './thread-state.ts';

/** Something that is due. */
export type Action =
  /** Pack the due trials of a variant into batches. */
  | { readonly do: 'pack'; readonly variant: number; readonly thread: number }
  /** What failed in passing is to be sent again. */
  | { readonly do: 'retry'; readonly variant: number; readonly thread: number }
  | { readonly do: 'submit'; readonly batch: BatchState }
  /** A batch was intended and nobody wrote down what became of it. */
  | { readonly do: 'settle'; readonly batch: BatchState }
  /** The run is canceled and this batch is still at work. */
  | { readonly do: 'cancel'; readonly batch: BatchState }
  | { readonly do: 'poll'; readonly batch: BatchState }
  | { readonly do: 'collect'; readonly batch: BatchState }
  /** Find out how its conversations go on: run the tools that were called. */
  | { readonly do: 'advance'; readonly batch: BatchState }
  /** It was abandoned and sent again: see whether the first one exists after all. */
  | { readonly do: 'audit'; readonly batch: BatchState };

/** Whether anything is left to be done: something is due, or it has to be looked whether more is. */
export function isUnderWay(state: RunState): boolean {
  return decide(state).length > 0 || nextInstalment(state.releases) !== null;
}

/** What is due, given all that is known. Nothing due: what has been released is complete. */
export function decide(state: RunState): Action[] {
  const actions: Action[] = [];
  for (const batch of state.batches) {
    if (batch.status === 'packed' && !isPriming(state, batch)) actions.push({ do: 'submit', batch });
    if (batch.status === 'intended') actions.push({ do: 'settle', batch });
    if (batch.status === 'created') {
      actions.push({ do: isCanceled(state, batch) && !batch.canceling ? 'cancel' : 'poll', batch });
    }
    if (batch.status === 'ended') actions.push({ do: 'collect', batch });
    if (isToAdvance(state, batch)) actions.push({ do: 'advance', batch });
    if (batch.status === 'collected' && batch.doubtfulSince !== null) actions.push({ do: 'audit', batch });
  }
  const [answers] = state.threads;
  for (const thread of state.threads) {
    for (let variant = 0; variant < state.variants.length; variant++) {
      // Turns, retries and opinions go in rounds: what comes back one by one is sent on together.
      if (!isRoundOver(state, answers!, variant) || !isRoundOver(state, thread, variant)) continue;
      const fails = !hasUnsent(state, thread, variant) && !selectRetry(state, thread, variant).next().done;
      if (fails) actions.push({ do: 'retry', variant, thread: thread.number });
      else if (thread.due[variant]! > 0) actions.push({ do: 'pack', variant, thread: thread.number });
    }
  }
  return actions;
}

/** Whether a request that writes the prompt cache for this batch has not been answered yet. */
function isPriming({ batches }: RunState, { number, variant, thread }: BatchState): boolean {
  return batches.some(
    (other) =>
      other.number < number &&
      other.variant === variant &&
      other.thread === thread &&
      other.purpose === 'prime' &&
      (other.status === 'packed' || other.status === 'intended' || other.status === 'created'),
  );
}

/** Whether all that was sent of a variant's thread has come back. */
function isRoundOver(state: RunState, { number }: ThreadState, variant: number): boolean {
  const name = state.variants[variant];
  return !state.batches.some(
    (batch) =>
      batch.thread === number &&
      batch.variant === name &&
      (batch.status === 'intended' ||
        batch.status === 'created' ||
        batch.status === 'ended' ||
        isToAdvance(state, batch)),
  );
}

function hasUnsent({ batches, variants }: RunState, { number }: ThreadState, variant: number): boolean {
  return batches.some(
    (batch) => batch.thread === number && batch.variant === variants[variant] && batch.status === 'packed',
  );
}
