import type { Case } from '../model/case.ts';
import type { TrialRecord } from '../model/record.ts';
import type { RunFolder } from './run-folder.ts';

/** Each case of a finished run with its records: both stand in the order of the plan. */
export function* casesWithRecords(folder: RunFolder): Generator<{ row: Case; records: TrialRecord[] }> {
  const { variants, repeat } = folder.manifest;
  const all = folder.records[Symbol.iterator]();
  for (const row of folder.cases()) {
    const records: TrialRecord[] = [];
    for (let i = 0; i < variants.length * repeat; i++) records.push(all.next().value);
    yield { row, records };
  }
}
