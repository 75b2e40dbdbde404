import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LengthOptions, type LengthUnit, length } from '../../../src/graders/length.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

const UNITS: readonly LengthUnit[] = ['grapheme', 'codePoint', 'byte'];

describe('length', () => {
  test.each(cases)('$why', ({ text, ...counts }) => {
    for (const unit of UNITS) {
      const exactly = (count: number) => length({ min: count, max: count, unit });
      expect(outcome(exactly(counts[unit]), text, null), unit).toBe('pass');
      expect(outcome(exactly(counts[unit] + 1), text, null), unit).toBe('fail');
    }
  });

  test('graphemes are counted unless told otherwise', () => {
    expect(reason(length({ max: 1 }), '👨‍👩‍👧!', null)).toBe('2 graphemes, wanted at most 1: "👨‍👩‍👧!"');
    expect(reason(length({ max: 1, unit: 'codePoint' }), 'ab', null)).toBe(
      '2 code points, wanted at most 1: "ab"',
    );
    expect(reason(length({ max: 1, unit: 'byte' }), 'ab', null)).toBe('2 bytes, wanted at most 1: "ab"');
  });

  test('no text has more graphemes than code points, or more code points than bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const count = (unit: LengthUnit) =>
          Number(/^\d+/.exec(reason(length({ max: 0, unit }), text, null)!)![0]);
        expect(count('grapheme')).toBeLessThanOrEqual(count('codePoint'));
        expect(count('codePoint')).toBeLessThanOrEqual(count('byte'));
      }),
    );
  });

  test.each<[LengthOptions, string]>([
    [{}, 'there is no limit'],
    [{ max: Infinity }, 'max: Infinity is no limit'],
    [{ min: 2, max: 1 }, 'nothing is at least 2 and at most 1'],
    [{ max: 1, unit: 'word' as never }, "unit: 'word' is not known"],
    [{ max: 1, unit: 'toString' as never }, 'is not known'],
    [{ exactly: 1 } as never, "unknown option 'exactly'"],
  ])('%j is a UserError at definition', (options, message) => {
    expect(() => length(options)).toThrow(UserError);
    expect(() => length(options)).toThrow(message);
  });
});
