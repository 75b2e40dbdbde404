/** Throws a RangeError that says what was given where an argument is NaN or not in its range. */
export function number(name: string, value: number, inRange: boolean, range: string): void {
  if (!inRange || Number.isNaN(value)) throw new RangeError(`${name} must be ${range}, not ${value}`);
}

/** The same for one that may not be infinite either. */
export function finite(name: string, value: number, inRange: boolean, range: string): void {
  number(name, value, inRange && Number.isFinite(value), range);
}
