import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numeric } from '../../../src/graders/numeric.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('numeric', () => {
  test.each(cases)(
    '$why: $output against $expected is $verdict',
    ({ options, output, expected, verdict }) => {
      expect(outcome(numeric(options), output, expected)).toBe(verdict);
    },
  );

  test('every finite number equals its own text, and no other number', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(outcome(numeric(), `It is ${a}.`, a)).toBe('pass');
        expect(outcome(numeric(), `It is ${a}.`, b)).toBe(a === b ? 'pass' : 'fail');
      }),
    );
  });

  test('neighbours of any size are told apart', () => {
    fc.assert(
      fc.property(fc.bigInt(), (n) => {
        expect(outcome(numeric(), `${n}`, `${n}`)).toBe('pass');
        expect(outcome(numeric(), `${n + 1n}`, `${n}`)).toBe('fail');
        expect(outcome(numeric({ tolerance: 1 }), `${n + 1n}`, `${n}`)).toBe('pass');
      }),
    );
  });

  test('the option expected derives the number', () => {
    const grader = numeric({ expected: ({ expected }) => (expected as { total: number }).total });
    expect(outcome(grader, '18', { total: 18 })).toBe('pass');
    expect(outcome(grader, '18', {})).toBe('throws');
  });

  test.each([
    ['It is $19.', 18, 'found "$19", wanted 18'],
    ['None.', '18', 'no number in "None.", wanted "18"'],
  ])('reason: %s', (output, expected, wanted) => expect(reason(numeric(), output, expected)).toBe(wanted));

  test('reasons of which and after', () => {
    expect(reason(numeric({ which: 'only' }), '1 2', 2)).toBe('2 numbers in "1 2", wanted only 2');
    expect(reason(numeric({ after: 'A:' }), '2', 2)).toBe('no "A:" in "2", wanted 2');
    expect(reason(numeric({ after: /A:/i }), '2', 2)).toBe('no /A:/i in "2", wanted 2');
  });

  test.each([
    { which: 'lst' },
    { tolerance: -1 },
    { tolerance: Number.NaN },
    { relativeTolerance: Number.POSITIVE_INFINITY },
    { after: '' },
    { after: 5 },
    { after: {} },
    { after: null },
    { tolerence: 1 },
    { expected: 18 },
  ])('%j is a UserError at definition', (options) => {
    expect(() => numeric(options as never)).toThrow(UserError);
  });
});
