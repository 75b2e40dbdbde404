import type { RecordLine } from '../model/record.ts';
import type { ReportFormat } from '../model/report.ts';
import { harmlessJson } from './json.ts';

/** All that is known of each trial, its case's input and expected value included; one chunk a line. */
export const jsonl: ReportFormat = {
  extension: 'jsonl',
  *render({ everyCase }) {
    for (const { case: row, records } of everyCase) {
      const { input, expected } = row;
      for (const record of records) {
        yield `${harmlessJson({ ...record, input, expected } satisfies RecordLine)}\n`;
      }
    }
  },
};
