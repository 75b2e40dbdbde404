import type { Contrast, Ratio } from './comparison.ts';
import { nearest } from './did-you-mean.ts';
import { UserError } from './errors.ts';
import type { Dollars } from './record.ts';

/** By what a cheap answer is believed, known before the strong variant is asked. More is surer. */
export type Signal =
  /** A grader's score of the cheap answer. */
  | { readonly type: 'score'; readonly grader: string }
  /** The share of the cheap variant's repeats that gave the most frequent answer, which is taken. */
  | { readonly type: 'agreement' }
  /** Of the cheap answer; negated where short answers are the surer ones. */
  | { readonly type: 'output tokens'; readonly sure: 'long' | 'short' };

const SPECS = ['score:GRADER', 'agreement', 'output-tokens', '-output-tokens'] as const;

/** @throws UserError when it is none. */
export function parseSignal(spec: string): Signal {
  const [, grader] = /^score:(.+)$/s.exec(spec) ?? [];
  if (grader !== undefined) return { type: 'score', grader };
  if (spec === 'agreement') return { type: 'agreement' };
  if (spec === 'output-tokens') return { type: 'output tokens', sure: 'long' };
  if (spec === '-output-tokens') return { type: 'output tokens', sure: 'short' };
  const near = nearest(spec, SPECS);
  throw new UserError(
    `--signal ${spec}: there is no such signal`,
    near === undefined ? `there are: ${SPECS.join(', ')}` : `did you mean "${near}"?`,
  );
}

/** Cheap answers whose signal is below it are escalated; `always` escalates all of them, `never` none. */
export type Threshold = number | 'always' | 'never';

/** A cascade at one threshold. Shares and means count each case the same. */
export interface CascadePoint {
  readonly threshold: Threshold;
  /** Share of the answers that are escalated. */
  readonly escalated: number;
  readonly score: number;
  /** US dollars an answer: the cheap one, its signal, and the strong one where it is asked. Null: not all is known. */
  readonly cost: Dollars;
  /** To the strong variant alone. */
  readonly difference: Contrast;
  /** Over the strong variant alone. */
  readonly costRatio: Ratio;
  /** What escalates the same share by chance. */
  readonly random: {
    readonly score: number;
    /** The cascade's mean less this one. */
    readonly difference: Contrast;
  };
  /** It is shown to lose less than the margin, and so is every safer one. */
  readonly holds: boolean;
}

/** The strong variant for all cases. */
export interface StrongAlone {
  readonly score: number;
  /** US dollars an answer; null: not all is known. */
  readonly cost: Dollars;
}

/** What a cascade makes of the scores of two variants. */
export interface CascadeResult {
  /** Cases, and independent groups of them. */
  readonly n: number;
  readonly groups: number;
  readonly strong: StrongAlone;
  /** From the safest to the cheapest. */
  readonly points: readonly CascadePoint[];
  /** The cheapest that holds; null: none does. */
  readonly chosen: CascadePoint | null;
  /** Cascade less random router, their means over all thresholds between the ends. Null: there are none. */
  readonly gain: Contrast | null;
}

/** `assay cascade`: cheap first, and strong where a signal says that the cheap answer is not to be believed. */
export interface Cascade extends CascadeResult {
  readonly format: 'assay-cascade/1';
  readonly suite: string;
  readonly run: string;
  /** Answers, or opinions of judges, came from the simulator. */
  readonly simulated: boolean;
  /** `accuracy`, or the grader that stands in for it where none decides. */
  readonly metric: string;
  readonly variants: { readonly cheap: string; readonly strong: string };
  readonly signal: Signal;
  /** The most that may be lost, as a share. */
  readonly margin: number;
  /** Cases left out: without a score from both variants, or without the signal. */
  readonly dropped: number;
  readonly notes: readonly CascadeNote[];
}

/** What is to be known before the figures are believed. */
export type CascadeNote =
  /** The suite's grader could not be asked whether it reads the expected value. */
  | { readonly type: 'unchecked grader'; readonly grader: string }
  /** The signal is a part of what is measured. */
  | { readonly type: 'deciding grader'; readonly grader: string }
  /** The records do not tell the costs of several judges apart: all are counted. */
  | { readonly type: 'several judges'; readonly judges: readonly string[] };
