import { relative } from 'node:path';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { rawCsv } from '../../render/csv.ts';
import { formats } from '../../render/formats.ts';
import { explorerPage, type PageBudget } from '../../render/html.ts';
import { renderTerminal } from '../../render/terminal.ts';
import { findRun } from '../../run/run-folder.ts';
import { writePage, writeReports } from '../../run/write-reports.ts';
import { checkFolderOf, printData, writeOutput } from '../output.ts';
import { type BudgetFlags, pageBudget } from '../page-budget.ts';
import { readRedacted } from '../read-redacted.ts';
import { reportsFolder } from '../reports-folder.ts';
import { terminalOptions } from '../terminal.ts';

interface Options extends BudgetFlags {
  readonly format?: string;
  readonly output?: string;
  readonly csvRaw?: boolean;
  readonly reports?: string;
  readonly redact?: readonly string[];
}

export async function report(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const content = readRedacted(folder, options.redact);
  const budget = pageBudget(options, options.format);
  if (options.format === undefined) {
    if (options.output !== undefined)
      throw new UserError('--output needs --format', 'say which: --format html');
    if (options.csvRaw) throw new UserError('--csv-raw needs --format', 'say so: --format csv --csv-raw');
    return tell(writeReports(content, folder, budget));
  }
  if (options.csvRaw && options.format !== 'csv')
    throw new UserError('--csv-raw is for CSV', 'say so: --format csv --csv-raw');
  if (options.format === 'html' && options.output !== undefined) {
    checkFolderOf(options.output);
    // Who names a file knows of it; of what stands beside it, not.
    return tell(writePage(options.output, content, budget).slice(1));
  }
  const chunks = render(options.format, content, options, budget);
  if (options.output === undefined) printData(chunks, options.format);
  else writeOutput(options.output, chunks);
}

function render(
  format: string,
  content: Report,
  { csvRaw }: Options,
  budget: PageBudget,
): Iterable<string | Uint8Array> {
  if (csvRaw) return rawCsv.render(content);
  if (format === 'html') return explorerPage(content, { budget, beside: false }).chunks;
  if (format === 'terminal') return [renderTerminal(content.summary, terminalOptions())];
  if (!Object.hasOwn(formats, format)) {
    throw new UserError(
      `there is no report format "${format}"`,
      didYouMean(format, [...Object.keys(formats), 'terminal']),
    );
  }
  return formats[format as keyof typeof formats].render(content);
}

function tell(paths: readonly string[]): void {
  for (const path of paths) console.log(relative('', path));
}
