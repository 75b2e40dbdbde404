/** Something about a suite that makes its figures worth less, found before money is spent. */
export interface Finding {
  /** Name of the check. */
  readonly check: string;
  /** `error`: what was asked for cannot work. `warning`: it works, but may not show what it seems to. */
  readonly severity: 'error' | 'warning';
  /** One line: what is wrong. May quote the dataset. */
  readonly message: string;
  /** One line: what to do. */
  readonly hint: string;
  /** Ids of the first few cases; empty where it is not about single cases. */
  readonly cases: readonly string[];
  /** How many cases there are in all. */
  readonly count: number;
}
