import type { BaselineHeader } from '../../model/baseline.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Quote } from './comparison.ts';
import { count, counted } from './numbers.ts';

/** Fewer repetitions, and one lucky run is a bar that later ones fall short of by chance. */
const REPETITIONS = 5;

/** How a new baseline differs from the one that was there. */
interface Since {
  /** The one against the other; a text: why that could not be read; null: there was none. */
  readonly before: readonly Comparison[] | string | null;
  /** Variants that only the other had. */
  readonly removed: readonly string[];
}

/** What has been accepted, and what that changes. */
export function blessingStatements(
  { dataset, variants, run }: BaselineHeader,
  { before, removed }: Since,
  quote: Quote,
): readonly string[] {
  const accepted = `Run ${quote(run)} is the baseline: ${counted(dataset.cases, 'case')} × ${counted(variants.length, 'variant')}`;
  if (before === null) return [accepted];
  if (typeof before === 'string') return [accepted, `What was there could not be read: ${quote(before)}`];
  const gone = removed.map((name) => `${quote(name)} is in it no more`);
  return [accepted, ...before.map((comparison) => changeSince(comparison, quote)), ...gone];
}

function changeSince({ variant, verdict, fixed, broken, unshared }: Comparison, quote: Quote): string {
  if (verdict.type === 'not comparable') {
    return `${quote(variant)}: not comparable with the one before: ${quote(verdict.reason)}`;
  }
  const cases = `${counted(fixed, 'case')} better, ${count(broken)} worse`;
  return `${quote(variant)}: ${cases}, ${count(unshared.variant)} added, ${count(unshared.baseline)} removed`;
}

/** What may make it a poor measure. */
export function blessingWarnings({ repeat, variants, simulated }: BaselineHeader): readonly string[] {
  const warnings = [];
  if (simulated) warnings.push('Its answers are simulated: only simulated runs are compared with it.');
  // Recorded answers are the same every time.
  if (repeat < REPETITIONS && variants.some(({ model }) => model !== null)) {
    warnings.push(
      `It has ${counted(repeat, 'repetition')} of each case: if luck was with it, nightly runs alarm night after night. For those bless one with --repeat ${REPETITIONS}.`,
    );
  }
  return warnings;
}
