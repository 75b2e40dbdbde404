import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { redactReport } from '../../core/redact/redact-report.ts';
import { parseRedaction } from '../../core/redact/redaction.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UserError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { formats } from '../../render/formats.ts';
import { visible } from '../../render/neutralise/visible.ts';
import { renderTerminal } from '../../render/terminal.ts';
import { writeDurably } from '../../run/disk.ts';
import { findRun, type RunFolder } from '../../run/run-folder.ts';
import { readReport, writeReports } from '../../run/write-reports.ts';
import { print } from '../print.ts';
import { reportsFolder } from '../reports-folder.ts';
import { terminalOptions } from '../terminal.ts';

interface Options {
  readonly format?: string;
  readonly output?: string;
  readonly reports?: string;
  readonly redact?: readonly string[];
}

export async function report(wanted: string, options: Options): Promise<void> {
  const folder = findRun(reportsFolder(options.reports), wanted);
  const content = readRedacted(folder, options.redact);
  if (options.format === undefined) {
    if (options.output !== undefined)
      throw new UserError('--output needs --format', 'say which: --format html');
    for (const path of writeReports(content, folder)) console.log(relative('', path));
    return;
  }
  const chunks = render(options.format, content);
  if (options.output !== undefined) return write(options.output, chunks);
  // Data is verbatim, but not where it could steer a terminal.
  const harmless = process.stdout.isTTY && options.format !== 'terminal';
  for (const chunk of chunks) print(harmless ? visible(chunk) : chunk);
}

function readRedacted(folder: RunFolder, words: readonly string[] | undefined): Report {
  const whole = readReport(folder);
  if (words === undefined) return whole;
  const [first] = whole.everyCase;
  const input = first?.case.input;
  const columns = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  return redactReport(whole, parseRedaction(words, columns));
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

function write(path: string, chunks: Iterable<string>): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`, 'make it, or write elsewhere');
  writeDurably(path, chunks);
}
