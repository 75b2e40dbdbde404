import type { Gate } from '../../model/gate.ts';
import type { Summary } from '../../model/summary.ts';

/**
 * Whether a failed run is to be confirmed: some gate found a regression by the scores, not for want of them. One more
 * sample of each case, of both variants, is then to say the same before it counts.
 */
export function wantsConfirmation({ gates }: Pick<Summary, 'gates'>): boolean {
  return gates.some(
    ({ gate, outcome, finding }) =>
      gate.type === 'noRegression' && outcome === 'failed' && finding.type === 'difference',
  );
}

/**
 * Whether a run of these gates is confirmed when it fails, unless it is told: in CI, where a false alarm stops work.
 *
 * @param environment `CI` is what CI services set.
 */
export function confirmsByDefault(
  gates: readonly Gate[],
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { CI = '' } = environment;
  return !['', 'false'].includes(CI) && gates.some(({ type }) => type === 'noRegression');
}
