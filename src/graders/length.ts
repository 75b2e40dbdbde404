import { UserError } from '../model/errors.ts';
import type { Decider } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { checkLimits, isWithinLimits, type Limits, limitsText } from './limits.ts';
import { quote } from './quote.ts';
import { verdict } from './verdict.ts';

export interface LengthOptions extends GraderOptions, Limits {
  /** What is counted. `grapheme` unless told otherwise. */
  readonly unit?: LengthUnit;
}

export type LengthUnit = keyof typeof UNITS;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How long a text is, and what that is called. */
const UNITS = {
  grapheme: { name: 'graphemes', of: (text: string) => lengthOf(SEGMENTER.segment(text)) },
  codePoint: { name: 'code points', of: (text: string) => lengthOf(text) },
  byte: { name: 'bytes', of: (text: string) => new TextEncoder().encode(text).length },
} satisfies Record<string, { name: string; of: (text: string) => number }>;

/**
 * The answer is at least `min` and at most `max` long; both pass themselves.
 *
 * - Counted are graphemes, which is what a reader takes for one character ("é", a flag, a family of emoji, a line
 *   break of two characters), or Unicode code points, or bytes of UTF-8; never JavaScript's own UTF-16 units, in which
 *   "😀" has two.
 * - All of the answer counts, white space at its ends included, as it is: it is not composed.
 *
 *     length({ max: 280 })
 *     length({ min: 1, max: 255, unit: 'byte' })
 */
export function length<Input, Expected>(options: LengthOptions): Decider<Input, Expected> {
  checkOptions('length', options, { min: 'number', max: 'number', unit: 'string' });
  const { unit = 'grapheme' } = options;
  if (!Object.hasOwn(UNITS, unit)) {
    throw new UserError(`length: unit: '${unit}' is not known`, `It takes ${Object.keys(UNITS).join(', ')}.`);
  }
  checkLimits('length', options);
  const { name, of } = UNITS[unit];
  return makeGrader('length', options, ({ output }) => {
    const count = of(output);
    return verdict(
      isWithinLimits(count, options),
      `${count} ${name}, wanted ${limitsText(options)}: ${quote(output)}`,
    );
  });
}

function lengthOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count++;
  return count;
}
