import { caseSelector } from '../core/select-cases.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { TrialRecord } from '../model/record.ts';
import type { Report, ReportFormat } from '../model/report.ts';
import { formats } from '../render/formats.ts';
import { writeDurably } from './disk.ts';
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
  return { summary: folder.summary, cases: selectCases(folder), records: folder.records };
}

/** Walks cases and records side by side: both stand in the order of the plan. */
function selectCases(folder: RunFolder): CaseSelection {
  const { variants, baseline, repeat } = folder.manifest;
  const selector = caseSelector(
    variants.map(({ name }) => name),
    baseline,
  );
  const records = folder.records[Symbol.iterator]();
  for (const row of folder.cases()) {
    const own: TrialRecord[] = [];
    for (let i = 0; i < variants.length * repeat; i++) own.push(records.next().value);
    selector.addCase(row, own);
  }
  return selector.finish();
}
