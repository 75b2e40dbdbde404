import { z } from 'zod';
import type { Contrast, Difference } from './comparison.ts';

/** What comes of a gate whose verdict is open: the data show neither that it holds nor that it does not. */
export const INCONCLUSIVE = ['pass', 'fail', 'warn'] as const;

const SHARE = 'must be a share from 0 to 1: 0.03 for 3 points';
const share = z.number(SHARE).min(0, SHARE).max(1, SHARE);
const flag = z.boolean('must be true or false').default(false);
const inconclusive = z
  .enum(INCONCLUSIVE, `must be ${INCONCLUSIVE.join(', ')}`)
  .nullable()
  .default(null);
const name = z.string('must be a name').min(1, 'must be a name').nullable().default(null);
const amount = (unit: string) => {
  const what = `must be a number of ${unit} above 0`;
  return z.number(what).positive(what);
};

/** Whose answers a gate looks at; null: those of every variant that it applies to. */
const ofVariant = { variant: name };
/**
 * Which scores: `accuracy` or a grader (null: the metric that counts most), of all cases or of those with a tag; and what
 * comes of it where its verdict is open (null: it fails where it asks for a proof, and else passes).
 */
const ofScores = { ...ofVariant, metric: name, slice: name, inconclusive };

/** Gates by type, as they are kept in a run's manifest. */
export const gateSchemas = {
  /** Fails where the variant is shown to be worse, by more than the tolerance. */
  noRegression: z.strictObject({
    type: z.literal('noRegression'),
    tolerance: share.default(0),
    /** Keeps its 95 % interval; the other metrics share the error of one. */
    primary: flag,
    ...ofScores,
  }),
  /** Fails unless the variant is shown not to be worse by the margin. */
  nonInferior: z.strictObject({
    type: z.literal('nonInferior'),
    margin: share.gt(0, 'must be above 0: no data can show that a variant is not worse at all'),
    ...ofScores,
  }),
  /** Fails where the mean is shown to be below the share; `proven`: unless it is shown not to be. */
  atLeast: z
    .strictObject({
      type: z.literal('atLeast'),
      share: share.gt(0, 'must be above 0: it would hold for anything'),
      proven: flag,
      ...ofScores,
    })
    .refine(({ share, proven }) => !(proven && share === 1), {
      path: ['share'],
      message: 'must be below 1 to be proven: no number of cases shows that none will ever fail',
    }),
  /** Fails unless every sample of every one of these cases passes. */
  mustPass: z.strictObject({
    type: z.literal('mustPass'),
    cases: z
      .array(z.string('must be ids of cases'), 'must be a list of cases')
      .min(1, 'must name a case: without one it would hold for anything')
      .refine((cases) => new Set(cases).size === cases.length, 'must name each case once'),
    ...ofVariant,
  }),
  /** Fails where more of the trials than this have no verdict: no answer, or a grader that could not score it. */
  maxErrors: z.strictObject({ type: z.literal('maxErrors'), share, ...ofVariant }),
  /** US dollars, of the whole run, judges included. */
  maxCost: z.strictObject({ type: z.literal('maxCost'), dollars: amount('dollars') }),
  /** US dollars for an answered case, with all its repetitions. */
  maxCostPerCase: z.strictObject({
    type: z.literal('maxCostPerCase'),
    dollars: amount('dollars'),
    ...ofVariant,
  }),
  /** The mean of an answer's tokens, in and out. */
  maxTokens: z.strictObject({ type: z.literal('maxTokens'), tokens: amount('tokens'), ...ofVariant }),
} as const;

export const gateSchema = z.discriminatedUnion('type', [
  gateSchemas.noRegression,
  gateSchemas.nonInferior,
  gateSchemas.atLeast,
  gateSchemas.mustPass,
  gateSchemas.maxErrors,
  gateSchemas.maxCost,
  gateSchemas.maxCostPerCase,
  gateSchemas.maxTokens,
]);

export type GateType = keyof typeof gateSchemas;
export type GateOf<Type extends GateType> = z.infer<(typeof gateSchemas)[Type]>;

