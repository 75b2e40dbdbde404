/** One row of the dataset. `input` and `expected` are JSON values: they are written to the run folder. */
export interface Case<Input = unknown, Expected = unknown> {
  /** Unique within the dataset. From a column, or stable by content. */
  readonly id: string;
  readonly input: Input;
  /** Null where the dataset states none. */
  readonly expected: Expected;
  /** Names of the slices the case belongs to. */
  readonly tags: readonly string[];
  /** What the case shares with others of the same cluster: a document, a conversation, a template. */
  readonly cluster?: string;
}
