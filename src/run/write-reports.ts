import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { once } from '../core/once.ts';
import { caseSelector } from '../core/select-cases.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { Report } from '../model/report.ts';
import { sideFileName } from '../render/explorer/side-file.ts';
import { DEFAULT_BUDGET, explorerPage, type PageBudget } from '../render/html.ts';
import { markdown } from '../render/markdown.ts';
import { caseDetails } from './case-details.ts';
import { casesWithRecords } from './case-records.ts';
import { writeDurably } from './disk.ts';
import type { Finished } from './finish.ts';
import type { RunFolder } from './run-folder.ts';

/**
 * Writes the reports that every finished run has into its folder: the page, what the page has no room for, Markdown.
 *
 * @returns their paths.
 */
export function writeReports(report: Report, folder: RunFolder, budget = DEFAULT_BUDGET): string[] {
  const text = folder.file('report.md');
  const pages = writePage(folder.file('report.html'), report, budget);
  writeDurably(text, markdown.render(report));
  return [...pages, text];
}

/**
 * Writes the page, and beside it a file with all texts where the page has no room for them.
 *
 * @returns the paths of both.
 */
export function writePage(path: string, report: Report, budget: PageBudget): string[] {
  const { chunks, sideFile } = explorerPage(report, { budget, beside: true });
  // Of an earlier page: this one may have room for all, or hold less.
  rmSync(join(dirname(path), sideFileName(report.summary.run)), { force: true });
  if (sideFile === null) {
    writeDurably(path, chunks);
    return [path];
  }
  const beside = join(dirname(path), sideFile.name);
  writeDurably(beside, sideFile.chunks);
  writeDurably(path, chunks);
  return [path, beside];
}

/** The report of a finished run, from its folder alone. Which cases are told of is found out where it is asked. */
export function readReport(folder: RunFolder): Report {
  const selected = once(() => selectCases(folder));
  return reportOf(folder, {
    summary: folder.summary,
    get cases() {
      return selected();
    },
  });
}

/** The report of a run that was finished a moment ago. */
export function reportOf(folder: RunFolder, finished: Finished): Report {
  return {
    summary: finished.summary,
    get cases() {
      return finished.cases;
    },
    records: folder.records,
    everyCase: { [Symbol.iterator]: () => casesWithRecords(folder) },
    details: caseDetails(folder),
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
