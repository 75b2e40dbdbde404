/** How well what was found agrees with what was wanted, in [0, 1] each. */
export interface Agreement {
  /** The share of what was found that was wanted. */
  readonly precision: number;
  /** The share of what was wanted that was found. */
  readonly recall: number;
  /** Their harmonic mean. */
  readonly f1: number;
}

/** From counts: how many were common, found and wanted. Nothing in common is 0, also where there was nothing at all. */
export function agreementOf(common: number, found: number, wanted: number): Agreement {
  if (common === 0) return { precision: 0, recall: 0, f1: 0 };
  return { precision: common / found, recall: common / wanted, f1: (2 * common) / (found + wanted) };
}

/** How often each is there. */
export function countsOf(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** How many the two have in common, each as often as it is in both. */
export function overlapOf(a: Iterable<string>, b: Iterable<string>): number {
  const others = countsOf(b);
  let common = 0;
  for (const [item, count] of countsOf(a)) common += Math.min(count, others.get(item) ?? 0);
  return common;
}
