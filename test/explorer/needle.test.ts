import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexIn, needleOf } from '../../src/explorer/search/needle.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const found = (needle: string, text: string) => {
  const bytes = bytesOf(text);
  return indexIn(needleOf(needle), bytes, 0, bytes.length);
};

test.each([
  ['refund', 'A REFUND of', 2],
  ['ReFund', 'no refund', 3],
  ['straße', 'STRASSE', 0],
  ['ÄPFEL', 'drei äpfel', 5],
  ['äpfel', 'ÄPFEL', 0],
  ['漢字', 'x漢字', 1],
  ['abc', 'ab', -1],
  ['aab', 'aaaab', 2],
])('%s in %s', (needle, text, at) => {
  expect(found(needle, text)).toBe(at);
});

test('what is beyond the end is not found', () => {
  const bytes = bytesOf('abc abc');
  expect(indexIn(needleOf('abc'), bytes, 1, 6)).toBe(-1);
  expect(indexIn(needleOf('abc'), bytes, 1, 7)).toBe(4);
});

test('finds what JavaScript finds, whatever the case of ASCII letters', () => {
  const letters = fc.stringMatching(/^[abAB .]{0,40}$/);
  const needles = fc.stringMatching(/^[abAB .]{1,4}$/);
  fc.assert(
    fc.property(letters, needles, (text, needle) => {
      expect(found(needle, text)).toBe(text.toLowerCase().indexOf(needle.toLowerCase()));
    }),
  );
});
