import { UserError } from '../model/errors.ts';
import type { Decider, Sample } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type Decimal, equalDecimals, isWithin, parseDecimal, shareOf, shiftDecimal } from './decimal.ts';
import { type DecimalMark, type FoundNumber, findNumbers } from './find-numbers.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface NumericOptions extends GraderOptions {
  /** Which of the answer's numbers counts. `last` unless told otherwise; `only` fails an answer with several. */
  readonly which?: 'last' | 'first' | 'only';
  /** Look only at the text after the last place where this is: `'####'`, `/answer:/i`. */
  readonly after?: string | RegExp;
  /** The largest difference that passes. 0 unless told otherwise. */
  readonly tolerance?: number;
  /** The largest difference that passes, as a share of the expected number: 0.01 is 1 %. */
  readonly relativeTolerance?: number;
  /** "60%" means 0.6, in the answer and in the expected text alike. Otherwise it is 60, like "60 kg". */
  readonly percentAsFraction?: boolean;
  /** The decimal mark is a comma and points group thousands: "1.234,5". */
  readonly decimalComma?: boolean;
}

/** What `numeric` compares with: a number, or a text that holds one. */
export type NumericExpected = number | bigint | string;

/**
 * The number in the answer is the expected number.
 *
 * - What counts as a number in prose is `findNumbers`' rule: thousands separators, currencies, signs,
 *   markdown and LaTeX are read through; "GPT-4", "3rd", "1/2", "10:30" and "1,5" are no numbers.
 * - Of several numbers the last counts. No number is a fail, and so is an answer without the `after` marker.
 * - Compared exactly, digit by digit, at any size: 18.0 is 18, 1234567 is not 1234568, 99.9999 is not 100.
 *   With `tolerance` or `relativeTolerance` (or the larger of both), the limit itself still passes.
 * - As written: units and currencies are not looked at, and percent is a unit. "60%" is 60 and never 0.6,
 *   unless `percentAsFraction` makes it 0.6 and never 60.
 * - An expected text is read by the same rules, after the marker where it has one, and must hold exactly one
 *   number; a finite number counts as JavaScript writes it (write what exceeds 2^53 as a text). Anything
 *   else is a failed score.
 *
 * `numeric()` compares with the case's `expected`; the option `expected` derives it from the sample:
 *
 *     numeric({ after: '####' })
 *     numeric({ tolerance: 0.01, expected: ({ expected }) => expected.total })
 */
export function numeric<Input, Expected>(
  options: NumericOptions & { readonly expected: (sample: Sample<Input, Expected>) => NumericExpected },
): Decider<Input, Expected>;
export function numeric<Input = unknown, Expected extends NumericExpected = NumericExpected>(
  options?: NumericOptions,
): Decider<Input, Expected>;
export function numeric(
  options: NumericOptions & { readonly expected?: (sample: Sample) => unknown } = {},
): Decider {
  checkOptions('numeric', options, {
    which: 'string',
    after: 'string object',
    tolerance: 'number',
    relativeTolerance: 'number',
    percentAsFraction: 'boolean',
    decimalComma: 'boolean',
    expected: 'function',
  });
  const { name = 'numeric', which = 'last', after, expected } = options;
  if (!['last', 'first', 'only'].includes(which)) {
    throw new UserError(`numeric: which: '${which}' is not known`, "It takes 'last', 'first' or 'only'.");
  }
  if (after !== undefined && (typeof after === 'string' ? after === '' : !(after instanceof RegExp))) {
    throw new UserError("numeric: 'after' is no marker", 'It takes a text that is not empty, or a RegExp.');
  }
  const tolerance = limit('tolerance', options.tolerance);
  const share = limit('relativeTolerance', options.relativeTolerance);
  const decimalMark: DecimalMark = options.decimalComma ? 'comma' : 'point';

  function readValue(number: FoundNumber): Decimal {
    return options.percentAsFraction && number.percent ? shiftDecimal(number.value, -2) : number.value;
  }

  function wantedValue(value: unknown): Decimal {
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) {
      return parseDecimal(String(value))!;
    }
    if (typeof value === 'string') {
      const numbers = findNumbers(textAfter(value, after) ?? value, decimalMark);
      if (numbers.length === 1) return readValue(numbers[0]!);
      throw new Error(
        `${name}: expected ${quote(value)} holds ${numbers.length || 'no'} number${numbers.length ? 's' : ''}`,
      );
    }
    throw new Error(`${name}: expected is ${describe(value)}, no number`);
  }

  return makeGrader('numeric', options, (sample: Sample) => {
    const expectation = expected ? expected(sample) : sample.expected;
    const wanted = wantedValue(expectation);
    const shown = typeof expectation === 'string' ? quote(expectation) : String(expectation);
    const text = textAfter(sample.output, after);
    if (text === undefined) {
      return verdict(
        false,
        `no ${after instanceof RegExp ? after : quote(after!)} in ${quote(sample.output)}, wanted ${shown}`,
      );
    }
    const numbers = findNumbers(text, decimalMark);
    const found = which === 'first' ? numbers[0] : numbers.at(-1);
    if (!found) return verdict(false, `no number in ${quote(text)}, wanted ${shown}`);
    if (which === 'only' && numbers.length > 1) {
      return verdict(false, `${numbers.length} numbers in ${quote(text)}, wanted only ${shown}`);
    }
    const value = readValue(found);
    const pass =
      equalDecimals(value, wanted) ||
      (tolerance !== undefined && isWithin(value, wanted, tolerance)) ||
      (share !== undefined && isWithin(value, wanted, shareOf(wanted, share)));
    return verdict(pass, `found ${quote(found.text)}, wanted ${shown}`);
  });
}

function limit(option: string, value: number | undefined): Decimal | undefined {
  if (value === undefined) return undefined;
  if (!(value >= 0 && value < Infinity)) {
    throw new UserError(`numeric: ${option}: ${value} is no limit`, 'It takes a finite number, 0 or larger.');
  }
  return parseDecimal(String(value))!;
}

/** Undefined where the marker is missing. */
function textAfter(text: string, marker: string | RegExp | undefined): string | undefined {
  if (marker === undefined) return text;
  if (typeof marker === 'string') {
    const index = text.lastIndexOf(marker);
    return index < 0 ? undefined : text.slice(index + marker.length);
  }
  let end: number | undefined;
  const everywhere = new RegExp(marker, marker.global ? marker.flags : `${marker.flags}g`);
  for (const match of text.matchAll(everywhere)) end = match.index + match[0].length;
  return end === undefined ? undefined : text.slice(end);
}

function describe(value: unknown): string {
  return value !== null && typeof value === 'object'
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : String(value);
}
