import { caseSelector } from '../core/select-cases.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import { formats } from '../render/formats.ts';
import { casesWithRecords } from './case-records.ts';
import { writeDurably } from './disk.ts';
import type { Finished } from './finish.ts';
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

/** The report of a finished run, from its folder alone. */
export function readReport(folder: RunFolder): Report {
  return reportOf(folder, { summary: folder.summary, cases: selectCases(folder) });
}

/** The report of a run that was finished a moment ago. */
export function reportOf(folder: RunFolder, { summary, cases }: Finished): Report {
  return {
    summary,
    cases,
    records: folder.records,
    everyCase: { [Symbol.iterator]: () => casesWithRecords(folder) },
    suiteFile: folder.manifest.file,
  };
}

function selectCases(folder: RunFolder): CaseSelection {
  const { variants, baseline } = folder.manifest;
  const selector = caseSelector(
    variants.map(({ name }) => name),
    baseline,
  );
  for (const { case: row, records } of casesWithRecords(folder)) selector.addCase(row, records);
  return selector.finish();
}
