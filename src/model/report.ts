import type { CaseDetail, CaseRecords, CaseSelection } from './case-view.ts';
import type { TrialRecord } from './record.ts';
import type { Summary } from './summary.ts';

/** What a report format renders. */
export interface Report {
  readonly summary: Summary;
  readonly cases: CaseSelection;
  /** All records in plan order, read as they are asked for; may be iterated more than once. */
  readonly records: Iterable<TrialRecord>;
  /** The same records, each case's beside the case. */
  readonly everyCase: Iterable<CaseRecords>;
  /** Some cases in full, by their places in `everyCase`, in this order; read as they are asked for. */
  readonly details: (places: Iterable<number>) => Iterable<CaseDetail>;
  /** The suite's file, below the project's folder. Null: the suite was given as a value. */
  readonly suiteFile: string | null;
}

/** A report format: pure, from a report to the chunks of a text, or of a file that is none. */
export interface ReportFormat<Chunk extends string | Uint8Array = string> {
  /** Of the file, without the dot. */
  readonly extension: string;
  render(report: Report): Iterable<Chunk>;
}
