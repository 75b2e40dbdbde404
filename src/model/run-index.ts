import type { HistoryLine } from './history.ts';

/** A run folder, as an index lists it. */
export interface IndexedRun {
  /** The names of the folders that lead to it, below the folder of all runs. */
  readonly path: readonly string[];
  readonly id: string;
  readonly suite: string;
  readonly createdAt: string;
  readonly commit: string | null;
  /** SHA-256 over its cases. */
  readonly dataset: string;
  readonly standing: RunStanding;
}

export type RunStanding =
  | {
      readonly type: 'finished';
      readonly simulated: boolean;
      /** A line a variant, in their order. */
      readonly lines: readonly HistoryLine[];
      readonly failedGates: number;
    }
  /** A process works on it now, or none does. */
  | { readonly type: 'under way' | 'left' }
  /** Its summary is another assay's. */
  | { readonly type: 'outdated' }
  /** Why it cannot be read. */
  | { readonly type: 'broken'; readonly reason: string };

/** A suite with some of its runs, newest first. */
export interface IndexedSuite {
  readonly name: string;
  readonly runs: readonly IndexedRun[];
  /** Runs there are; a run that was copied counts once. */
  readonly total: number;
  /** How many newer ones come before these. */
  readonly skipped: number;
}

/** A folder that should be a run, and cannot be read. */
export interface BrokenFolder {
  readonly path: readonly string[];
  readonly reason: string;
}

/** The runs of a project. */
export interface RunIndex {
  /** The one with the newest run first. */
  readonly suites: readonly IndexedSuite[];
  readonly broken: readonly BrokenFolder[];
}
