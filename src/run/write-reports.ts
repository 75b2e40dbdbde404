import { caseSelector } from '../core/select-cases.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import { formats } from '../render/formats.ts';
import { casesWithRecords } from './case-records.ts';
import { caseSource } from './case-source.ts';
import { writeDurably } from './disk.ts';
import type { Finished } from './finish.ts';
import { once } from './once.ts';
import type { RunFolder } from './run-folder.ts';

/** The formats that every finished run has in its folder. */
const WRITTEN = ['html', 'markdown'] as const satisfies readonly (keyof typeof formats)[];

/** Writes the reports into the run folder. @returns their paths. */
export function writeReports(report: Report, folder: RunFolder): string[] {
  return WRITTEN.map((name) => {
    const format: ReportFormat = formats[name];
    const path = folder.file(`report.${format.extension}`);
    writeDurably(path, format.render(report));
    return path;
  });
}

/** The report of a finished run, from its folder alone. Which cases are told of is found out where it is asked. */
export function readReport(folder: RunFolder): Report {
  const cases = once(() => selectCases(folder));
  return {
    summary: folder.summary,
    get cases() {
      return cases();
    },
    records: folder.records,
    everyCase: caseSource(folder),
  };
}

/** The same of a run that has just been finished. */
export function reportOf({ summary, cases }: Finished, folder: RunFolder): Report {
  return { summary, cases, records: folder.records, everyCase: caseSource(folder) };
}

function selectCases(folder: RunFolder): CaseSelection {
  const { variants, baseline } = folder.manifest;
  const selector = caseSelector(
    variants.map(({ name }) => name),
    baseline,
  );
  for (const { row, records } of casesWithRecords(folder)) selector.addCase(row, records);
  return selector.finish();
}
