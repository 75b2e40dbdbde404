import type { Summary } from '../model/summary.ts';
import { visibleLine } from '../render/neutralise/visible.ts';
import { clipName } from '../render/wording/clip.ts';
import { gateStatements } from '../render/wording/gates.ts';
import { GATE_FAILED } from './exit-codes.ts';
import { isInActions } from './print-screen.ts';

/**
 * Says on standard error which gates failed, and why: in a step of GitHub Actions by annotations, so that it is read
 * where the change is.
 *
 * @returns the exit code.
 */
export function tellGates(held: Pick<Summary, 'gates'>, annotations: Iterable<string>): number {
  const failed = gateStatements(held, clipName).filter(({ outcome }) => outcome === 'failed');
  const lines = isInActions() ? annotations : failed.map(({ sentence }) => `${visibleLine(sentence)}\n`);
  for (const line of lines) process.stderr.write(line);
  return failed.length > 0 ? GATE_FAILED : 0;
}
