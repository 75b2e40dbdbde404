import type { SliceComparison } from '../model/comparison.ts';
import type { Alignment } from './align-cases.ts';
import { pairedMetric } from './compare-metric.ts';
import type { CompareOptions, DeclaredSlice } from './compare-options.ts';
import type { CaseColumns, VariantColumns } from './score-table.ts';
import { benjaminiHochberg } from './stats/multiplicity.ts';

/** Slices below are not looked at unless a gate names them. */
const SLICE_CASES = 20;
/** Exploratory slices that are listed, the smallest p first. */
const LISTED_SLICES = 20;
/** Declared slices, and of the others those that differ most. */
export function compareSlices(
  first: string,
  one: VariantColumns,
  other: VariantColumns,
  alignment: Alignment,
  cases: CaseColumns,
  options: CompareOptions,
): SliceComparison[] {
  const declared = options.slices ?? [];
  const slice = (tag: string, metric: string) =>
    pairedMetric(metric, one, other, partOf(alignment, cases.tags.get(tag)!), cases, options, tag);
  const compared = [
    ...declared
      .filter(
        ({ tag, metric }) => cases.tags.has(tag) && one.metrics.has(metric) && other.metrics.has(metric),
      )
      .map(({ tag, metric }) => ({ tag, comparison: slice(tag, metric), declared: true })),
    ...Array.from(cases.tags)
      .filter(([tag, { length }]) => length >= SLICE_CASES && !isDeclared(tag, first, declared))
      .map(([tag]) => ({ tag, comparison: slice(tag, first), declared: false }))
      .filter(({ comparison }) => comparison.n >= SLICE_CASES),
  ];
  const adjusted = benjaminiHochberg(
    compared.map(({ comparison, declared }) => (declared ? null : comparison.difference.p)),
  );
  const slices = compared.map((slice, index) => ({ ...slice, adjustedP: adjusted[index]! }));
  return [
    ...slices.filter((slice) => slice.declared),
    ...slices
      .filter((slice) => !slice.declared)
      .sort((a, b) => (a.adjustedP ?? 2) - (b.adjustedP ?? 2) || a.tag.localeCompare(b.tag, 'en'))
      .slice(0, LISTED_SLICES),
  ];
}

function isDeclared(tag: string, metric: string, declared: readonly DeclaredSlice[]): boolean {
  return declared.some((slice) => slice.tag === tag && slice.metric === metric);
}

/** The pairs whose case on side b is among these; both lists ascend there. */
function partOf({ a, b, placeOfB }: Alignment, cases: Uint32Array): Pick<Alignment, 'a' | 'b'> {
  const pairs = cases.filter((index) => placeOfB(index) !== -1).map((index) => placeOfB(index));
  return { a: pairs.map((pair) => a[pair]!), b: pairs.map((pair) => b[pair]!) };
}
