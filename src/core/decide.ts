import { type BatchState, type RunState, selectRetry } from './state.ts';

/** Something that is due. */
export type Action =
  /** Pack the due trials of a variant into batches. */
  | { readonly do: 'pack'; readonly variant: number }
  /** What failed in passing is to be sent again. */
  | { readonly do: 'retry'; readonly variant: number }
  | { readonly do: 'submit'; readonly batch: BatchState }
  /** A batch was intended and nobody wrote down what became of it. */
  | { readonly do: 'settle'; readonly batch: BatchState }
  /** The run is canceled and this batch is still at work. */
  | { readonly do: 'cancel'; readonly batch: BatchState }
  | { readonly do: 'poll'; readonly batch: BatchState }
  | { readonly do: 'collect'; readonly batch: BatchState }
  /** It was abandoned and sent again: see whether the first one exists after all. */
  | { readonly do: 'audit'; readonly batch: BatchState };

/** What is due, given all that is known. Nothing due: the run is complete. */
export function decide(state: RunState): Action[] {
  const actions: Action[] = [];
  for (const batch of state.batches) {
    if (batch.status === 'packed' && !isPriming(state, batch)) actions.push({ do: 'submit', batch });
    if (batch.status === 'intended') actions.push({ do: 'settle', batch });
    if (batch.status === 'created') {
      actions.push({ do: state.canceled && !batch.canceling ? 'cancel' : 'poll', batch });
    }
    if (batch.status === 'ended') actions.push({ do: 'collect', batch });
    if (batch.status === 'collected' && batch.doubtfulSince !== null) actions.push({ do: 'audit', batch });
  }
  state.due.forEach((due, variant) => {
    if (due > 0) actions.push({ do: 'pack', variant });
    else if (isRoundOver(state, variant) && !selectRetry(state, variant).next().done) {
      actions.push({ do: 'retry', variant });
    }
  });
  return actions;
}

/** Whether a request that writes the prompt cache for this batch has not been answered yet. */
function isPriming({ batches }: RunState, { number, variant }: BatchState): boolean {
  return batches.some(
    (other) =>
      other.number < number &&
      other.variant === variant &&
      other.purpose === 'prime' &&
      (other.status === 'packed' || other.status === 'intended' || other.status === 'created'),
  );
}

/** Whether all that was sent for a variant has come back: what failed is then sent again in one batch. */
function isRoundOver({ batches, variants }: RunState, variant: number): boolean {
  return batches.every(
    ({ variant: name, status }) =>
      name !== variants[variant] || status === 'collected' || status === 'withdrawn',
  );
}
