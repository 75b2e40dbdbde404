import type { Case } from './case.ts';
import type { Transition } from './comparison.ts';
import type { TrialRecord } from './record.ts';

/** One case beside its records: by variant, then by repetition. */
export interface CaseRecords {
  readonly case: Case;
  readonly records: readonly TrialRecord[];
}

/** The same, for the reports that show cases. */
export interface CaseView extends CaseRecords {
  /** How it changed under any variant, the worst first; `error` where a variant lacks an answer. */
  readonly change: Transition | 'error';
}

/** The cases a report shows in full: the most interesting first (broken, fixed, error, both fail, both pass). */
export interface CaseSelection {
  readonly shown: readonly CaseView[];
  /** Cases of the run, shown or not. */
  readonly total: number;
}
