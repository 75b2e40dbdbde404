/** A row as it stands in its source. */
export interface Row {
  readonly value: unknown;
  /** Says where: `datasets/x.csv:14`, or `row 14`. Made only when something is wrong with the row. */
  readonly where: () => string;
}

export type RowReader = (root: string, path: string) => AsyncIterable<Row>;
