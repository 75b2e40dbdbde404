import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, bandsOf, jaccard, shinglesOf, signatureOf } from '../../../src/core/hygiene/min-hash.ts';
import { random } from '../builders.ts';
import { foundBy, type Row } from './inspection.ts';

const WORDS = readWords();
const long = 'The parcel that I ordered on Monday has not come, and nobody answers my mails.';

describe('cases with the very same input', () => {
  it('are told with the first ids and a count', () => {
    const rows = ['a', 'b', 'a', 'a', 'b', 'a'].map((input) => ({ input, expected: input }));
    expect(foundBy('duplicates', rows)).toEqual([
      {
        severity: 'warning',
        message: '4 cases with the input of an earlier case',
        hint: 'they count twice: remove them; to ask more than once, use "repeat"',
        cases: ['c3', 'c4', 'c5'],
        count: 4,
      },
    ]);
  });

  it('that expect different values contradict each other', () => {
    const found = foundBy('duplicates', [
      { input: 'a', expected: 'x' },
      { input: 'a', expected: 'y' },
    ]);
    expect(found).toMatchObject([
      { message: '1 case with the input of an earlier case, but another expected value', cases: ['c2'] },
    ]);
  });

  it('are so whatever the order of the keys', () => {
    const rows = [{ input: { text: 'x', n: 1 } }, { input: { n: 1, text: 'x' } }];
    expect(foundBy('duplicates', rows)).toMatchObject([{ count: 1 }]);
  });

  it('are not those that differ in anything', () => {
    expect(foundBy('duplicates', [{ input: 'a' }, { input: 'A' }, { input: 'a ' }])).toEqual([]);
  });
});

describe('cases with nearly the same input', () => {
  const pair = (a: string, b: string, expected: readonly unknown[] = ['x', 'x']): Row[] => [
    { input: a, expected: expected[0] },
    { input: b, expected: expected[1] },
  ];

  it.each([
    ['case and white space', long.toUpperCase().replaceAll(' ', '\n ')],
    ['a typing error', long.replace('ordered', 'odrered')],
    ['a word', `${long} Hello!`],
    ['full-width letters', long.replace('Monday', 'Ｍｏｎｄａｙ')],
  ])('differ in %s', (_, other) => {
    expect(foundBy('near-duplicates', pair(long, other))).toMatchObject([{ cases: ['c2'], count: 1 }]);
  });

  it.each([
    ['half of the text', pair(long, `${long.slice(0, 40)} is broken and I want my money back.`)],
    ['what they expect: a telling difference', pair(long, long.replace('not ', ''), ['late', 'fine'])],
    ['nothing: those are duplicates', pair(long, long)],
    ['one digit of a short text', pair('What is 3+4?', 'What is 3+5?')],
    [
      'a number, where nothing is expected',
      pair(`${long} It is order 7.`, `${long} It is order 8.`, [null, null]),
    ],
  ])('are not those that differ in %s', (_, rows) => {
    expect(foundBy('near-duplicates', rows)).toEqual([]);
  });

  it('are each told once, and those without text never', () => {
    const rows = [long, `${long}!`, `${long}?`, long, '', ' '].map((input) => ({ input, expected: 'x' }));
    expect(foundBy('near-duplicates', rows)).toMatchObject([{ cases: ['c2', 'c3'], count: 2 }]);
  });

  it('are found where those between them expect something else', () => {
    const rows = [1, 2, 3, 4].map((n) => ({ input: `${long} Ticket ${n}`, expected: n % 2 }));
    expect(foundBy('near-duplicates', rows)).toMatchObject([{ cases: ['c3', 'c4'], count: 2 }]);
  });

  it('are found among many, and no others are taken for them', () => {
    const next = random(7);
    const sentence = () =>
      Array.from({ length: 30 }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
    const others = Array.from({ length: 3000 }, () => ({ input: sentence(), expected: 'x' }));
    const copies = others.slice(0, 200).map(({ input }) => ({ input: `${input}!`, expected: 'x' }));
    const [found] = foundBy('near-duplicates', [...others, ...copies]);
    expect(found!.count).toBe(200);
    expect(found!.cases).toEqual(['c3001', 'c3002', 'c3003']);
  });

  it('are looked for until a thousand are found', () => {
    const rows = Array.from({ length: 1200 }, (_, i) => ({ input: `${long} Ticket ${i}`, expected: 'x' }));
    const [found] = foundBy('near-duplicates', rows);
    expect([found!.count, found!.message]).toEqual([1000, expect.stringMatching(/^at least 1,000 cases/)]);
  });
});

describe('the signature of a text', () => {
  const text = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' });

  it('is that of the text alone, and agrees with itself in full', () => {
    fc.assert(
      fc.property(text, (one) => {
        const [shingles, again] = [shinglesOf(one), shinglesOf(one)];
        expect(signatureOf(shingles)).toEqual(signatureOf(again));
        expect(agreement(signatureOf(shingles), signatureOf(again))).toBe(1);
        expect(jaccard(shingles, again)).toBe(1);
      }),
    );
  });

  it('shares a band with nearly every text that is similar, and agreement estimates how similar', () => {
    const next = random(3);
    let similar = 0;
    let candidates = 0;
    let error = 0;
    for (let i = 0; i < 500; i++) {
      const words = Array.from({ length: 40 }, () => WORDS[Math.floor(next() * WORDS.length)]!);
      const changed = words.with(Math.floor(next() * 40), 'changed');
      const [a, b] = [shinglesOf(words.join(' ')), shinglesOf(changed.join(' '))];
      const [one, other] = [signatureOf(a), signatureOf(b)];
      const likeness = jaccard(a, b);
      error += agreement(one, other) - likeness;
      if (likeness < 0.8) continue;
      similar++;
      const bands = bandsOf(other);
      if (bandsOf(one).some((hash, band) => hash === bands[band]) && agreement(one, other) >= 0.6)
        candidates++;
    }
    expect(similar).toBeGreaterThan(300);
    expect(candidates / similar).toBeGreaterThan(0.97);
    expect(Math.abs(error / 500)).toBeLessThan(0.02);
  });
});

function readWords(): string[] {
  const next = random(1);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  return Array.from({ length: 2000 }, () =>
    Array.from({ length: 3 + Math.floor(next() * 7) }, () => letters[Math.floor(next() * 26)]).join(''),
  );
}
