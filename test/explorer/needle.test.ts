import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexIn, needleOf } from '../../src/explorer/worker/needle.ts';
import { rowsWith } from '../../src/explorer/worker/rows-with.ts';
import { decodeBlock, encodeBlock } from '../../src/pack/blocks.ts';

/** Where it first occurs. */
function found(needle: string, text: string): number {
  const bytes = new TextEncoder().encode(text);
  const places = needleOf(needle).forms.map((form) => indexIn(form, bytes, 0, bytes.length));
  return Math.min(...places.map((place) => (place < 0 ? Number.POSITIVE_INFINITY : place)));
}

describe('a needle', () => {
  test.each([
    ['refund', 'A REFUND of', 2],
    ['ReFund', 'no refund', 3],
    ['straße', 'STRASSE', 0],
    ['ÄPFEL', 'drei äpfel', 5],
    ['äpfel', 'ÄPFEL', 0],
    ['漢字', 'x漢字', 1],
    ['abc', 'ab', Number.POSITIVE_INFINITY],
    ['aab', 'aaaab', 2],
  ])('%s in %s', (needle, text, at) => {
    expect(found(needle, text)).toBe(at);
  });

  test('is not found beyond the end', () => {
    const bytes = new TextEncoder().encode('abc abc');
    const [form] = needleOf('abc').forms;
    expect(indexIn(form!, bytes, 1, 6)).toBe(-1);
    expect(indexIn(form!, bytes, 1, 7)).toBe(4);
  });
});

const rowsOf = (rows: readonly (readonly string[])[], ...needles: readonly string[]) => [
  ...rowsWith(decodeBlock(encodeBlock(rows.map((texts) => ({ shape: '', texts })))), needles.map(needleOf)),
];

describe('a search', () => {
  test('finds a text within one text only, not where two of them meet', () => {
    expect(rowsOf([['ab', 'cd'], ['bc'], ['a'], ['bc']], 'bc')).toEqual([0, 1, 0, 1]);
    expect(
      rowsOf(
        [
          ['aab', 'ab'],
          ['b', 'aab'],
        ],
        'ba',
      ),
    ).toEqual([0, 0]);
  });

  test('wants all needles in a case, in whichever text', () => {
    expect(rowsOf([['one', 'two'], ['one one'], [], ['TWO', 'x', 'ONE']], 'one', 'two')).toEqual([
      1, 0, 0, 1,
    ]);
  });

  test('finds what JavaScript finds, whatever the case of ASCII letters', () => {
    const text = fc.stringMatching(/^[abAB é]{0,12}$/);
    const needle = fc.stringMatching(/^[abAB é]{1,3}$/);
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 6 }), needle, (rows, wanted) => {
        const holds = (one: string) => one.toLowerCase().includes(wanted.toLowerCase());
        expect(rowsOf(rows, wanted)).toEqual(rows.map((texts) => Number(texts.some(holds))));
      }),
    );
  });
});
