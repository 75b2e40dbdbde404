import type { ClaudeOptions } from '../api/claude.ts';
import type { Look } from '../core/looks.ts';
import type { BatchLimits } from '../core/pack.ts';
import type { RunState } from '../core/state.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import type { Clock, Work } from './context.ts';
import type { Finished } from './finish.ts';
import type { PlanOptions } from './plan-suite.ts';
import type { RunFolder } from './run-folder.ts';

/** How a run is carried out; none of it changes what is asked. */
export interface EngineOptions {
  /** A key and an address; default: as the SDK finds them. */
  readonly claude?: ClaudeOptions;
  /** Answers from a simulator that lives as long as the call, in place of Claude. */
  readonly simulate?: boolean | Omit<SimulatorOptions, 'models'>;
  /** Requests under way at once in live mode. Default 8. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  readonly limits?: BatchLimits;
  /** US dollars that the run may cost in all. Default: the suite's `maxCost`, else no limit. */
  readonly maxCost?: number;
  /**
   * Sends a batch again whose submission was interrupted before, without finding out whether it exists. If
   * it does, it is paid for twice.
   */
  readonly resubmit?: boolean;
  /** Stops the run safely: what has been bought is written down, and resume goes on. */
  readonly signal?: AbortSignal;
  /**
   * Looks at what has been bought of a run in instalments, and says whether the next is needed. Default: by the
   * verdicts of its comparisons, and by its gates.
   */
  readonly next?: Look;
  /** Called when the run's folder is there, before anything is sent. */
  readonly onStart?: (folder: RunFolder) => void;
  /** Called after each change. */
  readonly onChange?: (state: RunState) => void;
  /** Called with what fails in passing and is tried again. */
  readonly onTrouble?: (message: string) => void;
  /** Called now and then while cases are planned or graded, which of a million takes minutes. */
  readonly onWork?: (work: Work) => void;
}

/** What a run is about to send. */
export interface Planned {
  /** US dollars at the most, judges and what is held back included; null: not known. */
  readonly cost: number | null;
  /** Above this the suite wants to be asked. */
  readonly threshold: number;
  /** For answers; those that are held back are among them. */
  readonly requests: number;
}

export interface RunOptions extends EngineOptions, PlanOptions {
  /**
   * Asked once before anything is sent, where it may cost more than the suite's `confirmAbove` or an unknown
   * amount; anything but true, and nothing is sent. Default: not asked. Never asked for simulated answers.
   */
  readonly confirm?: (planned: Planned) => Promise<boolean>;
  /** Folder of all runs. Default: `reports` in the project's folder. */
  readonly reports?: string;
  /** Single requests at full price, answered at once, in place of batches. */
  readonly live?: boolean;
  /** How often a trial is sent again by itself after it failed in passing. Default: the suite's `retries`. */
  readonly retries?: number;
  /**
   * Takes answers to byte-identical requests from an earlier run of the suite instead of buying them: a run,
   * or `latest`.
   */
  readonly reuse?: string;
  /** A committed baseline's file, with which each variant is compared that is in it. */
  readonly baseline?: string;
}

export interface RunResult extends Finished {
  readonly folder: RunFolder;
}
