import { ALPHA, type Interval } from './interval.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { seeded } from './seeded.ts';

const RESAMPLES = 2000;
const SEED = 20_261_125;

/**
 * The bias-corrected and accelerated bootstrap interval, at 95 %, of a statistic over independent units:
 * 2,000 resamples from a fixed seed, so the same data have the same interval. Efron 1987, JASA 82, 171–185.
 *
 * @param statistic of any multiset of the units; null where it is undefined, which leaves the resample out.
 * @returns null where there are fewer than two units, or nothing varies between them.
 */
export function bcaInterval<Unit>(
  units: readonly Unit[],
  statistic: (units: readonly Unit[]) => number | null,
): Interval | null {
  const value = statistic(units);
  if (value === null || units.length < 2) return null;
  const resampled = resamples(units, statistic);
  const acceleration = accelerationOf(units, statistic);
  if (acceleration === null || resampled.length === 0) return null;
  const below = resampled.filter((other) => other < value - TIE).length;
  const tied = resampled.filter((other) => Math.abs(other - value) <= TIE).length;
  const share = (below + tied / 2) / resampled.length;
  if (share <= 0 || share >= 1) return null;
  const bias = normalQuantile(share);
  const endAt = (p: number): number => {
    const z = bias + normalQuantile(p);
    return quantile(resampled, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return [endAt(ALPHA / 2), endAt(1 - ALPHA / 2)];
}

/** Equal but for rounding. */
const TIE = 1e-12;

/** The statistic of each resample, ascending. */
function resamples<Unit>(
  units: readonly Unit[],
  statistic: (units: readonly Unit[]) => number | null,
): number[] {
  const next = seeded(SEED);
  const values: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    const value = statistic(units.map(() => units[Math.floor(next() * units.length)]!));
    if (value !== null) values.push(value);
  }
  return values.sort((a, b) => a - b);
}

/** From the jackknife; null where leaving any one unit out changes nothing. */
function accelerationOf<Unit>(
  units: readonly Unit[],
  statistic: (units: readonly Unit[]) => number | null,
): number | null {
  const without = units.flatMap((_, index) => statistic(units.toSpliced(index, 1)) ?? []);
  const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
  let squares = 0;
  let cubes = 0;
  for (const value of without) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares < TIE * TIE ? null : cubes / (6 * squares ** 1.5);
}

/** Linear between the order statistics, as numpy's default. */
function quantile(ascending: readonly number[], p: number): number {
  const place = p * (ascending.length - 1);
  const below = Math.floor(place);
  const low = ascending[below]!;
  return low + (place - below) * ((ascending[below + 1] ?? low) - low);
}
