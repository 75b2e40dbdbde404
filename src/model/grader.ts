import type { JsonValue } from './json.ts';
import type { Params } from './request.ts';
import type { Message } from './result.ts';

/** What a grader looks at: one answer, beside its case. */
export interface Sample<Input = unknown, Expected = unknown, Parsed = unknown> {
  readonly input: Input;
  readonly expected: Expected;
  /** The answer's `text` blocks, joined. */
  readonly output: string;
  /** What the variant's `output` schema made of the answer. Left out where it has none, or took no answer. */
  readonly parsed?: Parsed;
  /** Why there is no `parsed` although the variant has a schema: refused, cut short, not JSON, another form. */
  readonly parseError?: string;
  /** The whole answer: content blocks, stop reason, usage. */
  readonly message: Message;
  /** The whole conversation, this answer last: prompt, earlier answers, results of tools, what a user said. */
  readonly transcript: Params['messages'];
  /** US dollars that the answer was billed, with all attempts and turns; null where its price is not known. */
  readonly cost: number | null;
  readonly caseId: string;
  readonly tags: readonly string[];
  readonly variant: string;
  /** 0 for the first repetition. */
  readonly repetition: number;
}

/** UTF-16 units of a label. What is longer is prose, and no label. */
export const LONGEST_LABEL = 100;

/** What a case's answer was to be and what it was, for graders that compare labels. */
export interface Label {
  /** Null: the case names none. */
  readonly expected: string | null;
  /** Null: no label could be read from the answer. */
  readonly predicted: string | null;
}

interface Finding {
  readonly score: number;
  /** One line for people: what was found, what was wanted. */
  readonly reason?: string;
  readonly label?: Label;
  /** Measures beside the score, in [0, 1] each, which reports average: the `agreement` of a panel, say. */
  readonly evidence?: Evidence;
  /** Where a person said so: who, when and why. */
  readonly human?: Attribution;
}

export type Evidence = { readonly [measure: string]: number };

/** A verdict that says pass or fail by itself. */
export type Decision = boolean | (Finding & { readonly pass: boolean });

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
  | Decision
  | number
  | (Finding & {
      /** Left out: decided by the grader's threshold. */
      readonly pass?: boolean;
    });

export const ROLES = ['gate', 'metric', 'advisory'] as const;

/**
 * What a grader's scores count for. A `gate` decides whether the trial passes: all gates must. A `metric` is
 * measured and compared and never decides. An `advisory` is shown, and neither decides nor is compared.
 */
export type Role = (typeof ROLES)[number];

/** A code grader: a named function from a sample to a verdict. */
export interface Grader<Input = unknown, Expected = unknown, Parsed = unknown> {
  /** Unique within the suite. */
  readonly name: string;
  /** A number passes when it is at least this. */
  readonly threshold?: number;
  /** Left out: a gate where its verdicts pass or fail, else a metric. */
  readonly role?: Role;
  /** How much it counts in the mean of `weighted`; 1 unless told otherwise. */
  readonly weight?: number;
  /** What it was made with, so that two runs can tell whether they were graded alike. */
  readonly settings?: JsonValue;
  grade(sample: Sample<Input, Expected, Parsed>): Verdict | Promise<Verdict>;
}

/**
 * A grader that says pass or fail, by its verdicts or by its threshold. Only such a one can be inverted, or be
 * a part of `all` and `any`: what merely measures has no opposite.
 */
export type Decider<Input = unknown, Expected = unknown, Parsed = unknown> = Grader<Input, Expected, Parsed> &
  (
    | { grade(sample: Sample<Input, Expected, Parsed>): Decision | Promise<Decision> }
    | { readonly threshold: number }
  );

/** A grader's verdict on one answer, checked. A failed score is not a zero: it is left out, and shown. */
export type Score = (
  | {
      readonly outcome: 'scored';
      /** In [0, 1]. */
      readonly score: number;
      /** Null: this grader measures, it does not decide. */
      readonly pass: boolean | null;
      readonly reason?: string;
      readonly label?: Label;
      readonly evidence?: Evidence;
      /** Where a person said so: who, when and why. */
      readonly human?: Attribution;
    }
  | { readonly outcome: 'failed'; readonly reason: string }
) & {
  /** As the grader states it; left out where it states none. */
  readonly role?: Role;
};

/** Whether a score has a say in the pass of its trial; a failed one without a role might have had. */
export function mayDecide({ role }: Score): boolean {
  return role === undefined || role === 'gate';
}
