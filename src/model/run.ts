import { z } from 'zod';
import { gateSchema } from './gate.ts';
import type { Params } from './request.ts';

const variantSchema = z.strictObject({
  name: z.string(),
  /** Null for recorded answers. */
  model: z.string().nullable(),
  /** Its answers may go on: tools are run, or a scripted user says more. */
  converses: z.boolean().default(false),
});

/** `run.json`: written once, when a run begins. */
export const manifestSchema = z.strictObject({
  format: z.literal('assay-run/1'),
  /** The folder's name. */
  id: z.string(),
  /** What every `custom_id` of the run begins with. */
  key: z.string().regex(/^[0-9a-z]{10}$/),
  createdAt: z.iso.datetime(),
  suite: z.string(),
  description: z.string().nullable(),
  /** The suite's file, below the project's folder. Null: the suite was given as a value. */
  file: z.string().nullable(),
  mode: z.enum(['batch', 'live']),
  /** Where answers come from: the API's address, without credentials. */
  endpoint: z.string(),
  variants: z.array(variantSchema),
  baseline: z.string(),
  /** The committed baseline that the run is compared with: its file, below the project's folder. Null: none. */
  baselineFile: z.string().nullable().default(null),
  graders: z.array(z.string()),
  /** Repetitions of each case and variant that are planned, one that is held back included. */
  repeat: z.int().positive(),
  /** Of the intervals of its comparisons. */
  confidence: z.number().default(0.95),
  /** What is held back until a look at the rest says to go on. Null: all is bought at once. */
  instalments: z
    .strictObject({
      /** In how many shares the cases are bought. */
      looks: z.union([z.literal(1), z.literal(4)]),
      /** The last repetition is bought only to confirm a failure. */
      confirm: z.boolean(),
      /** What the order of the cases in the shares depends on. */
      seed: z.string(),
      /** US dollars that all answers of each variant may cost, reused ones left out. Null: no price is known. */
      most: z.array(z.number().nullable()).readonly(),
    })
    .nullable()
    .default(null),
  /** How often a trial is sent again by itself after it failed in passing. */
  retries: z.int().nonnegative().default(0),
  dataset: z.strictObject({ name: z.string(), hash: z.string(), cases: z.int().nonnegative() }),
  trials: z.int().nonnegative(),
  /** Those that the run was told beside its suite's own. */
  gates: z.array(gateSchema).default([]),
  /** SHA-256 of `plan.jsonl`; that of `cases.jsonl` is the dataset's. */
  planHash: z.string(),
  assayVersion: z.string(),
  commit: z.string().nullable(),
  /** The run was made of batches that the workspace held: when, and what its readers have to know of that. */
  recovered: z
    .strictObject({ at: z.iso.datetime(), notes: z.array(z.string()) })
    .nullable()
    .default(null),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** A line of a file below `turns/`: the messages with which a trial's conversation goes on. */
export interface ContinuationLine {
  readonly trial: number;
  readonly messages: Params['messages'];
}

/** A line of `plan.jsonl`. */
export interface PlanLine {
  /** Ordinal: the line's number, from 0. */
  readonly trial: number;
  readonly case: string;
  readonly variant: string;
  readonly repetition: number;
  /** SHA-256 of the opening request's params. */
  readonly hash: string;
}
