import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { rawCsv } from '../../render/csv.ts';
import { formats } from '../../render/formats.ts';
import { visible } from '../../render/neutralise/visible.ts';
import { renderTerminal } from '../../render/terminal.ts';
import { writeDurably } from '../../run/disk.ts';
import { findRun } from '../../run/run-folder.ts';
import { readReport, writeReports } from '../../run/write-reports.ts';
import { print } from '../print.ts';
import { printScreen } from '../print-screen.ts';
import { reportsFolder } from '../reports-folder.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly format?: string;
  readonly output?: string;
  readonly csvRaw?: boolean;
  readonly reports?: string;
}

export async function report(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const content = readReport(folder);
  if (options.format === undefined) {
    if (options.output !== undefined)
      throw new UserError('--output needs --format', 'say which: --format html');
    if (options.csvRaw) throw new UserError('--csv-raw needs --format', 'say so: --format csv --csv-raw');
    for (const path of writeReports(content, folder)) console.log(relative('', path));
    return;
  }
  const chunks = render(options.format, content, options);
  if (options.output !== undefined) return write(options.output, chunks);
  if (options.format === 'terminal') return printScreen([...chunks].join(''));
  // Data is verbatim, but not where it could steer a terminal.
  const { isTTY } = process.stdout;
  for (const chunk of chunks) {
    if (isTTY && typeof chunk !== 'string') {
      throw new UserError(`${options.format} is no text`, 'write it to a file: --output <file>');
    }
    print(isTTY && typeof chunk === 'string' ? visible(chunk) : chunk);
  }
}

function render(format: string, content: Report, { csvRaw }: Options): Iterable<string | Uint8Array> {
  if (csvRaw) {
    if (format !== 'csv') throw new UserError('--csv-raw is for CSV', 'say so: --format csv --csv-raw');
    return rawCsv.render(content);
  }
  if (format === 'terminal') return [renderTerminal(content.summary, terminalOptions())];
  if (!Object.hasOwn(formats, format)) {
    throw new UserError(
      `there is no report format "${format}"`,
      didYouMean(format, [...Object.keys(formats), 'terminal']),
    );
  }
  return formats[format as keyof typeof formats].render(content);
}

function write(path: string, chunks: Iterable<string | Uint8Array>): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`, 'make it, or write elsewhere');
  writeDurably(path, chunks);
}
