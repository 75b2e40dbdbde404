import pLimit from 'p-limit';
import { type Action, decide } from '../core/decide.ts';
import { collectResults } from './collect.ts';
import type { RunContext } from './context.ts';
import { pollUntilEnded } from './poll.ts';
import { settle } from './settle.ts';
import { intendBatch, sendBatch } from './submit.ts';

/** Uploads and downloads under way at once. */
const TRANSFERS = 4;

/**
 * The one loop: look at what is known, decide what is due, do it, write it down, until nothing is due.
 * What is under way is left alone; everything else that is due is begun.
 */
export async function drive(context: RunContext): Promise<void> {
  const { writer, signal, onChange } = context;
  const transfers = pLimit(TRANSFERS);
  const underWay = new Map<string, Promise<void>>();
  /** Batches whose POST this process is waiting for: intended, but in no need of settling. */
  const sending = new Set<number>();

  const submit = (variant: number) =>
    transfers(async () => {
      signal.throwIfAborted();
      const batch = intendBatch(context, variant);
      sending.add(batch.number);
      onChange(writer.state);
      await sendBatch(context, variant, batch).finally(() => sending.delete(batch.number));
    });

  const perform = (action: Action): Promise<void> => {
    if (action.do === 'submit') return submit(action.variant);
    const variant = writer.state.variants.indexOf(action.batch.variant);
    if (action.do === 'settle') return settle(context, variant, action.batch);
    if (action.do === 'poll') return pollUntilEnded(context, variant, action.batch);
    return transfers(() => collectResults(context, variant, action.batch));
  };

  const begin = (action: Action): void => {
    const key = action.do === 'submit' ? `variant ${action.variant}` : `batch ${action.batch.number}`;
    if (underWay.has(key)) return;
    if (action.do === 'settle' && sending.has(action.batch.number)) return;
    const work = perform(action).finally(() => {
      underWay.delete(key);
      onChange(writer.state);
    });
    underWay.set(key, work);
  };

  try {
    for (;;) {
      signal.throwIfAborted();
      for (const action of decide(writer.state)) begin(action);
      if (underWay.size === 0) return;
      await Promise.race(underWay.values());
    }
  } finally {
    // The first failure stops the run, but not before the others have written down what they did.
    await Promise.allSettled(underWay.values());
  }
}
