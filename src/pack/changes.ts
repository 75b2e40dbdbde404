import { CHANGES, changeBetween, worstChange } from '../model/transition.ts';
import type { CaseColumns, VariantColumns } from './columns.ts';

/** How the cases of a run are judged. */
export interface Judging {
  /** Place of the variant that the others are compared with. */
  readonly baseline: number;
  /** Place of the grader whose scores tell changes; null: passes do. */
  readonly grader: number | null;
}

/** Mean of a case under a variant: share of the samples with a verdict that passed, or mean score. NaN: none. */
export function meanOf(variant: VariantColumns | undefined, grader: number | null, place: number): number {
  if (!variant) return Number.NaN;
  // None of none is NaN.
  return grader === null ? variant.passed[place]! / variant.decided[place]! : variant.scores[grader]![place]!;
}

/** How each case changed from one variant to another, as places in `CHANGES`. */
export function changesBetween(
  columns: CaseColumns,
  { baseline, grader }: Judging,
  variant: number,
): Uint8Array {
  const [before, after] = [columns.variants[baseline]!, columns.variants[variant]!];
  return Uint8Array.from(columns.ids, (_, place) =>
    CHANGES.indexOf(changeBetween(meanOf(before, grader, place), meanOf(after, grader, place))),
  );
}

/** The worst change of each case under any variant, as places in `CHANGES`. */
export function worstChanges(columns: CaseColumns, { baseline, grader }: Judging): Uint8Array {
  const others = columns.variants.filter((_, place) => place !== baseline);
  return Uint8Array.from(columns.ids, (_, place) =>
    CHANGES.indexOf(
      worstChange(
        meanOf(columns.variants[baseline], grader, place),
        others.map((variant) => meanOf(variant, grader, place)),
      ),
    ),
  );
}

/** Whether some samples of a variant passed and some failed. */
export function isUnstable({ passed, decided }: VariantColumns, place: number): boolean {
  return passed[place]! > 0 && passed[place]! < decided[place]!;
}
