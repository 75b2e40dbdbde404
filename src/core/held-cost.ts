import type { Dollars } from '../model/record.ts';
import { isHeld, mayBeReleased } from './releases.ts';
import { answersOf, type RunState } from './state.ts';
import { hasStatus } from './thread-state.ts';
import { variantOf } from './trial-order.ts';

/** What a run in instalments may cost beside what its ledger says is due. */
export interface HeldCost {
  /** US dollars, in proportion to the whole. Known prices only: see `unpriced`. */
  readonly most: number;
  /** Variants and judges without a price. */
  readonly unpriced: readonly string[];
}

/** The most that can still be sent: answers that are not packed yet, held back or not, and opinions about what is. */
export function heldCost(state: RunState): HeldCost {
  const { releases, variants, threads, trials } = state;
  if (!releases) return { most: 0, unpriced: [] };
  const { bought, toCome, released } = countHeld(state, releases);
  const parts = variants.map((name, v): { name: string; cost: Dollars } => {
    const most = releases.most[v]!;
    return { name, cost: toCome[v] === 0 ? 0 : most && (most * toCome[v]!) / bought[v]! };
  });
  for (const { judge } of threads) {
    if (!judge || released === 0) continue;
    parts.push({ name: judge.name, cost: judge.estimate && (judge.estimate.most * released) / trials });
  }
  return {
    most: parts.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    unpriced: [...new Set(parts.flatMap(({ name, cost }) => (cost === null ? [name] : [])))],
  };
}

function countHeld(state: RunState, releases: NonNullable<RunState['releases']>) {
  const { order, batches, variants, trials } = state;
  const answers = answersOf(state);
  /** Answers that are not reused, by variant, and those of them that are not packed. */
  const [bought, toCome] = [variants.map(() => 0), variants.map(() => 0)];
  /** Trials that judges may be asked about once they are released. */
  let released = 0;
  for (let trial = 0; trial < trials; trial++) {
    const comes = isHeld(releases, trial) && mayBeReleased(releases, trial);
    if (comes) released++;
    const batch = batches[answers.batch[trial]! - 1];
    if (batch && batch.reusedFrom !== null) continue;
    const variant = variantOf(order, trial);
    bought[variant]!++;
    if (!batch && (comes || hasStatus(answers, trial, 'due'))) toCome[variant]!++;
  }
  return { bought, toCome, released };
}
