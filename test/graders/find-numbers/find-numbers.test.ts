import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decimal, parseDecimal } from '../../../src/graders/decimal.ts';
import { findNumbers } from '../../../src/graders/find-numbers.ts';
import { cases, commaCases } from './cases.ts';

function plain({ digits, exponent }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits);
  const shown =
    exponent >= 0
      ? text + '0'.repeat(exponent)
      : `${text.padStart(1 - exponent, '0').slice(0, exponent)}.${text.padStart(1 - exponent, '0').slice(exponent)}`;
  return digits < 0n ? `-${shown}` : shown;
}

function found(text: string, mark?: 'point' | 'comma'): string {
  return findNumbers(text, mark)
    .map(({ value, percent }) => plain(value) + (percent ? '%' : ''))
    .join(' ');
}

describe('findNumbers', () => {
  test.each(cases)('%j: %j (%s)', (text, numbers) => expect(found(text)).toBe(numbers));
  test.each(commaCases)('with a decimal comma, %j: %j (%s)', (text, numbers) =>
    expect(found(text, 'comma')).toBe(numbers),
  );

  test('tells what was written and where', () => {
    expect(findNumbers('It is -$1,234.50.')).toEqual([
      { text: '-$1,234.50', index: 6, value: { digits: -12345n, exponent: -1 }, percent: false },
    ]);
  });

  const prose = fc.constantFrom(
    '',
    'The total is ',
    'Answer: ',
    '**',
    '(',
    'Therefore,\n',
    '答案是',
    'x = ',
    '\\boxed{',
    '“',
    '...',
  );
  const end = fc.constantFrom(
    '',
    '.',
    ' apples',
    '**',
    ')',
    ', I think.',
    '\n',
    '元',
    '}',
    '!',
    '”',
    '...',
    ' %',
    ' USD',
    '€',
    'kg',
  );
  const integer = fc.bigInt({ min: 0n, max: 10n ** 40n });
  const separator = fc.constantFrom('', ',', '_', "'", '’', '\u00a0', '\u202f', '\u2009', '{,}', '\\,');

  test('a number in any style, in any prose, is found with its exact value', () => {
    fc.assert(
      fc.property(
        prose,
        fc.constantFrom('', '-', '−', '+'),
        fc.constantFrom('', '$', '€', 'US$', 'USD ', '£ '),
        integer,
        separator,
        fc.stringMatching(/^\d{0,12}$/),
        end,
        (before, sign, currency, whole, mark, fraction, after) => {
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
          const decimals = fraction === '' ? '' : `.${fraction}`;
          const text = `${before}${sign}${currency}${grouped}${decimals}${after}`;
          const minus = sign === '-' || sign === '−' ? '-' : '';
          expect(findNumbers(text).map(({ value }) => value)).toEqual([
            parseDecimal(`${minus}${whole}${decimals}`),
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('exponents and powers of ten have the value that they say', () => {
    fc.assert(
      fc.property(
        prose,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: -30, max: 30 }),
        fc.nat(5),
        (before, n, power, style) => {
          const styles = [
            `e${power}`,
            `E${power}`,
            ` × 10^${power}`,
            ` \\times 10^{${power}}`,
            ` x 10^{${power}}`,
            `*10^${power}`,
          ];
          expect(findNumbers(`${before}${n}${styles[style]}`).map(({ value }) => value)).toEqual([
            parseDecimal(`${n}e${power}`),
          ]);
        },
      ),
    );
  });

  test('no number is found in a word', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9]+)*$/),
        fc.constantFrom('', '.', '?'),
        (word, after) => {
          fc.pre(!/^(USD|EUR|GBP|JPY|CHF|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN)\d/.test(word));
          expect(findNumbers(`the ${word}${after} is`)).toEqual([]);
        },
      ),
    );
  });

  test('any text whatever: finite work, and what is found is in the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123459.,-−$%_^/:\\{}eExX× ()*kg\u00a0aZ½²') }),
        (text) => {
          for (const { text: written, index } of findNumbers(text)) {
            expect(text.slice(index, index + written.length + 1)).toContain(written);
            expect(written).toMatch(/\d/);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    '1',
    '1,',
    '1-',
    '-',
    '1/',
    'a-',
    '{',
    '1 ',
    '1,111,',
    '$',
    '\\frac{',
    '\\sqrt[',
    '.',
    '1.',
    '1e',
    'A',
    '^{',
    '1 x 10',
    '_',
    '1_',
    '√1',
  ])('many %j take no quadratic time', (piece) => {
    const start = performance.now();
    findNumbers(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
