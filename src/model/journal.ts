import { z } from 'zod';

const at = z.iso.datetime();
const batch = z.int().positive();
const file = z.strictObject({
  /** Below the run folder. */
  path: z.string(),
  lines: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
});
const counts = z.object({
  processing: z.int(),
  succeeded: z.int(),
  errored: z.int(),
  canceled: z.int(),
  expired: z.int(),
});

/** What money or time bought, and nothing else: the facts of `journal.jsonl`, in the order they became true. */
export const factSchema = z.discriminatedUnion('type', [
  /** The batch's requests are on the disk. The estimate is in US dollars; null: no price is known. */
  z.strictObject({
    type: z.literal('packed'),
    at,
    batch,
    variant: z.string(),
    requests: file,
    estimate: z.strictObject({ least: z.number(), most: z.number() }).nullable(),
  }),
  /** Flushed before the POST. From here on the batch may exist. */
  z.strictObject({ type: z.literal('intended'), at, batch }),
  z.strictObject({
    type: z.literal('created'),
    at,
    batch,
    id: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
  }),
  /** The POST was refused in a way that certainly created nothing: it may be sent again. */
  z.strictObject({ type: z.literal('refused'), at, batch, status: z.int().nullable(), message: z.string() }),
  /** A person canceled the run: nothing is sent from here on, and what is at work is canceled. */
  z.strictObject({ type: z.literal('canceled'), at }),
  /** The API has taken note that this batch is to be canceled; what is under way may still finish. */
  z.strictObject({ type: z.literal('canceling'), at, batch }),
  /** No batch of the workspace turned out to be this one: it was never created, and may be sent again. */
  z.strictObject({ type: z.literal('abandoned'), at, batch }),
  z.strictObject({ type: z.literal('ended'), at, batch, endedAt: z.string(), counts }),
  /** The cost is in US dollars, from the usage of all answers; null: some of it is not known. */
  z.strictObject({ type: z.literal('collected'), at, batch, results: file, cost: z.number().nullable() }),
  /** A person asked again for the trials that came out like this; of one variant, of these trials, or all. */
  z.strictObject({
    type: z.literal('rerun'),
    at,
    kinds: z.array(z.enum(['errored', 'expired', 'canceled', 'missing'])),
    variant: z.string().optional(),
    trials: z.array(z.int().nonnegative()).optional(),
  }),
]);

export type Fact = z.infer<typeof factSchema>;
export type FileFact = z.infer<typeof file>;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
