import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, parseDecimal, shareOf, shiftDecimal } from '../../src/graders/decimal.ts';

describe('decimals', () => {
  test.each([
    ['18', 18n, 0],
    ['18.0', 18n, 0],
    ['1800', 18n, 2],
    ['-0.50', -5n, -1],
    ['.5', 5n, -1],
    ['5.', 5n, 0],
    ['1e+21', 1n, 21],
    ['-0', 0n, 0],
    ['0e50', 0n, 0],
  ])('%s is %s × 10^%s', (text, digits, exponent) =>
    expect(parseDecimal(text)).toEqual({ digits, exponent }),
  );

  test.each(['', '.', '-', 'e5', '1,5', ' 1', '1e', 'NaN', 'Infinity', '0x10'])('%j is none', (text) =>
    expect(parseDecimal(text)).toBeNull(),
  );

  test('every finite double is read as it is written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const { digits, exponent } = parseDecimal(String(number))!;
        expect(Number(`${digits}e${exponent}`)).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  test('limits are exact', () => {
    const of = (text: string) => parseDecimal(text)!;
    expect(isWithin(of('0.3'), of('0.1'), of('0.2'))).toBe(true);
    expect(isWithin(of('0.3000000000000000000001'), of('0.1'), of('0.2'))).toBe(false);
    expect(isWithin(of('-5'), of('5'), of('10'))).toBe(true);
    expect(isWithin(of('1e9999'), of('1e-9999'), of('1'))).toBe(false);
    expect(shareOf(of('-200'), of('0.01'))).toEqual({ digits: 2n, exponent: 0 });
    expect(shiftDecimal(of('60'), -2)).toEqual(of('0.6'));
    expect(shiftDecimal(of('0'), -2)).toEqual(of('0'));
  });
});
