import { UserError } from '../../model/errors.ts';
import { type Gate, isComparisonGate } from '../../model/gate.ts';
import { gateName } from './make-gate.ts';

/** What is planned, as far as it is about comparing. */
export interface PlannedComparison {
  readonly suite: { readonly name: string };
  readonly variants: readonly { readonly name: string }[];
  readonly baseline: string;
  readonly gates: readonly Gate[];
  readonly instalments: { readonly looks: number } | null;
}

/**
 * Gates that compare, and a run that stops once a comparison is clear, need something to compare with: another variant,
 * or a committed baseline.
 *
 * @throws UserError naming the gate.
 */
export function checkCompared(
  { suite, variants, baseline, gates, instalments }: PlannedComparison,
  hasCommitted: boolean,
): void {
  if (hasCommitted) return;
  const isAlone = variants.length === 1;
  const gate = gates.find((one) => isComparisonGate(one) && (isAlone || one.variant === baseline));
  const stopsEarly = isAlone && (instalments?.looks ?? 1) > 1;
  if (gate === undefined && !stopsEarly) return;
  const what = gate === undefined ? '--stop-early' : `gate ${gateName(gate)}`;
  throw new UserError(
    `suite "${suite.name}", ${what}: there is nothing to compare ${baseline} with`,
    isAlone ? 'add a variant, or compare with a committed baseline' : 'it is the baseline: name another one',
  );
}
