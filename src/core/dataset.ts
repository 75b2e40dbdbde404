import type { Dataset, Rows, Schema } from '../model/suite.ts';

interface Columns {
  /** Column of the case's id. Default: `id`, where there is one; else ids come from the content of `input`. */
  readonly id?: string;
  /** Column of the expected value. Default: `expected`. */
  readonly expected?: string;
  /** Columns whose values become tags (`column:value`), beside those of the column `tags`. */
  readonly tags?: readonly string[];
  /**
   * Column of the source that rows share, such as a document or a conversation: intervals then count sources,
   * not rows. Every row must say its own.
   */
  readonly cluster?: string;
}

interface Options<Input, Expected> {
  /** A zod schema: types the prompts and graders, and checks each row before anything is sent. */
  readonly input: Schema<Input>;
  readonly expected?: Schema<Expected>;
  readonly columns?: Columns;
}

/** A row in memory, in the shape of a case. */
export interface InlineRow<Input, Expected> {
  readonly id?: string;
  readonly input: Input;
  readonly expected?: Expected;
  readonly tags?: readonly string[];
  /** What the row shares with others: a document, a conversation, a template. */
  readonly cluster?: string;
}

/**
 * A dataset: a CSV, JSONL or JSON file below the project's folder, or rows in memory (any iterable, or a
 * function that returns one). Nothing is read until a run needs it.
 *
 * A row is `{ input: {…}, expected, id, tags, cluster }`, or flat: then every column is input, and the schema
 * picks those it names.
 */
export function dataset<Input, Expected = null>(
  source: string | Rows | (() => Rows | Promise<Rows>),
  options: Options<Input, Expected>,
): Dataset<Input, Expected>;
export function dataset(
  csv: `${string}.csv`,
  options?: { readonly columns?: Columns },
): Dataset<Record<string, string>, string>;
export function dataset(
  path: string,
  options?: { readonly columns?: Columns },
): Dataset<Record<string, unknown>, unknown>;
export function dataset<Input, Expected = null>(
  rows:
    | InlineRows<Input, Expected>
    | (() => InlineRows<Input, Expected> | Promise<InlineRows<Input, Expected>>),
  options?: { readonly columns?: Columns },
): Dataset<Input, Expected>;
export function dataset(
  source: string | Rows | (() => Rows | Promise<Rows>),
  options: Partial<Options<unknown, unknown>> = {},
): Dataset<unknown, unknown> {
  return {
    source,
    columns: options.columns ?? {},
    ...(options.input && { input: options.input }),
    ...(options.expected && { expected: options.expected }),
  };
}

type InlineRows<Input, Expected> =
  | Iterable<InlineRow<Input, Expected>>
  | AsyncIterable<InlineRow<Input, Expected>>;
