import pLimit from 'p-limit';
import { ApiFailure } from '../api/failure.ts';
import { type Action, decide } from '../core/decide.ts';
import { UserError } from '../model/errors.ts';
import { advanceBatch } from './advance.ts';
import { auditBatch } from './audit.ts';
import { cancelBatch } from './cancel.ts';
import { collectResults } from './collect.ts';
import type { RunContext } from './context.ts';
import { packDue } from './pack-due.ts';
import { pollUntilEnded } from './poll.ts';
import { settle } from './settle.ts';
import { submit } from './submit.ts';

/** What has to be done before a run can be left alone: a batch that others wait for is waited for. */
function isSending(action: Action): boolean {
  if (action.do === 'poll') return action.batch.purpose === 'prime';
  return action.do === 'pack' || action.do === 'submit' || action.do === 'settle';
}

/** Uploads and downloads under way at once. */
const TRANSFERS = 4;

/**
 * The one loop: look at what is known, decide what is due, do it, write it down, until nothing is due.
 * What is under way is left alone; everything else that is due is begun.
 *
 * @param until `sent`: no answer is waited for but those that prime a cache; the batches are at work when
 * this returns.
 */
export async function drive(outer: RunContext, until: 'sent' | 'collected' = 'collected'): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer.signal, stop.signal]);
  const context = { ...outer, signal };
  const { writer, clock, onChange } = context;
  const transfers = pLimit(TRANSFERS);
  const underWay = new Map<string, Promise<void>>();

  const perform = async (action: Exclude<Action, { do: 'pack' }>): Promise<void> => {
    if (action.do === 'retry') {
      const { thread } = action;
      const variant = writer.state.variants[action.variant]!;
      return writer.append({ type: 'retry', at: clock.now().toISOString(), variant, thread });
    }
    const { batch } = action;
    switch (action.do) {
      case 'submit':
        return transfers(() => submit(context, batch));
      case 'settle':
        return settle(context, batch);
      case 'cancel':
        return cancelBatch(context, batch);
      case 'poll':
        return pollUntilEnded(context, batch);
      case 'collect':
        return transfers(() => collectResults(context, batch));
      case 'advance':
        return advanceBatch(context, batch);
      case 'audit':
        return auditBatch(context, batch);
    }
  };

  const begin = (action: Exclude<Action, { do: 'pack' }>): void => {
    const key =
      'variant' in action
        ? `thread ${action.thread} of variant ${action.variant}`
        : `batch ${action.batch.number}`;
    // While a batch is being sent it stands as intended: that is no reason to settle it.
    if (underWay.has(key)) return;
    const work = perform(action).finally(() => {
      underWay.delete(key);
      onChange(writer.state);
    });
    underWay.set(key, work);
  };

  try {
    for (;;) {
      signal.throwIfAborted();
      let packed = 0;
      for (const action of decide(writer.state)) {
        if (until === 'sent' && !isSending(action)) continue;
        if (action.do !== 'pack') begin(action);
        else {
          // Waits for nothing, so that what cannot be asked any more is found out before the rest of it is sent.
          packDue(context, action.variant, action.thread);
          packed++;
        }
      }
      if (packed > 0) {
        onChange(writer.state);
        continue;
      }
      if (underWay.size === 0) return;
      await Promise.race(underWay.values());
    }
  } catch (error) {
    // The first failure ends the others' waiting, but not before they have written down what they did.
    stop.abort(error);
    await Promise.allSettled(underWay.values());
    throw error instanceof ApiFailure ? declined(error) : error;
  }
}

/** What the API declines in the middle of a run, such as a key that was withdrawn. */
function declined({ status, type, message }: ApiFailure): UserError {
  return new UserError(
    `the API declines: ${status} ${type}: ${message}`,
    'nothing is lost; assay resume goes on once the cause is gone',
    1,
  );
}
