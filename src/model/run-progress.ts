import type { Purpose } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { OutcomeType } from './record.ts';

/** Where a run stands that is not finished, from its journal. */
export interface RunProgress {
  readonly suite: string;
  readonly run: string;
  readonly createdAt: string;
  readonly commit: string | null;
  readonly cases: number;
  readonly repeat: number;
  /** Some of it was answered by the simulator. */
  readonly simulated: boolean;
  /** A process works on it now. */
  readonly isAttended: boolean;
  readonly isCanceled: boolean;
  /** The variants' answers in the order of the variants, then the opinions of each judge. */
  readonly threads: readonly ThreadProgress[];
  readonly batches: readonly BatchProgress[];
  readonly ledger: Ledger;
}

/** How many trials stand where: of a variant, or of a judge's opinion about them. */
export interface ThreadProgress {
  readonly variant: string | null;
  readonly judge: string | null;
  /** Those that are asked, or will be: what is held back, or has no question, is not among them. */
  readonly asked: number;
  readonly answered: number;
  /** To be packed, in a batch, or answered with a conversation that goes on. */
  readonly underWay: number;
  /** Without an answer, by how that came; kinds that there are none of are left out. */
  readonly failed: Readonly<Partial<Record<OutcomeType, number>>>;
  /** Held back until a look says to go on. */
  readonly held: number;
}

export interface BatchProgress {
  readonly number: number;
  readonly variant: string;
  readonly purpose: Purpose;
  readonly requests: number;
  readonly status: 'packed' | 'intended' | 'created' | 'ended' | 'collected' | 'withdrawn';
  readonly createdAt: string | null;
  readonly endedAt: string | null;
  /** The API's id, once it is known. */
  readonly id: string | null;
  /** US dollars. Null until it is collected, and where some of it is not known. */
  readonly cost: number | null;
  /** US dollars, the most it can cost. Null: no price is known. */
  readonly most: number | null;
}
