import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExactMatchOptions, exactMatch } from '../../../src/graders/exact-match.ts';
import { foldCase } from '../../../src/graders/fold-case.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader, Label } from '../../../src/model/grader.ts';
import { label, outcome, reason } from '../sample.ts';
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

  test.each<[string, ExactMatchOptions, string, string, Label | undefined]>([
    ['as both are', {}, 'bug', 'billing', { expected: 'billing', predicted: 'bug' }],
    [
      'trimmed and composed',
      {},
      ' cafe\u0301\n',
      'caf\u00e9',
      { expected: 'caf\u00e9', predicted: 'caf\u00e9' },
    ],
    ['folded', { caseSensitive: false }, 'BUG', 'Billing', { expected: 'billing', predicted: 'bug' }],
    [
      'without the punctuation around it, and with that within',
      { ignorePunctuation: true },
      '**bug_report**.',
      'account_access',
      { expected: 'account_access', predicted: 'bug_report' },
    ],
    [
      'the expected one for what passes, however it is written',
      { ignorePunctuation: true },
      'accountaccess',
      'account_access',
      { expected: 'account_access', predicted: 'account_access' },
    ],
    ['none for an empty answer', {}, '', 'bug', { expected: 'bug', predicted: null }],
    ['none for several lines', {}, 'bug\nI think', 'bug', { expected: 'bug', predicted: null }],
    ['none for prose', {}, 'bug '.repeat(30), 'bug', { expected: 'bug', predicted: null }],
    [
      'none for nothing but punctuation',
      { ignorePunctuation: true },
      '?!',
      'bug',
      { expected: 'bug', predicted: null },
    ],
    ['not at all where the expected text could be none', {}, 'bug', 'x'.repeat(101), undefined],
    ['not at all where nothing is expected', {}, 'bug', '', undefined],
  ])('a label: %s', (_, options, output, expected, found) => {
    expect(label(exactMatch(options) as Grader, output, expected)).toEqual(found);
  });

  test('a label of several texts is the first: the others are other ways to write it', () => {
    const grader = exactMatch({ expected: ({ expected }) => expected as string[] });
    expect(label(grader, 'bill', ['billing', 'bill'])).toEqual({ expected: 'billing', predicted: 'billing' });
    expect(label(grader, 'bug', ['billing', 'bill'])).toEqual({ expected: 'billing', predicted: 'bug' });
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
