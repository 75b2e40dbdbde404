import { trialOf } from '../core/trial-order.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { requestLine } from './packer.ts';
import { planSuite, type Selection } from './plan-suite.ts';

/**
 * The requests that a run of the suite would send, as lines of `{ custom_id, params }`: for other tools, and
 * for `assay batches create`. Recorded variants send none.
 *
 * @param key what the ids begin with, in place of a run's key.
 */
export async function* exportPlan(
  loaded: LoadedSuite,
  selection: Selection,
  { key, now }: { readonly key: string; readonly now: Date },
): AsyncGenerator<string> {
  const plan = await planSuite(loaded.root, loaded.suite, selection, 'batch', now);
  const order = { variants: plan.variants.length, repeat: plan.repeat };
  let index = 0;
  for await (const { openings } of plan.cases()) {
    for (const { variant, params, json, hash } of openings) {
      if ('recorded' in params) continue;
      for (let repetition = 0; repetition < plan.repeat; repetition++) {
        const trial = trialOf(order, index, variant, repetition);
        yield requestLine(key, { trial, thread: 0, turn: 0, attempt: 0, json, hash });
      }
    }
    index++;
  }
}
