import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_LINK, readLink, writeLink } from '../../src/explorer/query/link.ts';

test('a link says what is shown, in words', () => {
  const link = { ...NO_LINK, show: 'broken', tag: 'billing', query: 'refund', case: 'case-25' };
  expect(writeLink(link)).toBe('#f=broken&tag=billing&q=refund&case=case-25');
  expect(writeLink(NO_LINK)).toBe('');
});

test('places of the page are no links into the explorer', () => {
  expect(readLink('')).toBeNull();
  expect(readLink('#costs')).toBeNull();
});

test('what is written is read back, whatever ids and tags look like', () => {
  const name = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: null });
  const link = fc.record({
    show: name,
    tag: name,
    grader: name,
    query: fc.string({ unit: 'grapheme' }),
    a: name,
    b: name,
    sort: name,
    case: name,
    diff: fc.boolean(),
  });
  fc.assert(
    fc.property(link, (one) => {
      expect(readLink(writeLink(one)) ?? NO_LINK).toEqual(one);
    }),
  );
});
