import { messageOf } from './errors.ts';
import {
  type Grader,
  type Label,
  LONGEST_LABEL,
  type Role,
  type Sample,
  type Score,
  type Verdict,
} from './grader.ts';

/**
 * A grader's score of one answer. What throws, or returns what is no verdict, gives a failed score with its
 * reason; nothing is thrown. Synchronous unless the grader is not.
 */
export function scoreOf<Input, Expected>(
  grader: Grader<Input, Expected>,
  sample: Sample<Input, Expected>,
): Score | Promise<Score> {
  try {
    const verdict = grader.grade(sample);
    if (verdict instanceof Promise) {
      return verdict.then(
        (value) => checkedScore(grader, value),
        (error: unknown) => failedScore(grader, messageOf(error)),
      );
    }
    return checkedScore(grader, verdict);
  } catch (error) {
    return failedScore(grader, messageOf(error));
  }
}

type Counts = Pick<Grader, 'role' | 'threshold'>;

/** A verdict may be anything, down to an object that throws when it is looked at. */
export function checkedScore(grader: Counts, verdict: Verdict): Score {
  try {
    return check(grader, verdict);
  } catch (error) {
    return failedScore(grader, messageOf(error));
  }
}

function check({ role, threshold }: Counts, verdict: Verdict): Score {
  const { score, pass, reason, label, evidence, human } =
    typeof verdict === 'boolean'
      ? { score: Number(verdict), pass: verdict }
      : typeof verdict === 'number'
        ? { score: verdict }
        : (verdict ?? {});
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    return failedScore(
      { role },
      `the grader returned ${describe(verdict)}, which is no score between 0 and 1`,
    );
  }
  if (pass !== undefined && typeof pass !== 'boolean') {
    return failedScore(
      { role },
      `the grader returned a pass that is neither true nor false: ${describe(pass)}`,
    );
  }
  if (label !== undefined && !isLabel(label)) {
    return failedScore({ role }, `the grader returned a label that is none: ${describe(label)}`);
  }
  if (evidence !== undefined && !isEvidence(evidence)) {
    return failedScore(
      { role },
      `the grader returned evidence that is no numbers between 0 and 1: ${describe(evidence)}`,
    );
  }
  const decided = pass ?? (threshold === undefined ? null : score >= threshold);
  if (role === 'gate' && decided === null) {
    return failedScore(
      { role },
      'a gate must say pass or fail, and this one only measures: give it a threshold',
    );
  }
  return {
    outcome: 'scored',
    score,
    pass: role === undefined || role === 'gate' ? decided : null,
    ...(reason !== undefined && { reason: String(reason) }),
    ...(label !== undefined && {
      label: { expected: ofLength(label.expected), predicted: ofLength(label.predicted) },
    }),
    ...(evidence !== undefined && { evidence: { ...evidence } }),
    ...(human !== undefined && { human }),
    ...counted(role),
  };
}

function isLabel(value: unknown): value is Label {
  if (typeof value !== 'object' || value === null) return false;
  const { expected, predicted } = value as Partial<Label>;
  return [expected, predicted].every((text) => text === null || typeof text === 'string');
}

function isEvidence(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((one) => typeof one === 'number' && one >= 0 && one <= 1);
}

function ofLength(text: string | null): string | null {
  return text !== null && text.length <= LONGEST_LABEL ? text : null;
}

export function failedScore({ role }: { readonly role?: Role | undefined }, reason: string): Score {
  return { outcome: 'failed', reason, ...counted(role) };
}

function counted(role: Role | undefined): { readonly role?: Role } {
  return role === undefined ? {} : { role };
}

function describe(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
