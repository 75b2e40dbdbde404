import type { TrialRecord } from '../../model/record.ts';
import type { Report } from '../../model/report.ts';
import { recordsByVariant } from '../records-by-variant.ts';
import { resultKind } from './case-result.ts';

/** What a test suite says of itself before its first test case. */
export interface Tally {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  /** Seconds of all answers that were measured. */
  time: number;
}

export function emptyTally(): Tally {
  return { tests: 0, failures: 0, errors: 0, skipped: 0, time: 0 };
}

/** Of each variant that has records. */
export function talliesOf(everyCase: Report['everyCase']): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { records } of everyCase) {
    for (const [variant, own] of recordsByVariant(records)) {
      const tally = tallies.get(variant) ?? emptyTally();
      tallies.set(variant, tally);
      const kind = resultKind(own);
      tally.tests++;
      if (kind === 'failure') tally.failures++;
      if (kind === 'error') tally.errors++;
      if (kind === 'skipped') tally.skipped++;
      tally.time += secondsOf(own) ?? 0;
    }
  }
  return tallies;
}

/** Of all samples together; undefined where none was measured, as ever in batches. */
export function secondsOf(records: readonly TrialRecord[]): number | undefined {
  const known = records.flatMap(({ latencyMs }) => latencyMs ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, latency) => sum + latency, 0) / 1000;
}
