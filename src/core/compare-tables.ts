import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { Gate } from '../model/gate.ts';
import type { ComparedOrigin, TableComparison } from '../model/table-comparison.ts';
import { compareVariants, corrected } from './compare.ts';
import { comparedMetrics } from './compared-metrics.ts';
import { comparedFor } from './gates/compared-for.ts';
import { judgeGates } from './gates/judge-gates.ts';
import type { GateInput } from './gates/judging.ts';
import type { ScoreTable } from './score-table.ts';
import { ALPHA } from './stats/interval.ts';

/** A table, and the variant of it that is meant; null: all. */
export interface Chosen {
  readonly table: ScoreTable;
  readonly variant: string | null;
}

/** Gates that b is held to, and what they look at of it beside its scores. */
export interface HeldTo extends Pick<GateInput, 'variants' | 'repeat' | 'ledger' | 'alpha'> {
  readonly gates: readonly Gate[];
}

/**
 * Compares b with a: the variants that were chosen, or else those that both have under the same name.
 *
 * @throws UserError when there is no such variant, or none in common.
 */
export function compareTables(a: Chosen, b: Chosen, held?: HeldTo): TableComparison {
  const compared = comparedMetrics(b.table.origin.roles);
  const { gates = [], alpha = ALPHA } = held ?? {};
  const comparisons = corrected(
    pairsOf(a, b).map(([one, other]) =>
      compareVariants(
        { table: a.table, variant: one },
        { table: b.table, variant: other },
        { ...compared, ...comparedFor(gates, other, compared.metrics[0]!, alpha) },
      ),
    ),
  );
  return {
    format: 'assay-comparison/1',
    a: originOf(a.table),
    b: originOf(b.table),
    comparisons,
    gates: held ? judgeGates(gates, { ...held, table: b.table, metrics: compared.metrics, comparisons }) : [],
  };
}

function pairsOf(a: Chosen, b: Chosen): readonly (readonly [a: string, b: string])[] {
  const [ofA, ofB] = [a, b].map(({ table }) => table.variants.map(({ name }) => name)) as [
    string[],
    string[],
  ];
  for (const { table, variant } of [a, b]) checkVariant(table, variant);
  if (a.variant !== null && b.variant !== null) return [[a.variant, b.variant]];
  const wanted = a.variant ?? b.variant;
  const common = ofA.filter((name) => ofB.includes(name) && (wanted === null || name === wanted));
  if (common.length > 0) return common.map((name) => [name, name]);
  throw new UserError(
    wanted === null
      ? `no variant has the same name in both: ${ofA.join(', ')} and ${ofB.join(', ')}`
      : `only one of them has the variant "${wanted}"`,
    `say which: assay compare A:${a.variant ?? ofA[0]} B:${b.variant ?? ofB[0]}`,
  );
}

function checkVariant({ origin, variants }: ScoreTable, variant: string | null): void {
  const names = variants.map(({ name }) => name);
  if (variant === null || names.includes(variant)) return;
  throw new UserError(
    `${origin.file ?? `run ${origin.run}`} has no variant "${variant}"`,
    didYouMean(variant, names),
  );
}

function originOf({ origin, cases }: ScoreTable): ComparedOrigin {
  const { suite, run, createdAt, file, simulated, pricesDate } = origin;
  return { suite, run, createdAt, file, cases: cases.ids.length, simulated, pricesDate };
}
