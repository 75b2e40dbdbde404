import type { RunState } from './state.ts';

/** What a run has cost, may still cost, and would cost with all that is packed: US dollars. */
export interface Ledger {
  /** Of the collected batches, from their usage. */
  readonly settled: number;
  /** Of the batches that are, or may be, at work: the most they can cost. */
  readonly committed: number;
  /** Of the batches that are packed and not sent: the most they can cost. */
  readonly due: number;
  /** Variants of which some cost is not known, for want of a price. */
  readonly unpriced: readonly string[];
}

export function ledgerOf({ batches }: RunState): Ledger {
  let settled = 0;
  let committed = 0;
  let due = 0;
  const unpriced = new Set<string>();
  for (const { status, estimate, cost, variant } of batches) {
    const known = status === 'collected' ? cost : status === 'withdrawn' ? 0 : (estimate?.most ?? null);
    if (known === null) unpriced.add(variant);
    else if (status === 'collected') settled += known;
    else if (status === 'packed') due += known;
    else committed += known;
  }
  return { settled, committed, due, unpriced: [...unpriced] };
}
