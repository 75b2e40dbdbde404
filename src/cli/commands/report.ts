import { relative } from 'node:path';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { formats } from '../../render/formats.ts';
import { renderTerminal } from '../../render/terminal.ts';
import { findRun } from '../../run/run-folder.ts';
import { readReport, writeReports } from '../../run/write-reports.ts';
import { printData, writeOutput } from '../output.ts';
import { reportsFolder } from '../reports-folder.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly format?: string;
  readonly output?: string;
  readonly reports?: string;
}

export async function report(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const content = readReport(folder);
  if (options.format === undefined) {
    if (options.output !== undefined)
      throw new UserError('--output needs --format', 'say which: --format html');
    for (const path of writeReports(content, folder)) console.log(relative('', path));
    return;
  }
  const chunks = render(options.format, content);
  if (options.output === undefined) printData(chunks, options.format === 'terminal');
  else writeOutput(options.output, chunks);
}

function render(format: string, content: Report): Iterable<string> {
  if (format === 'terminal') return [renderTerminal(content.summary, terminalOptions())];
  if (!Object.hasOwn(formats, format)) {
    throw new UserError(
      `there is no report format "${format}"`,
      didYouMean(format, [...Object.keys(formats), 'terminal']),
    );
  }
  return formats[format as keyof typeof formats].render(content);
}
