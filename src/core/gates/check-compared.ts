import { UserError } from '../../model/errors.ts';
import { type Gate, isComparisonGate } from '../../model/gate.ts';
import type { AnySuite } from '../../model/suite.ts';
import { gateName } from './make-gate.ts';

/**
 * Gates that compare need something to compare with: another variant, or a committed baseline.
 *
 * @throws UserError naming the gate.
 */
export function checkCompared(
  { name, variants, baseline }: Pick<AnySuite, 'name' | 'variants' | 'baseline'>,
  gates: readonly Gate[],
  hasCommitted: boolean,
): void {
  if (hasCommitted) return;
  const isAlone = Object.keys(variants).length === 1;
  const gate = gates.find((one) => isComparisonGate(one) && (isAlone || one.variant === baseline));
  if (gate === undefined) return;
  throw new UserError(
    `suite "${name}", gate ${gateName(gate)}: there is nothing to compare ${baseline} with`,
    isAlone ? 'add a variant, or compare with a committed baseline' : 'it is the baseline: name another one',
  );
}
