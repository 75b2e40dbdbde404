/** A p-value; null: there was no test, which counts for nothing. */
type PValue = number | null;

/**
 * Holm's step-down adjustment: to call significant what it leaves at or below α has a chance of at most α of even one
 * false alarm. Holm 1979, Scandinavian Journal of Statistics 6, 65–70.
 *
 * @returns adjusted values in the order given; null stays null.
 */
export function holm(p: readonly PValue[]): PValue[] {
  const order = ascending(p);
  const adjusted = [...p];
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * p[place]!));
    adjusted[place] = largest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up adjustment: of what it leaves at or below q, a share of q at most is expected to be
 * false alarms. Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57, 289–300.
 *
 * @returns adjusted values in the order given; null stays null.
 */
export function benjaminiHochberg(p: readonly PValue[]): PValue[] {
  const order = ascending(p);
  const adjusted = [...p];
  let smallest = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const place = order[rank - 1]!;
    smallest = Math.min(smallest, (order.length / rank) * p[place]!);
    adjusted[place] = smallest;
  }
  return adjusted;
}

/** The places of those that are not null, smallest first. */
function ascending(p: readonly PValue[]): number[] {
  const tested = p.flatMap((value, place) => (value === null ? [] : [place]));
  return tested.sort((a, b) => p[a]! - p[b]!);
}
