import type { Estimate, Summary, VariantSummary } from '../../model/summary.ts';

/** What variants are judged by first. */
export interface PrimaryScore {
  /** `Accuracy`, or the name of a grader: a foreign text. */
  readonly head: string;
  readonly isAccuracy: boolean;
  of(variant: VariantSummary): Estimate | null;
}

/** Accuracy where anything decides, else the first metric, as comparisons have it; null: there is no grader. */
export function primaryScore({ variants }: Summary): PrimaryScore | null {
  if (variants.some(({ accuracy }) => accuracy !== null)) {
    return { head: 'Accuracy', isAccuracy: true, of: ({ accuracy }) => accuracy };
  }
  const graders = variants[0]?.graders ?? [];
  const metric = (graders.find(({ role }) => role === 'metric') ?? graders[0])?.name;
  if (metric === undefined) return null;
  return {
    head: metric,
    isAccuracy: false,
    of: ({ graders }) => graders.find(({ name }) => name === metric)?.mean ?? null,
  };
}
