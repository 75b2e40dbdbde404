/**
 * What a spreadsheet may run as a formula (OWASP ASVS 1.2.10, CWE-1236): an operator at the start, full-width
 * and small forms included, behind any blanks, controls or invisible marks; and a leading tab or line end.
 */
const FORMULA = /^(?:[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@|%＝＋－＠｜％﹦﹢﹣﹫﹪]|[\t\r\n])/u;

type Field = string | number | boolean | null;

/** A field of a CSV file: numbers bare, null empty, texts quoted and kept from being read as formulas. */
export function csvField(value: Field): string {
  return rawCsvField(typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value);
}

/** The same with texts as they are, formulas or not. */
export function rawCsvField(value: Field): string {
  if (value === null) return '';
  // Sums of dollars end in noise: 12 digits are more than they mean.
  if (typeof value === 'number') return String(Number(value.toPrecision(12)));
  if (typeof value !== 'string') return String(value);
  return `"${value.replaceAll('"', '""')}"`;
}
