import type { Case } from './case.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { TrialRecord } from './record.ts';
import type { Change } from './transition.ts';

/** One case beside its records: by variant, then by repetition. */
export interface CaseRecords {
  readonly case: Case;
  readonly records: readonly TrialRecord[];
}

/** The same, for the reports that show cases. */
export interface CaseView extends CaseRecords {
  /** How it changed under any variant, the worst first; `error` where a variant lacks an answer. */
  readonly change: Change;
}

/** The cases a report shows in full: the most interesting first (broken, fixed, error, both fail, both pass). */
export interface CaseSelection {
  readonly shown: readonly CaseView[];
  /** Cases of the run, shown or not. */
  readonly total: number;
}

/** What was sent for a trial, and what was said beside the text of its answer. */
export interface Exchange {
  /** Parameters of the opening request; null: answers were recorded, or nobody knows. */
  readonly request: JsonObject | null;
  /**
   * What followed the opening request, as messages of the API, the answer last. Null: the answer is a text and nothing
   * else, or there is none.
   */
  readonly transcript: readonly JsonValue[] | null;
}

/** A case in full. */
export interface CaseDetail extends CaseRecords {
  /** Of each record. */
  readonly exchanges: readonly Exchange[];
}
