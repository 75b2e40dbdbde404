import { type Decimal, parseDecimal } from './decimal.ts';

export interface FoundNumber {
  /** As written, with its sign, currency and unit: "-$1,234.50", "60 %". */
  readonly text: string;
  /** Where it starts. */
  readonly index: number;
  /** As written: 60 for "60 %". */
  readonly value: Decimal;
  /** Followed by a percent sign or the word. */
  readonly percent: boolean;
}

/** `1,234.5` or, with the decimal comma, `1.234,5`. */
export type DecimalMark = 'point' | 'comma';

/**
 * The numbers in a text, in order, with their exact values.
 *
 * **Read as numbers**
 * - Digits 0–9, with a decimal part: `18`, `3.50`, `.5`. The full stop after "is 18." ends the sentence.
 * - Thousands in groups of three: `1,234,567`, `1_000`, `1'234`, with no-break or thin spaces, with LaTeX's
 *   `{,}` and `\,`; Indian groups, `12,34,567`. A comma followed by exactly three digits always groups
 *   (after 1–9: `0,234` does not). A plain space does not group: "in 2020 300 people" are two numbers.
 * - A sign (`-`, `−`, `–`, `+`) that touches the number and follows no letter, digit, `%` or closing
 *   bracket: `-5`, `(-5)`, `-$5`, `$-5`. In `3-5`, `$3-$5` and `n-5` the hyphen is no sign.
 * - A power of ten: `1.5e6`, `1.5 × 10^6`, `1.5 \times 10^{6}`, `1.5 x 10⁶` (up to four digits).
 * - Through what surrounds it: `$18`, `18 €`, `US$18`, `USD18`, `60%`, `5kg` and the other `UNITS` below,
 *   `90°`, `**18**`, `_18_`, `\boxed{18}`, `$18$`, `#18`, `(12)`, which is 12: no accountant's minus.
 * - Units, currencies, percent and words of scale do not change a value: "1.5 million" is 1.5.
 *
 * **Not numbers**, nor is any part of them
 * - Digits that touch a letter or a hyphenated word: `abc123`, `GPT-4`, `3D`, `3rd`, `v2.0`, `0x1F`, `x_1`.
 *   Letters are those of scripts with upper and lower case: Chinese or Thai text may touch its numbers.
 * - What can be read in two ways or is more than one number: `1,5` and `1.234,56` (see `decimalMark`),
 *   `1,2,3`, `1.2.3`, `10:30`, `5'10`.
 * - Arithmetic that nobody has done yet: `1/2`, `1 1/2`, `½`, `\frac{1}{2}`, `2^10`, `10²`, `\sqrt{16}`.
 *   Their last digits would otherwise pass for the answer. (`8 / 2` with spaces is two numbers.)
 * - Digits of other scripts, number words, NaN, Infinity.
 */
