import { z } from 'zod';

const at = z.iso.datetime();
const batch = z.int().positive();
const file = z.strictObject({
  /** Below the run folder: whoever wrote the journal names no other file of this machine. */
  path: z.string().regex(/^(requests|results|turns)\/\d+\.jsonl$/),
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

/** What a batch is sent for: answers, one answer that writes the prompt cache for the others, or opinions. */
const purpose = z.enum(['answer', 'prime', 'judge']);
/** US dollars: the input alone, and with all the output there can be. Null: no price is known. */
const estimate = z.strictObject({ least: z.number(), most: z.number() }).nullable();
/** 0 is the trials' own conversation; others are judges' about them. */
const thread = z.int().nonnegative();
/** Of the manifest's: 0 is bought without being released. */
const instalment = z.int().positive();

/** What money or time bought, and nothing else: the facts of `journal.jsonl`, in the order they became true. */
export const factSchema = z.discriminatedUnion('type', [
  /** Judges of the suite: a thread for each opinion, about every trial that has an answer. */
  z.strictObject({
    type: z.literal('threads'),
    at,
    threads: z.array(
      z.strictObject({
        thread: thread.positive(),
        judge: z.string(),
        opinion: z.int().nonnegative(),
        /** Digest of the judge's settings. */
        version: z.string(),
        against: z.literal('baseline').nullable(),
        estimate,
      }),
    ),
  }),
  /** The batch's requests are on the disk. All are of one variant, thread, turn and attempt. */
  z.strictObject({
    type: z.literal('packed'),
    at,
    batch,
    variant: z.string(),
    purpose: purpose.default('answer'),
    thread: thread.default(0),
    /** 0 is the opening request of a conversation. */
    turn: z.int().nonnegative().default(0),
    /** 0 is the first try. */
    attempt: z.int().nonnegative().default(0),
    requests: file,
    estimate,
  }),
  /** All that was due of a variant and a judge's thread is packed; where it is not, the judge has no question. */
  z.strictObject({ type: z.literal('asked'), at, variant: z.string(), thread }),
  /**
   * Answers to byte-identical requests that an earlier run of the suite bought: a batch that is never sent.
   * The id and the times are those of the batch that was; `saved` is what it cost then, in US dollars.
   */
  z.strictObject({
    type: z.literal('reused'),
    at,
    batch,
    variant: z.string(),
    run: z.string(),
    id: z.string(),
    createdAt: z.string(),
    requests: file,
    results: file,
    saved: z.number().nullable(),
  }),
  /**
   * A batch that was found in the workspace when the folder of its run was made again, or that was made
   * elsewhere: packed, sent and collected before. The cost is in US dollars; null: some of it is not known.
   */
  z.strictObject({
    type: z.literal('recovered'),
    at,
    batch,
    variant: z.string(),
    attempt: z.int().nonnegative(),
    id: z.string(),
    createdAt: z.string(),
    endedAt: z.string(),
    /** Its ids are not Assay's: nobody knows what its requests asked. */
    foreign: z.boolean(),
    requests: file,
    estimate,
    results: file,
    cost: z.number().nullable(),
  }),
  /** What was held back is due: a look at the run so far said to go on. */
  z.strictObject({ type: z.literal('released'), at, instalment }),
  /** A look at the run so far said that this is not needed. */
  z.strictObject({ type: z.literal('stopped'), at, instalment }),
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
  /**
   * How the conversations of a batch go on: the trials of the file, with the messages they go on with, such as
   * the results of tools. The others of the batch have come to their end.
   */
  z.strictObject({ type: z.literal('advanced'), at, batch, messages: file }),
  /**
   * An abandoned batch, and what was found when the workspace was looked through once more after it had been
   * sent again: batches that turned out to be the same one (money lost), and batches of its size that were
   * still at work then, of which that is not known.
   */
  z.strictObject({
    type: z.literal('audited'),
    at,
    batch,
    duplicates: z.array(z.strictObject({ id: z.string(), requests: z.int(), cost: z.number().nullable() })),
    unsure: z.array(z.string()),
  }),
  /** What failed in passing is due again by itself, within the bound of the manifest. */
  z.strictObject({ type: z.literal('retry'), at, variant: z.string(), thread: thread.default(0) }),
  /** A person asked again for the trials that came out like this; of one variant, of these trials, or all. */
  z.strictObject({
    type: z.literal('rerun'),
    at,
    kinds: z.array(z.enum(['errored', 'expired', 'canceled', 'missing'])),
    variant: z.string().optional(),
    trials: z.array(z.int().nonnegative()).optional(),
  }),
  /** A person had a judge asked again about trials on which it gave no verdict. */
  z.strictObject({
    type: z.literal('reasked'),
    at,
    thread: thread.positive(),
    trials: z.array(z.int().nonnegative()),
  }),
]);

export type Fact = z.infer<typeof factSchema>;
export type Purpose = z.infer<typeof purpose>;
export type FileFact = z.infer<typeof file>;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
