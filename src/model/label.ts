import { UserError } from './errors.ts';
import type { Attribution, Grader } from './grader.ts';

/** What a person says of one answer. */
export interface HumanLabel extends Attribution {
  readonly case: string;
  /** Null: the run has one variant, and it is that one's. */
  readonly variant: string | null;
  /** 0 for the first. */
  readonly repetition: number;
  /** In [0, 1]: 1 is a pass, 0 a fail. */
  readonly score: number;
  /** Where it stands: `labels.csv:14`. */
  readonly where: string;
}

/** Human labels by the answer they are about. Made by `labelSet()`. */
export type LabelSet = ReadonlyMap<string, HumanLabel>;

/** The answer that a label is about. */
interface Answer {
  readonly caseId: string;
  readonly variant: string;
  readonly repetition: number;
}

/** @throws UserError where two labels contradict each other, with both places. */
export function labelSet(labels: Iterable<HumanLabel>): LabelSet {
  const byAnswer = new Map<string, HumanLabel>();
  for (const label of labels) {
    const key = keyOf(label.case, label.variant, label.repetition);
    const other = byAnswer.get(key);
    if (other && other.score !== label.score) {
      throw new UserError(
        `${label.where}: "${label.case}" is labelled ${label.score} here and ${other.score} at ${other.where}`,
        'settle which holds, and keep one',
      );
    }
    if (!other) byAnswer.set(key, label);
  }
  return byAnswer;
}

/** The label of an answer; undefined where nobody gave one. */
export function labelFor(labels: LabelSet, { caseId, variant, repetition }: Answer): HumanLabel | undefined {
  return labels.get(keyOf(caseId, variant, repetition)) ?? labels.get(keyOf(caseId, null, repetition));
}

/**
 * Labels are about answers, so where there are several variants each says whose.
 *
 * @throws UserError at the first one that does not.
 */
export function checkVariantsNamed(labels: LabelSet, variants: readonly string[], hint: string): void {
  if (variants.length < 2) return;
  for (const { variant, where } of labels.values()) {
    if (variant === null) {
      throw new UserError(
        `${where}: the label does not say which variant it is about: there are ${variants.join(', ')}`,
        hint,
      );
    }
  }
}

function keyOf(caseId: string, variant: string | null, repetition: number): string {
  return JSON.stringify([caseId, variant, repetition]);
}

/** A grader whose verdicts stand in a file of human labels, which is read before anything is graded. */
export interface HumanGrader<Input = unknown, Expected = unknown> extends Grader<Input, Expected> {
  /** A path below the project's folder. */
  readonly labels: string;
  withLabels(labels: LabelSet): Grader<Input, Expected>;
}

export function isHumanGrader(grader: object): grader is HumanGrader {
  return 'withLabels' in grader;
}