export function findNumbers(text: string, decimalMark: DecimalMark = 'point'): FoundNumber[] {
  const numbers: FoundNumber[] = [];
  for (const match of text.matchAll(TOKENS[decimalMark])) {
    const { sign, innerSign, whole = '', fraction, bare, percent, ...powers } = match.groups!;
    const integer = whole.replace(/\D/g, '');
    const decimals = fraction ?? bare ?? '';
    if (integer === '' && decimals === '') continue;
    const minus = /[-−–]/.test(sign ?? innerSign ?? '') ? '-' : '';
    const exponent =
      powers.power ?? powers.bracedPower ?? powers.caretPower ?? lower(powers.raisedPower ?? '⁰');
    numbers.push({
      text: match[0].trim(),
      index: match.index,
      value: parseDecimal(`${minus}${integer}.${decimals}e${exponent.replace('−', '-')}`)!,
      percent: percent !== undefined,
    });
  }
  return numbers;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function lower(raised: string): string {
  return raised.replace(/./g, (mark) =>
    mark === '⁻' ? '-' : mark === '⁺' ? '+' : String(SUPERSCRIPTS.indexOf(mark)),
  );
}

// The pattern, from small parts. A token is a number, or something that holds digits and is none; tokens are
// consumed from left to right, so that no number is ever found inside a word that was passed over.

const CODES = 'USD|EUR|GBP|JPY|CHF|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN';

/** Written right after a number, these do not make it a word ("5kg"). No bare capital: 3D, 5G, 4K are names. */
const UNITS = `mm|cm|km|m|mg|kg|g|ml|mL|l|L|lbs?|oz|ft|min|hrs?|h|ms|mph|kWh|[KMGT]B|${CODES}`;
const CURRENCY = String.raw`(?<!\p{N})(?:\p{Lu}{0,3}\\?\p{Sc}|${CODES})[ \u00a0\u202f]?`;
const NO_SIGN_AFTER = String.raw`(?<![\p{Cased}\p{N}\p{M}%)\]}\-−–+]|\p{N}\p{Sc})`;
const SPACES = String.raw`\u00a0\u2007\u2009\u202f`;

/** What may not follow: letters and digits, and marks that tie the number to further digits. */
const END = String.raw`(?![\p{Cased}\p{N}\p{M}]|_+[\p{Cased}\p{N}]|(?:[.,:/'’]|\{,\}|\\,)[\-−]?\d|\^(?!\{?\\circ)|[ \u00a0](?:\d+/\d|\p{No}))`;

const POWER_OF_TEN = String.raw`\s?(?:[×x*·]|\\times|\\cdot)\s?10(?:\^\{(?<bracedPower>[+\-−]?\d{1,4})\}|\^(?<caretPower>[+\-−]?\d{1,4})|(?<raisedPower>[⁺⁻]?[${SUPERSCRIPTS}]{1,4}))`;

const OTHERS = [
  String.raw`\\[dt]?frac\s*\{[^{}]*\}\s*\{[^{}]*\}`,
  String.raw`\\sqrt(?:\[[^\][]*\])?\{[^{}]*\}|√\s?[\d.,]+`,
  String.raw`[\^_]\{[^{}]*\}|\^[+\-−]?\d+`,
  String.raw`[\p{Cased}\p{N}](?:[\p{Cased}\p{N}\p{M}]|_(?!\{))*(?:(?:-(?=[\p{Cased}\p{N}])|(?<=\p{N})[.,:/'’^][\-−]?(?=\p{N}))[\p{Cased}\p{N}\p{M}_]+)*`,
].join('|');

function tokens(separators: string, otherGroups: string, mark: string): RegExp {
  const grouped = String.raw`[1-9]\d{0,2}(?<separator>${separators})\d{3}(?:\k<separator>\d{3})*${otherGroups}`;
  const number = String.raw`(?:${NO_SIGN_AFTER}(?<sign>[+\-−–]))?(?:${CURRENCY}(?<innerSign>[+\-−–])?)?(?:(?<whole>${grouped}|\d+)(?:${mark}(?<fraction>\d+))?|(?<![\p{Cased}\p{N}\p{M}.)\]])${mark}(?<bare>\d+))(?:[eE](?<power>[+\-−]?\d{1,4})|${POWER_OF_TEN})?(?:(?<percent>\s?(?:\\?%|％|per ?cent(?!\p{Cased})))|(?:${UNITS}))?${END}`;
  return new RegExp(`${number}|${OTHERS}`, 'gu');
}

const TOKENS = {
  point: tokens(
    String.raw`,|_|'|’|[${SPACES}]|\{,\}|\\,|,\\!`,
    String.raw`|[1-9]\d?(?:,\d{2})+,\d{3}`,
    String.raw`\.`,
  ),
  comma: tokens(String.raw`\.|_|'|’|[${SPACES}]|\\,`, '', ','),
} satisfies Record<DecimalMark, RegExp>;
