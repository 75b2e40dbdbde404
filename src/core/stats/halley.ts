/**
 * The step towards where a function is 0, from its value, slope and second derivative: Halley's where it is
 * close, Newton's elsewhere, which from any place of a concave function goes towards it or to its near side.
 */
export function halley(value: number, slope: number, curvature: number): number {
  const newton = -value / slope;
  return Math.abs(value) < 1 ? newton / (1 + (newton * curvature) / (2 * slope)) : newton;
}

/** A step from where log p is that close ends beyond what a double can tell: its error is about the cube. */
export const SETTLED = 1e-6;
