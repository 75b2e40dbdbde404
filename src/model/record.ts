import type { Score } from './grader.ts';

/** What became of one attempt. `missing`: the batch ended and its results say nothing of the request. */
export type Outcome =
  | {
      readonly type: 'succeeded';
      /** As returned; null where another system answered. */
      readonly stopReason: string | null;
      /** A refusal's category, where the API gave one. */
      readonly refusal?: string;
    }
  | { readonly type: 'errored'; readonly error: { readonly type: string; readonly message: string } }
  | { readonly type: 'expired' }
  | { readonly type: 'canceled' }
  | { readonly type: 'missing' };

export type OutcomeType = Outcome['type'];

/** US dollars, or null where the model has no price in the table: unknown, never zero. */
export type Dollars = number | null;

/** What an answer used; the API's own words for it stand in the results file. */
export interface Tokens {
  /** Uncached input. */
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  /** Thinking included. */
  readonly output: number;
}

/** One try at getting a trial's answer. */
export interface Attempt {
  /** Number of the batch, as in `requests/0001.jsonl`. */
  readonly batch: number;
  readonly outcome: Outcome;
  readonly tokens: Tokens | null;
  readonly cost: Dollars;
}

/** A line of `records.jsonl`: a trial with its outcome, scores, tokens, cost and attempts. */
export interface TrialRecord {
  /** Ordinal in the plan. */
  readonly trial: number;
  readonly case: string;
  readonly tags: readonly string[];
  readonly variant: string;
  /** 0 for the first repetition. */
  readonly repetition: number;
  /** Of the last attempt. */
  readonly outcome: Outcome;
  /** The answer's text; null where there is no answer. */
  readonly output: string | null;
  /** The model that answered, as it names itself; null where there is no answer. */
  readonly model: string | null;
  /** Who answered. */
  readonly answeredBy: Answerer | null;
  /**
   * Whether every grader that decides says pass. Null: no answer, a failed score, or no grader that decides;
   * such a trial is left out of the accuracy.
   */
  readonly pass: boolean | null;
  /** By grader; empty where there is no answer. */
  readonly scores: { readonly [grader: string]: Score };
  /** Of all answers of the conversation. */
  readonly tokens: Tokens | null;
  /** US dollars, of all attempts, as billed to the run that bought them. */
  readonly cost: Dollars;
  /** The same usage at the price of single requests. */
  readonly costUnbatched: Dollars;
  /** US dollars that the prompt cache saved, part of `cost` already; negative where it cost more. */
  readonly cacheSaved: Dollars;
  /** As the API returned it: `batch` where the discount was given; null where it says nothing. */
  readonly serviceTier: string | null;
  /** The run that bought the answer, and with it `cost`; null: this one. */
  readonly reusedFrom: string | null;
  /** US dollars for all that its judges were asked; not part of `cost`. */
  readonly judging: Dollars;
  /** From request to answer, over all turns. Null: not known, as ever of a batch, which has turnaround only. */
  readonly latencyMs: number | null;
  /** Answers of the conversation. */
  readonly turns: number;
  /** Number of the batch of the last attempt; null: it was never packed. */
  readonly batch: number | null;
  /** Attempts that failed before the last one, oldest first. */
  readonly earlier: readonly Attempt[];
}

/** A record with what its case asks and expects: all that is known of a trial. */
export interface RecordLine extends TrialRecord {
  readonly input: unknown;
  /** Null where the dataset states none. */
  readonly expected: unknown;
}

/** Claude, the local simulator, or a file of recorded answers. */
export type Answerer = 'claude' | 'simulator' | 'recorded';
