import { type ComparisonGate, type Gate, isComparisonGate } from '../../model/gate.ts';
import type { CompareOptions, DeclaredSlice } from '../compare-options.ts';

/**
 * What gates want of a variant's comparison: their slices, their margins, and intervals at the level at which they
 * decide. Several metrics that must not regress share one error of 5 % (Bonferroni), so that an unchanged variant is
 * alarmed at no more often than with one; a primary one keeps an error of its own. That several claims of
 * non-inferiority must all be shown needs no correction: one that is wrong does not help the others.
 *
 * @param first The metric of gates that name none.
 * @param alpha The two-sided error that all intervals have, before it is shared.
 */
export function comparedFor(
  gates: readonly Gate[],
  variant: string,
  first: string,
  alpha: number,
): Required<Pick<CompareOptions, 'alphaOf' | 'marginOf' | 'slices'>> {
  const own = gates
    .filter(isComparisonGate)
    .filter((gate) => gate.variant === null || gate.variant === variant);
  const targetOf = ({ metric, slice }: ComparisonGate) => keyOf(metric ?? first, slice);
  const primary = new Set<string>();
  const sharing = new Set<string>();
  const margins = new Map<string, number>();
  const slices = new Map<string, DeclaredSlice>();
  for (const gate of own) {
    const target = targetOf(gate);
    if (gate.type === 'nonInferior') {
      margins.set(target, Math.min(gate.margin, margins.get(target) ?? 1));
    } else (gate.primary ? primary : sharing).add(target);
    if (gate.slice !== null) slices.set(target, { tag: gate.slice, metric: gate.metric ?? first });
  }
  for (const target of primary) sharing.delete(target);
  return {
    alphaOf: (metric, slice) => (sharing.has(keyOf(metric, slice)) ? alpha / sharing.size : alpha),
    marginOf: (metric, slice) => margins.get(keyOf(metric, slice)) ?? null,
    slices: [...slices.values()],
  };
}

function keyOf(metric: string, slice: string | null): string {
  return JSON.stringify([metric, slice]);
}
