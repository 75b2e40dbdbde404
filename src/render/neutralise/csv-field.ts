/**
 * What a spreadsheet may run as a formula (OWASP ASVS 1.2.10, CWE-1236): an operator at the start, full-width
 * forms included, behind any blanks or invisible marks; and a leading tab or line end.
 */
const FORMULA = /^(?:[\s\0\ufeff\u200b-\u200f\u2060]*[=+\-@|%＝＋－＠｜％]|[\t\r\n])/;

/** A field of a CSV file: numbers bare, null empty, texts quoted and kept from being read as formulas. */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  // Sums of dollars end in noise: 12 digits are more than they mean.
  if (typeof value === 'number') return String(Number(value.toPrecision(12)));
  if (typeof value !== 'string') return String(value);
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return `"${guarded.replaceAll('"', '""')}"`;
}
