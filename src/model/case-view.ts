import type { Case } from './case.ts';
import type { TrialRecord } from './record.ts';
import type { Change } from './transition.ts';

/** One case beside its records, for the reports that show cases: records in the order of the variants. */
export interface CaseView {
  readonly case: Case;
  /** How it changed under any variant, the worst first; `error` where a variant lacks an answer. */
  readonly change: Change;
  readonly records: readonly TrialRecord[];
}

/** The cases a report shows in full: the most interesting first (broken, fixed, error, both fail, both pass). */
export interface CaseSelection {
  readonly shown: readonly CaseView[];
  /** Cases of the run, shown or not. */
  readonly total: number;
}
