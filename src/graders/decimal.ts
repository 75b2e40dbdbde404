/**
 * A decimal number, exactly: `digits × 10^exponent`, `digits` without trailing zeros (zero is `0 × 10^0`), so
 * that equal numbers have equal fields. A double would take 9007199254740993 for ...992, and 0.1 + 0.2 for
 * something other than 0.3.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** From plain text: "-12.50", ".5", "1e+21". Null for anything else: no separators, no white space. */
export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return null;
  // A loop, because /0+$/ takes quadratic time on long runs of zeros.
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  if (end === 0) return { digits: 0n, exponent: 0 };
  const value = BigInt(digits.slice(0, end));
  return {
    digits: sign === '-' ? -value : value,
    exponent: Number(exponent) - fraction.length + (digits.length - end),
  };
}

export function equalDecimals(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && a.exponent === b.exponent;
}

/** Moves the point: `shift(60, -2)` is 0.6. */
export function shiftDecimal(a: Decimal, places: number): Decimal {
  return a.digits === 0n ? a : { digits: a.digits, exponent: a.exponent + places };
}

/** |a − b| ≤ tolerance. */
export function isWithin(a: Decimal, b: Decimal, tolerance: Decimal): boolean {
  const exponent = Math.min(a.exponent, b.exponent, tolerance.exponent);
  const difference = scale(a, exponent) - scale(b, exponent);
  return (difference < 0n ? -difference : difference) <= scale(tolerance, exponent);
}

/** |a| × b, for a tolerance that is a share of the wanted number. */
export function shareOf(a: Decimal, share: Decimal): Decimal {
  return {
    digits: (a.digits < 0n ? -a.digits : a.digits) * share.digits,
    exponent: a.exponent + share.exponent,
  };
}

function scale(a: Decimal, exponent: number): bigint {
  return a.digits * 10n ** BigInt(a.exponent - exponent);
}
