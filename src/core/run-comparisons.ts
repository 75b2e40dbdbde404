import type { Comparison } from '../model/comparison.ts';
import { compareVariants, corrected, incomparable } from './compare.ts';
import type { CompareOptions } from './compare-options.ts';
import type { ScoreTable } from './score-table.ts';

/** A committed baseline, or why it says nothing. */
export type KeptBaseline = ScoreTable | { readonly file: string; readonly reason: string };

/** How a variant is compared. */
type OptionsOf = (variant: string) => CompareOptions;

/** Each variant of a run against its baseline variant. */
export function comparisonsWithin(
  table: ScoreTable,
  baseline: string,
  optionsOf: OptionsOf,
): readonly Comparison[] {
  const others = table.variants.filter(({ name }) => name !== baseline);
  return corrected(
    others.map(({ name }) =>
      compareVariants({ table, variant: baseline }, { table, variant: name }, optionsOf(name)),
    ),
  );
}

/** Each variant against what was accepted of it. That there is nothing to compare with is said as well. */
export function comparisonsWith(
  kept: KeptBaseline,
  table: ScoreTable,
  optionsOf: OptionsOf,
): readonly Comparison[] {
  const without = (reason: string, file: string): readonly Comparison[] =>
    table.variants.map(({ name }) => {
      const against = { type: 'baseline', file, run: null, createdAt: null } as const;
      const facts = { variant: name, baseline: name, against, unshared: { baseline: 0, variant: 0 } };
      return incomparable(facts, reason, optionsOf(name));
    });
  if ('reason' in kept) return without(kept.reason, kept.file);
  const names = kept.variants.map(({ name }) => name);
  const common = table.variants.filter(({ name }) => names.includes(name));
  if (common.length === 0) return without(`it has other variants: ${names.join(', ')}`, kept.origin.file!);
  return corrected(
    common.map(({ name }) =>
      compareVariants({ table: kept, variant: name }, { table, variant: name }, optionsOf(name)),
    ),
  );
}
