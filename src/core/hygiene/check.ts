import type { Case } from '../../model/case.ts';
import type { Finding } from '../../model/finding.ts';
import type { ModelTable } from '../../model/models.ts';
import type { AnySuite, LoadedVariants } from '../../model/suite.ts';
import type { Opening } from '../plan.ts';

/** A suite under inspection, with the variants that were chosen. */
export interface SuiteInHand {
  readonly suite: AnySuite;
  readonly variants: LoadedVariants;
  readonly models: ModelTable;
}

/** A case under inspection, with what is asked about it, one opening for each variant. */
export interface CaseInHand {
  readonly row: Case;
  readonly openings: readonly Opening[];
  /** The texts of the input in one, normalised. */
  readonly text: string;
  /** The same for equal inputs; among a million others, for none with a probability of 0.9999. */
  readonly inputId: number;
  readonly expectedId: number;
}

/** A case as it was planned. */
export type PlannedCase = Pick<CaseInHand, 'row' | 'openings'>;

/** What a check finds; its name is the table's. */
export type Found = Omit<Finding, 'check'>;

/**
 * Looks at a suite's cases one at a time, in order, and says at the end what it found. Pure; of a case it keeps
 * a few bytes at most, but for what its own docstring states.
 */
export interface Watch {
  case(one: CaseInHand): void;
  finish(): readonly Found[];
}

/** One way in which a suite may mislead. */
export type Check = (suite: SuiteInHand) => Watch;
