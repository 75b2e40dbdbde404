/** What a page of Markdown may hold, as its reader's host allows. */
export interface PageSize {
  /** As it is called where something was left out. */
  readonly name: string;
  /** In the unit of `sizeOf`. */
  readonly limit: number;
  sizeOf(text: string): number;
  /** Broken cases side by side, at most. */
  readonly cases: number;
  /** UTF-16 units of an input, an expectation and an output each. */
  readonly longest: number;
}

/**
 * A comment on GitHub may have 65,536 characters and, it was found, 262,144 bytes: four bytes a UTF-16 unit at most, so
 * this holds for both.
 */
export const COMMENT: PageSize = {
  name: 'a comment',
  limit: 60_000,
  sizeOf: (text) => text.length,
  cases: 10,
  longest: 1_200,
};

const UTF_8 = new TextEncoder();

/** GitHub drops the whole summary of a step where it is beyond 1,024 kB. */
export const STEP_SUMMARY: PageSize = {
  name: 'a step summary',
  limit: 900_000,
  sizeOf: (text) => UTF_8.encode(text).length,
  cases: 200,
  longest: 6_000,
};
