import type { GateOf } from '../../model/gate.ts';
import { ACCURACY } from '../score-table.ts';
import { everyVariant, type GateRule } from './judging.ts';
import { makeGate, type VariantOptions } from './make-gate.ts';

/** Fails unless every sample of every one of these cases passes; one that is missing has not. No statistics. */
export function mustPass(cases: readonly string[], options: VariantOptions = {}): GateOf<'mustPass'> {
  return makeGate('mustPass', { ...options, cases });
}

export const mustPassRule: GateRule<GateOf<'mustPass'>> = {
  looksAt: everyVariant,
  judge({ cases }, variant, { table, repeat }) {
    const accuracy = table.variants.find(({ name }) => name === variant)!.metrics.get(ACCURACY)!;
    const wanted = new Set(cases);
    const places = new Map<string, number>();
    for (const [place, id] of table.cases.ids.entries()) if (wanted.has(id)) places.set(id, place);
    const failed: string[] = [];
    const missing: string[] = [];
    for (const id of cases) {
      const place = places.get(id);
      if (place !== undefined && accuracy.means[place]! < 1) failed.push(id);
      else if (place === undefined || accuracy.samples[place]! < repeat) missing.push(id);
    }
    const passed = cases.length - failed.length - missing.length;
    return {
      holds: passed === cases.length,
      finding: { type: 'cases', passed, failed, missing },
      facts: null,
    };
  },
};
