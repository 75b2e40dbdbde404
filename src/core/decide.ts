import type { BatchState, RunState } from './state.ts';

/** Something that is due. */
export type Action =
  /** Pack the due trials of a variant into batches. */
  | { readonly do: 'pack'; readonly variant: number }
  | { readonly do: 'submit'; readonly batch: BatchState }
  /** A batch was intended and nobody wrote down what became of it. */
  | { readonly do: 'settle'; readonly batch: BatchState }
  /** The run is canceled and this batch is still at work. */
  | { readonly do: 'cancel'; readonly batch: BatchState }
  | { readonly do: 'poll'; readonly batch: BatchState }
  | { readonly do: 'collect'; readonly batch: BatchState };

/** What is due, given all that is known. Nothing due: the run is complete. */
export function decide(state: RunState): Action[] {
  const actions: Action[] = [];
  for (const batch of state.batches) {
    if (batch.status === 'packed') actions.push({ do: 'submit', batch });
    if (batch.status === 'intended') actions.push({ do: 'settle', batch });
    if (batch.status === 'created') {
      actions.push({ do: state.canceled && !batch.canceling ? 'cancel' : 'poll', batch });
    }
    if (batch.status === 'ended') actions.push({ do: 'collect', batch });
  }
  state.due.forEach((due, variant) => {
    if (due > 0) actions.push({ do: 'pack', variant });
  });
  return actions;
}
