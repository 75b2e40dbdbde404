import type { Purpose } from './journal.ts';
import type { Dollars } from './record.ts';

/** What a run has cost, may still cost, and did not have to cost, from its journal. US dollars. */
export interface Ledger {
  /** Billed, by usage, for what has been collected. Known prices only: see `unpriced`. */
  readonly settled: number;
  /** The most that batches can cost which are, or may be, at work. */
  readonly committed: number;
  /** The most that can still be sent: what is packed, and what judges will ask about answers to come. */
  readonly due: number;
  /** Billed for batches that were bought twice. */
  readonly lost: number;
  /** What answers had cost that were taken from an earlier run. */
  readonly saved: number;
  /** Variants of which some cost is not known, for want of a price. */
  readonly unpriced: readonly string[];
  /** By variant, purpose and attempt, in the order in which they were first packed. */
  readonly lines: readonly LedgerLine[];
}

export interface LedgerLine {
  readonly variant: string;
  readonly purpose: Purpose | 'reused';
  /** Whose opinions were asked for; null: none's. */
  readonly judge: string | null;
  /** 0 is the first try. */
  readonly attempt: number;
  readonly batches: number;
  readonly requests: number;
  /** What it was estimated to cost before it was sent: the input alone, and with all the output there can be. */
  readonly estimate: { readonly least: number; readonly most: number } | null;
  /** What was billed; null: not known. What is not collected yet is not in it. */
  readonly settled: Dollars;
  /** The most that can still be billed; null: not known. */
  readonly open: Dollars;
  readonly lost: Dollars;
  readonly saved: Dollars;
}
