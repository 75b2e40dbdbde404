/** How far two ratings are apart: nominal, alike or not; ordinal, by ratings between them; interval, by their difference. */
export type Level = 'nominal' | 'ordinal' | 'interval';

/** A unit's ratings; null: a rater did not rate it. */
export type Ratings = readonly (number | null)[];

/**
 * Krippendorff's alpha: agreement beyond chance of any number of raters, some of whose ratings may be missing.
 * Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability". In place of his coincidence matrix, whose size is the
 * square of the number of different ratings, disagreement is summed unit by unit, which gives the same.
 *
 * @param units ratings of nominal classes are their numbers, in any order
 * @returns null where ratings do not vary: there is nothing to agree on. A unit with one rating does not count.
 */
export function krippendorffsAlpha(units: readonly Ratings[], level: Level): number | null {
  const rated = units
    .map((ratings) => ratings.filter((rating) => rating !== null))
    .filter((ratings) => ratings.length > 1);
  const pairable = level === 'ordinal' ? midranks(rated) : rated;
  const apart = level === 'nominal' ? unlikePairs : squaredDistances;
  const all = pairable.flat();
  const expected = apart(all) / (all.length - 1);
  if (!(expected > 1e-12)) return null;
  const observed = pairable.reduce((sum, ratings) => sum + apart(ratings) / (ratings.length - 1), 0);
  return 1 - observed / expected;
}

/** Ordered pairs that are not the same. */
function unlikePairs(ratings: readonly number[]): number {
  const counts = countsOf(ratings);
  let alike = 0;
  for (const count of counts.values()) alike += count ** 2;
  return ratings.length ** 2 - alike;
}

/** The squared differences of ordered pairs, summed. */
function squaredDistances(ratings: readonly number[]): number {
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  return 2 * ratings.length * ratings.reduce((sum, rating) => sum + (rating - mean) ** 2, 0);
}

/** The distance between ordinal ratings is the one between their mean ranks among all ratings. */
function midranks(units: readonly (readonly number[])[]): number[][] {
  const counts = countsOf(units.flat());
  const ranks = new Map<number, number>();
  let below = 0;
  for (const rating of [...counts.keys()].sort((a, b) => a - b)) {
    const count = counts.get(rating)!;
    ranks.set(rating, below + count / 2);
    below += count;
  }
  return units.map((ratings) => ratings.map((rating) => ranks.get(rating)!));
}

function countsOf(ratings: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return counts;
}
