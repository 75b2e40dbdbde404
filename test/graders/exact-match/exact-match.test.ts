import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { foldCase } from '../../../src/graders/fold-case.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

const anyText = fc.string({ unit: 'binary' }).filter((text) => text === '' || text.trim() !== '');

describe('exactMatch', () => {
  test.each(cases)(
    '$why: $output against $expected is $verdict',
    ({ options, output, expected, verdict }) => {
      expect(outcome(exactMatch(options), output, expected)).toBe(verdict);
    },
  );

  test('any text matches itself, under all options that leave something of it', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.boolean(), (text, caseSensitive, collapseWhitespace) => {
        expect(outcome(exactMatch({ caseSensitive, collapseWhitespace }), text, text)).toBe('pass');
      }),
    );
  });

  test('different trimmed texts do not match', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (a, b) => {
        fc.pre(b.trim() !== '' && a.trim() !== b.trim());
        expect(outcome(exactMatch(), a, b)).toBe('fail');
      }),
    );
  });

  test('a text matches its upper and lower case without regard to case (but for ı, which folds to itself)', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!/[ıİ]/.test(text.normalize('NFC')));
        expect(foldCase(text.toUpperCase())).toBe(foldCase(text));
        expect(foldCase(text.toLowerCase())).toBe(foldCase(text));
      }),
    );
  });

  test('the option expected derives what is compared; a list means any of', () => {
    const grader = exactMatch({ expected: ({ expected }) => expected as string[] });
    expect(outcome(grader, 'b', ['a', 'b'])).toBe('pass');
    expect(outcome(grader, 'c', ['a', 'b'])).toBe('fail');
    expect(outcome(grader, 'a', [])).toBe('throws');
    expect(outcome(grader, 'null', [null])).toBe('throws');
    expect(outcome(grader, 'null', null)).toBe('throws');
    expect(reason(grader, 'c', ['a', 'b'])).toBe('found "c", wanted "a" or "b"');
  });

  test('a reason is one line, clipped', () => {
    const text = reason(exactMatch(), `first\nsecond ${'x'.repeat(10_000)} last`, 'y');
    expect(text).toMatch(/^found "first\\nsecond x+…x+ last", wanted "y"$/);
    expect(text!.length).toBeLessThan(160);
  });

  test('name', () => {
    expect(exactMatch().name).toBe('exactMatch');
    expect(exactMatch({ name: 'label' }).name).toBe('label');
  });

  test('an unknown option or a wrong type is a UserError at definition', () => {
    const wrong: object[] = [{ casesensitive: false }, { trim: 'no' }, { expected: 'a' }, { toString: 1 }];
    for (const options of wrong) expect(() => exactMatch(options)).toThrow(UserError);
  });
});
