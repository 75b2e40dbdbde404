import { redactReport } from '../core/redact/redact-report.ts';
import { parseRedaction } from '../core/redact/redaction.ts';
import type { Report } from '../model/report.ts';
import type { RunFolder } from '../run/run-folder.ts';
import { readReport } from '../run/write-reports.ts';

/**
 * The report of a finished run, without what these words redact.
 *
 * @throws UserError for a word that is no column of its inputs.
 */
export function readRedacted(folder: RunFolder, words: readonly string[] | undefined): Report {
  const whole = readReport(folder);
  if (words === undefined) return whole;
  const [first] = whole.everyCase;
  const input = first?.case.input;
  const columns = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  return redactReport(whole, parseRedaction(words, columns));
}
