import type { Report, ReportFormat } from '../model/report.ts';
import { csvField, rawCsvField } from './neutralise/csv-field.ts';
import { type RecordColumn, recordColumns } from './record-columns.ts';

/** A line a record, as RFC 4180 has it; one chunk a line. Safe to open in a spreadsheet. */
export const csv: ReportFormat = { extension: 'csv', render: (report) => lines(report, csvField) };

/** The same with every text as it is: for programs, not for spreadsheets. */
export const rawCsv: ReportFormat = { extension: 'csv', render: (report) => lines(report, rawCsvField) };

function* lines({ summary, records }: Report, field: typeof csvField): Generator<string> {
  const columns = recordColumns(summary);
  const line = (cells: readonly ReturnType<RecordColumn['of']>[]): string =>
    `${cells.map((cell) => field(typeof cell === 'object' && cell !== null ? cell.join(' ') : cell)).join(',')}\r\n`;
  yield line(columns.map(({ name }) => name));
  for (const record of records) yield line(columns.map((column) => column.of(record)));
}
