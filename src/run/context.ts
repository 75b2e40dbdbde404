import type { BatchPort } from '../api/port.ts';
import type { Estimator } from '../core/estimate.ts';
import type { Look } from '../core/looks.ts';
import type { BatchLimits } from '../core/pack.ts';
import type { BatchState, RunState } from '../core/state.ts';
import type { Judge } from '../model/judge.ts';
import type { CalibrationFile } from '../model/kept-calibration.ts';
import type { PriceTable } from '../model/prices.ts';
import type { AnySuite, LoadedVariants } from '../model/suite.ts';
import type { RunWriter } from './run-folder.ts';

/** Time, injected, so that a day of waiting takes a test no time. */
export interface Clock {
  now(): Date;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Where long work of this machine stands: cases done, of so many; null: not known before the last. */
export interface Work {
  readonly doing: 'planning' | 'grading';
  readonly cases: number;
  readonly of: number | null;
}

/** Cases between two words about where the work stands. */
export const CASES_PER_WORD = 500;

/** What the engine works with. */
export interface RunContext {
  readonly writer: RunWriter;
  /** The project's folder. */
  readonly root: string;
  readonly suite: AnySuite;
  /** In the order of the manifest. */
  readonly variants: LoadedVariants;
  /** Those of the suite's graders that are judges. */
  readonly judges: readonly Judge[];
  /** Who answers the requests of a batch. */
  readonly portOf: (batch: BatchState) => BatchPort;
  readonly prices: PriceTable;
  /** What people's labels have shown of the suite's judges; null: nothing yet. */
  readonly calibrations: CalibrationFile | null;
  readonly estimate: Estimator;
  /** US dollars that the run may cost in all; null: as much as it takes. */
  readonly maxCost: number | null;
  /** Whether the next instalment is needed. */
  readonly next: Look;
  readonly clock: Clock;
  readonly limits: BatchLimits;
  readonly signal: AbortSignal;
  /** Numbers of batches that are sent again without settling them: interrupted before this process began. */
  readonly resubmit: Set<number>;
  /** Called after each change of the state, for whoever shows progress. */
  readonly onChange: (state: RunState) => void;
  /** Called with what fails in passing and is tried again. */
  readonly onTrouble: (message: string) => void;
  /** Called now and then during work that may take long. */
  readonly onWork: (work: Work) => void;
}
