import type { Summary, VariantSummary } from '../../model/summary.ts';
import { originOf } from '../wording/statements.ts';
import { name } from './element.ts';

const COLOURS = 6;

/** What gives variants their colours: their order. */
export interface Coloured {
  readonly variants: readonly { readonly name: string }[];
}

/** A variant's name behind its colour, with what sets it apart. */
export function variantName(summary: Summary, variant: VariantSummary): string {
  const origin = originOf(variant);
  const notes = [
    variant.name === summary.baseline && summary.variants.length > 1 ? 'baseline' : null,
    origin,
  ];
  const tags = notes.flatMap((note) => (note === null ? [] : [` <span class="tag">${note}</span>`]));
  return `${variantDot(summary, variant.name)}<span class="name">${name(variant.name)}</span>${tags.join('')}`;
}

/** A variant's colour; the word beside it says which it is. */
export function variantDot({ variants }: Coloured, variant: string): string {
  return `<span class="dot ${variantColour(variants, variant)}" aria-hidden="true"></span>`;
}

/** The class that gives a variant its colour. */
export function variantColour(variants: Coloured['variants'], variant: string): string {
  return `v${variants.findIndex(({ name: other }) => other === variant) % COLOURS}`;
}
