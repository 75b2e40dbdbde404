import type { Decision, Label } from '../model/grader.ts';

/** Pass or fail with its reason: 1 or 0, nothing in between. */
export function verdict(pass: boolean, reason: string, label?: Label): Decision {
  return { score: pass ? 1 : 0, pass, reason, ...(label && { label }) };
}
