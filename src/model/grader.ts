import type { Message } from './result.ts';

/** What a grader looks at: one answer, beside its case. */
export interface Sample<Input = unknown, Expected = unknown> {
  readonly input: Input;
  readonly expected: Expected;
  /** The answer's `text` blocks, joined. */
  readonly output: string;
  /** The whole answer: content blocks, stop reason, usage. */
  readonly message: Message;
  readonly caseId: string;
  readonly tags: readonly string[];
  readonly variant: string;
  /** 0 for the first repetition. */
  readonly repetition: number;
}

/** Who gave a score, when and why, as they say it; null where they do not. */
export interface Attribution {
  readonly by: string | null;
  readonly at: string | null;
  readonly why: string | null;
}

/**
 * What a grader returns. A boolean is pass or fail (1 or 0). A number in [0, 1] is a score without a pass
 * unless the grader has a `threshold`. Anything else, NaN and numbers outside [0, 1] included, is a failed
 * score: never a pass, never a zero.
 */
export type Verdict =
  | boolean
  | number
  | {
      readonly score: number;
      /** Left out: decided by the grader's threshold. */
      readonly pass?: boolean;
      /** One line for people: what was found, what was wanted. */
      readonly reason?: string;
      /** Where a person said so: who, when and why. */
      readonly human?: Attribution;
    };

/** A code grader: a named function from a sample to a verdict. */
export interface Grader<Input = unknown, Expected = unknown> {
  /** Unique within the suite. */
  readonly name: string;
  /** A number passes when it is at least this. */
  readonly threshold?: number;
  grade(sample: Sample<Input, Expected>): Verdict | Promise<Verdict>;
}

/** A grader's verdict on one answer, checked. A failed score is not a zero: it is left out, and shown. */
export type Score =
  | {
      readonly outcome: 'scored';
      /** In [0, 1]. */
      readonly score: number;
      /** Null: this grader measures, it does not decide. */
      readonly pass: boolean | null;
      readonly reason?: string;
      /** Where a person said so: who, when and why. */
      readonly human?: Attribution;
    }
  | { readonly outcome: 'failed'; readonly reason: string };
