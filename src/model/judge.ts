import type { Grader, Role, Sample, Verdict } from './grader.ts';
import type { JsonValue } from './json.ts';
import type { Params } from './request.ts';
import type { Message } from './result.ts';

/** What one opinion came to: the message, or null where no answer came back, whatever the reason. */
export type Opinion = Message | null;

/**
 * A judge says what to ask a model about an answer, and how to read what it says. It never calls: its requests
 * are batched, resumed, priced and simulated like all others.
 */
export interface Judge<Input = unknown, Expected = unknown> {
  /** Unique among the suite's graders. */
  readonly name: string;
  /** A number passes when it is at least this. */
  readonly threshold?: number;
  /** As with a grader: left out, a gate where its verdicts pass or fail, else a metric. */
  readonly role?: Role;
  /** What the judge was made with, prompts and their version included: the same settings, the same requests. */
  readonly settings: JsonValue;
  /** How many requests it makes about each answer: the members of a panel, votes, both orders of a pair. */
  readonly opinions: number;
  /**
   * `baseline`: the answer is held against that of the suite's baseline to the same case and repetition. The
   * baseline itself is not judged.
   */
  readonly against?: 'baseline';
  /**
   * One request for each opinion. Pure: the same sample, the same bytes. Throws where the case cannot be
   * judged (no expected value, say): that is a failed score.
   *
   * @param other the baseline's sample; only for a judge that is `against` it.
   */
  ask(sample: Sample<Input, Expected>, other?: Sample<Input, Expected>): readonly Params[];
  /**
   * The verdict, from the opinions in the order of the requests. Throws where there is none to be read: off the
   * menu, empty, cut short, refused. That is a failed score, never a pass and never a zero.
   */
  read(opinions: readonly Opinion[], sample: Sample<Input, Expected>): Verdict;
}

/** Whatever a suite is graded by. */
export type AnyGrader<Input = unknown, Expected = unknown, Parsed = unknown> =
  | Grader<Input, Expected, Parsed>
  | Judge<Input, Expected>;

/** Whether a grader is a judge. */
export function isJudge(grader: object): grader is Judge {
  return 'ask' in grader;
}
