import type { Summary } from '../model/summary.ts';
import { visibleLine } from '../render/neutralise/visible.ts';
import { clipLine } from '../render/wording/clip.ts';
import { gateStatements } from '../render/wording/gates.ts';
import { GATE_FAILED } from './exit-codes.ts';

/** Says on standard error which gates failed, and why. @returns the exit code. */
export function tellGates(summary: Pick<Summary, 'gates'>): number {
  const failed = gateStatements(summary, (text) => clipLine(text, 300)).filter(
    ({ outcome }) => outcome === 'failed',
  );
  for (const { sentence } of failed) console.error(visibleLine(sentence));
  return failed.length > 0 ? GATE_FAILED : 0;
}
