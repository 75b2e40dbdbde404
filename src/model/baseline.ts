import { z } from 'zod';
import { ROLES } from './grader.ts';

/** What a baseline's file is called by itself; the number grows when older versions could not read it. */
export const BASELINE_FORMAT = 'assay-baseline/1';

/** `evals/<suite>.baseline.json` up to its cases: which run was accepted, and what its scores hang on. */
export const baselineHeaderSchema = z.strictObject({
  format: z.literal(BASELINE_FORMAT),
  suite: z.string(),
  run: z.string(),
  createdAt: z.iso.datetime(),
  /** When the run was accepted, `YYYY-MM-DD`. */
  blessed: z.iso.date(),
  commit: z.string().nullable(),
  /** The simulator gave answers or opinions: such a baseline is for simulated runs alone. */
  simulated: z.boolean(),
  dataset: z.strictObject({ name: z.string(), hash: z.string(), cases: z.int().nonnegative() }),
  repeat: z.int().positive(),
  /** The newest entry of the price table that costs were computed by. */
  pricesDate: z.string(),
  graders: z.array(
    z.strictObject({
      name: z.string(),
      /** The digest by which a changed grader is told; null: not known. */
      version: z.string().nullable(),
      role: z.enum(ROLES),
    }),
  ),
  variants: z
    .array(
      z.strictObject({
        name: z.string(),
        /** What was asked for; null for recorded answers. */
        model: z.string().nullable(),
        /** What answered, as it names itself. */
        answeredModels: z.array(z.string()),
      }),
    )
    .min(1),
});

export type BaselineHeader = z.infer<typeof baselineHeaderSchema>;

/** A sample's score, or those of several; what has no score is left out. */
export type KeptScores = number | readonly number[];

/** A line of the file: a case. Keys stand in this order, cases in that of their ids. */
export interface BaselineCase {
  readonly id: string;
  /** Fingerprints, in 13 hex digits. */
  readonly input: string;
  readonly expected: string;
  /** Of the cluster that the case declares. */
  readonly cluster?: string;
  /** By variant, then by metric: `accuracy` and each grader. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, KeptScores>>>>;
  /** US dollars an answer, by variant. */
  readonly cost?: Readonly<Record<string, number>>;
  /** Tokens an answer, by variant. */
  readonly tokens?: Readonly<Record<string, number>>;
}
