import type { TrialRecord } from '../model/record.ts';

/** A case's records by variant, in their order. */
export function recordsByVariant(
  records: readonly TrialRecord[],
): ReadonlyMap<string, readonly TrialRecord[]> {
  const variants = new Map<string, TrialRecord[]>();
  for (const record of records) {
    const own = variants.get(record.variant);
    if (own) own.push(record);
    else variants.set(record.variant, [record]);
  }
  return variants;
}
