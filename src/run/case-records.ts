import { caseOf } from '../core/trial-order.ts';
import type { CaseRecords } from '../model/case-view.ts';
import type { TrialRecord } from '../model/record.ts';
import type { RunFolder } from './run-folder.ts';

/** Each case of a finished run that has records, with them: both stand in the order of the plan. */
export function* casesWithRecords(folder: RunFolder): Generator<CaseRecords> {
  const { variants, repeat } = folder.manifest;
  const order = { variants: variants.length, repeat };
  const all = folder.records[Symbol.iterator]();
  let next = all.next();
  let index = 0;
  for (const row of folder.cases()) {
    const records: TrialRecord[] = [];
    for (; !next.done && caseOf(order, next.value.trial) === index; next = all.next())
      records.push(next.value);
    index++;
    if (records.length > 0) yield { case: row, records };
  }
}
