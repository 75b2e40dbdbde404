/** A number for a reason: three digits that tell. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
