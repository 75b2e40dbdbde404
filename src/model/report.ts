import type { CaseSelection, CaseSource } from './case-view.ts';
import type { TrialRecord } from './record.ts';
import type { Summary } from './summary.ts';

/** What a report format renders. */
export interface Report {
  readonly summary: Summary;
  readonly cases: CaseSelection;
  /** All records in plan order, read as they are asked for; may be iterated more than once. */
  readonly records: Iterable<TrialRecord>;
  /** All cases with all their texts. What a report shows of a case comes from here or from `cases`, never from elsewhere. */
  readonly everyCase: CaseSource;
}

/** A report format: pure, from a report to the chunks of a text. */
export interface ReportFormat {
  /** Of the file, without the dot. */
  readonly extension: string;
  render(report: Report): Iterable<string>;
}
