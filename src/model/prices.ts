import { z } from 'zod';

/**
 * Prices in US dollars per million tokens. `cacheRead` is stated because its ratio to `input` differs by
 * model; cache writes are 1.25 × input (5 minutes) and 2 × input (1 hour) everywhere.
 */
const band = z.strictObject({
  /** The band holds while the whole prompt (uncached, cache writes and reads) has at most this many tokens. */
  promptUpTo: z.number().int().positive().optional(),
  input: z.number().nonnegative(),
  cacheRead: z.number().nonnegative(),
  output: z.number().nonnegative(),
});

/** From `from` on, these models cost this. The newest entry that has begun when the batch was created holds. */
const entry = z.strictObject({
  models: z.array(z.string()).min(1),
  from: z.iso.date(),
  /** Narrow bands first; the last one has no limit. */
  bands: z.array(band).min(1),
  source: z.string().optional(),
});

export const priceTableSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Factor on all tokens of a batch. */
  batchFactor: z.number().positive().default(0.5),
  /** Factors on all tokens by `usage.inference_geo`. */
  geography: z.record(z.string(), z.number().positive()).default({}),
  /** US dollars for each search. */
  webSearch: z.number().nonnegative().default(0.01),
  entries: z.array(entry),
});

export type PriceTable = z.infer<typeof priceTableSchema>;
export type PriceBand = z.infer<typeof band>;
export type PriceEntry = z.infer<typeof entry>;
