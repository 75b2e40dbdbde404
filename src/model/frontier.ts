import type { Dollars } from './record.ts';

/** Where a variant stands between what its answers cost and how good they are. */
export interface FrontierPoint {
  readonly variant: string;
  /** All attempts included. Null: recorded, nothing was answered, or a price is not known. */
  readonly costPerAnswer: Dollars;
  /** Or the mean of the first grader that is compared, where none decides. */
  readonly accuracy: number | null;
  /** By the point estimates no other variant is as cheap and as good, and one of the two more so. */
  readonly onFront: boolean;
  /**
   * The most accurate of the variants that are shown to be cheaper, and better or (where a margin is declared) not
   * worse. Null: there is none; it is on the front or too close to call.
   */
  readonly dominatedBy: string | null;
}