/** A rule that turns a run into an exit code. Made by `noRegression()` and its like: inert, and checked. */
export type Gate = { readonly [Type in GateType]: Readonly<GateOf<Type>> }[GateType];

/** Gates that look at a variant against what it is compared with. */
export type ComparisonGate = Extract<Gate, { readonly type: 'noRegression' | 'nonInferior' }>;

export function isComparisonGate(gate: Gate): gate is ComparisonGate {
  return gate.type === 'noRegression' || gate.type === 'nonInferior';
}

/** What a claim comes to, by its interval. */
export type Reading =
  /** The data show it, also if all that is missing were as bad as can be, where the gate claims something. */
  | 'holds'
  /** The data show the contrary. */
  | 'broken'
  /** The data show neither. */
  | 'open'
  /** It hangs on cases without a score: had they been as bad as can be, it were broken, or not shown. */
  | 'missing';

/** What a gate saw. */
export type GateFinding =
  | {
      readonly type: 'difference';
      readonly reading: Reading;
      readonly metric: string;
      /** What the variant is compared with. */
      readonly baseline: string;
      readonly difference: Difference;
      /** Cases in common. */
      readonly n: number;
      /** Cases that one of the two lacks a score for, and the difference if they were as bad as can be; null: none. */
      readonly dropped: number;
      readonly worst: Contrast | null;
    }
  | {
      readonly type: 'share';
      readonly reading: Reading;
      readonly metric: string;
      /** The mean score, with an interval whose coverage is guaranteed. */
      readonly mean: number;
      readonly low: number;
      readonly high: number;
      readonly confidence: number;
      readonly n: number;
      /** Cases without a score, and the interval if they had scored 0; null: none. */
      readonly missing: number;
      readonly worst: { readonly low: number; readonly high: number } | null;
    }
  /** Of the cases that must pass: ids, in the order of the gate. */
  | {
      readonly type: 'cases';
      readonly passed: number;
      readonly failed: readonly string[];
      /** Not every sample has a verdict. */
      readonly missing: readonly string[];
    }
  /** Whose they are, and how many of its trials have no answer, or no verdict because a score failed. */
  | {
      readonly type: 'errors';
      readonly variant: string;
      readonly unanswered: number;
      readonly unscored: number;
      readonly trials: number;
      /** Share of the trials. */
      readonly allowed: number;
    }
  /** US dollars or tokens, in the gate's unit. */
  | { readonly type: 'amount'; readonly amount: number }
  /** There is nothing that could be held to it. */
  | { readonly type: 'nothing'; readonly reason: NothingReason }
  /** The two are not alike; `reason` may quote the suite. */
  | { readonly type: 'not comparable'; readonly reason: string };

export type NothingReason =
  | 'not run'
  | 'nothing to compare'
  | 'no such metric'
  | 'no such slice'
  | 'too little data'
  | 'amount not known';

/** What a gate can and cannot see, by its own data. Shares in [0, 1]; null: not known. */
export type GateFacts =
  | {
      readonly type: 'noRegression';
      /** An unchanged variant fails at most so often. */
      readonly falseAlarm: number;
      /** The drop that is noticed four times out of five. */
      readonly detectable: number | null;
    }
  | {
      readonly type: 'nonInferior';
      /** A variant that is worse by the margin passes at most so often. */
      readonly wrongPass: number;
      /** How often an unchanged variant passes. */
      readonly passesUnchanged: number | null;
      /** Cases with which it would, four times out of five. */
      readonly casesNeeded: number | null;
    }
  | {
      readonly type: 'atLeast';
      /** The one that the gate is for: a mean at the share fails, or `proven`, passes, at most so often. */
      readonly error: number;
      /** Cases that may fail, of as many as there are; −1: none would still be too few cases. Null: not plain 0/1. */
      readonly failuresAllowed: number | null;
    };

export type GateOutcome = 'passed' | 'failed' | 'warned';

/** What came of a gate, for one of the variants it looks at. */
export interface GateResult {
  readonly gate: Gate;
  /** Null: the whole run. */
  readonly variant: string | null;
  readonly outcome: GateOutcome;
  readonly finding: GateFinding;
  /** Null: a gate without statistics, or without the data to say. */
  readonly facts: GateFacts | null;
}
