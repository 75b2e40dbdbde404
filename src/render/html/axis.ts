/** Where values of a plot stand, and which of them are marked. */
export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Above this ratio of the largest to the smallest, values from zero on would crowd at one end. */
const WIDE = 12;
/** Marks aimed at. */
const TICKS = 5;
/** Of the axis' length, free beyond the last value. */
const ROOM = 0.08;

/**
 * An axis that holds the values.
 *
 * @param pixels where it begins and where it ends.
 * @param kind `from zero`: amounts, on a logarithmic scale where they are far apart; `around`: just these values.
 */
export function axisOf(
  values: readonly number[],
  pixels: readonly [number, number],
  kind: 'from zero' | 'around',
): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (kind === 'from zero' && low > 0 && high / low > WIDE) return logarithmic(low, high, pixels);
  if (kind === 'around') return linear(low, high > low ? high : low + 1, pixels);
  return linear(0, (high > 0 ? high : 1) * (1 + ROOM), pixels);
}

function linear(from: number, to: number, pixels: readonly [number, number]): Axis {
  const step = roundStep((to - from) / TICKS);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return {
    at: (value) => between(pixels, (value - from) / (to - from)),
    // Multiplied rather than added up: the marks are what they look like.
    ticks: Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12))),
  };
}

function logarithmic(low: number, high: number, pixels: readonly [number, number]): Axis {
  const room = (Math.log10(high) - Math.log10(low)) * ROOM;
  const [from, to] = [Math.log10(low) - room, Math.log10(high) + room];
  const ticks = [];
  for (let power = Math.floor(from); power <= to; power++) {
    for (const digit of to - from > 2.5 ? [1] : [1, 2, 5]) {
      const tick = Number((digit * 10 ** power).toPrecision(12));
      if (Math.log10(tick) >= from && Math.log10(tick) <= to) ticks.push(tick);
    }
  }
  return { at: (value) => between(pixels, (Math.log10(value) - from) / (to - from)), ticks };
}

/** 1, 2 or 5 times a power of ten, at least this. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10) * power;
}

function between([start, end]: readonly [number, number], share: number): number {
  return start + share * (end - start);
}
