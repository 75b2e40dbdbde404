/** How two raters sorted the same subjects: rows by the first, columns by the second; counts. */
export type Crosstab = readonly (readonly number[])[];

/** A coefficient of agreement with its large-sample standard error. */
export interface Agreement {
  readonly value: number;
  readonly standardError: number;
  /** The agreement that chance alone would give. */
  readonly chance: number;
}

/** How much a pair of categories agrees: 1 on the diagonal, less away from it. */
export type Weights = (row: number, column: number) => number;

const IDENTITY: Weights = (row, column) => (row === column ? 1 : 0);

/**
 * Cohen's kappa (1960), or, with weights, weighted kappa (Cohen 1968), with the standard error of Fleiss, Cohen
 * & Everitt 1969, Psychological Bulletin 72, 323–327.
 *
 * @returns null where chance alone agrees always, because both raters know one category only: kappa is undefined.
 */
export function cohensKappa(table: Crosstab, weights: Weights = IDENTITY): Agreement | null {
  const { n, shares, rows, columns } = sharesOf(table);
  if (n === 0) return null;
  let observed = 0;
  let expected = 0;
  const rowWeights = rows.map(() => 0);
  const columnWeights = columns.map(() => 0);
  each(shares, (share, i, j) => {
    const weight = weights(i, j);
    observed += weight * share;
    expected += weight * rows[i]! * columns[j]!;
    rowWeights[i]! += weight * columns[j]!;
    columnWeights[j]! += weight * rows[i]!;
  });
  if (1 - expected < 1e-12) return null;
  const value = (observed - expected) / (1 - expected);
  let sum = 0;
  each(shares, (share, i, j) => {
    sum += share * (weights(i, j) - (rowWeights[i]! + columnWeights[j]!) * (1 - value)) ** 2;
  });
  const variance = (sum - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2);
  return { value, standardError: root(variance), chance: expected };
}

/**
 * Gwet's AC1, which does not collapse where nearly all subjects are of one category, with its standard error
 * over subjects. Gwet 2008, British Journal of Mathematical and Statistical Psychology 61, 29–48.
 */
export function gwetAc1(table: Crosstab): Agreement | null {
  const { n, shares, rows, columns } = sharesOf(table);
  if (n < 2) return null;
  const categories = rows.length;
  const prevalence = rows.map((row, i) => (row + columns[i]!) / 2);
  const expected = prevalence.reduce((sum, share) => sum + share * (1 - share), 0) / (categories - 1);
  const observed = shares.reduce((sum, row, i) => sum + row[i]!, 0);
  const value = (observed - expected) / (1 - expected);
  let squares = 0;
  each(shares, (share, i, j) => {
    const own = ((i === j ? 1 : 0) - expected) / (1 - expected);
    const ownExpected = (1 - prevalence[i]! + (1 - prevalence[j]!)) / 2 / (categories - 1);
    const subject = own - (2 * (1 - value) * (ownExpected - expected)) / (1 - expected);
    squares += share * n * (subject - value) ** 2;
  });
  return { value, standardError: root(squares / (n * (n - 1))), chance: expected };
}

function sharesOf(table: Crosstab) {
  const n = table.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);
  const shares = table.map((row) => row.map((count) => count / n));
  const rows = shares.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = table.map((_, j) => shares.reduce((sum, row) => sum + row[j]!, 0));
  return { n, shares, rows, columns };
}

function each(shares: Crosstab, visit: (share: number, row: number, column: number) => void): void {
  shares.forEach((row, i) => {
    row.forEach((share, j) => {
      visit(share, i, j);
    });
  });
}

/** Where nothing varies the variance is zero, and nearly zero in floating point. */
function root(variance: number): number {
  return variance < 1e-15 ? 0 : Math.sqrt(variance);
}
