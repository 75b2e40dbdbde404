import type { Comparison } from '../../model/comparison.ts';
import type { Gate, GateFacts, GateFinding, NothingReason, Reading } from '../../model/gate.ts';
import type { Ledger } from '../../model/ledger.ts';
import type { VariantSummary } from '../../model/summary.ts';
import type { ScoreTable } from '../score-table.ts';

/** What gates look at: a finished run, and what it was compared with. */
export interface GateInput {
  readonly table: ScoreTable;
  /** What variants are compared by, the one that counts most first: `accuracy` and graders. */
  readonly metrics: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly variants: readonly VariantSummary[];
  /** Two-sided error of the run's intervals, before gates share it. */
  readonly alpha: number;
  /** Trials of each case and variant. */
  readonly repeat: number;
  readonly ledger: Pick<Ledger, 'settled' | 'lost' | 'lines'>;
}

/** The same, with what holds for all gates of the run. */
export interface Judged extends GateInput {
  /** The share of a variant's trials that may lack a verdict. */
  readonly allowedErrors: (variant: string) => number;
}

/** What a gate found. */
export interface Judgement {
  readonly holds: boolean | Reading;
  readonly finding: GateFinding;
  readonly facts: GateFacts | null;
}

/** How a gate is judged: which variants it looks at and what it finds of each, or what it finds of the whole run. */
export type GateRule<G extends Gate> =
  | {
      readonly looksAt: (gate: G, input: Judged) => readonly string[];
      readonly judge: (gate: G, variant: string, input: Judged) => Judgement;
    }
  | { readonly judgeRun: (gate: G, input: Judged) => Judgement };

/** There is nothing that could be held to the gate, and so it does not hold. */
export function nothing(reason: NothingReason): Judgement {
  return { holds: false, finding: { type: 'nothing', reason }, facts: null };
}

/** The variants of the run, or the one that is named. */
export function everyVariant({ variant }: { readonly variant: string | null }, input: Judged): string[] {
  return input.variants.map(({ name }) => name).filter((name) => variant === null || name === variant);
}

/** Those of them that a model answers; recorded answers were not bought here. */
export function askedVariants(gate: { readonly variant: string | null }, input: Judged): string[] {
  const names = everyVariant(gate, input);
  return gate.variant === null ? names.filter((name) => summaryOf(name, input).model !== null) : names;
}

export function summaryOf(variant: string, { variants }: GateInput): VariantSummary {
  return variants.find(({ name }) => name === variant)!;
}
