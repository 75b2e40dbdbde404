import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestScanner } from '../../src/simulator/request-scanner.ts';

/** Scans a body cut into chunks of the given lengths; the rest is one more chunk. */
function scan(body: string, lengths: readonly number[] = []) {
  const elements: string[] = [];
  const scanner = createRequestScanner((element) => elements.push(element.toString('utf8')));
  const bytes = Buffer.from(body);
  let from = 0;
  for (const length of lengths) {
    scanner.push(bytes.subarray(from, from + length));
    from += length;
  }
  scanner.push(bytes.subarray(from));
  return { elements, envelope: scanner.end };
}

const HOSTILE = ['"', '\\', '{', '}', '[', ']', ',', ':', '\n', 'é', '漢', '😀', '\u2028', '"requests":['];

const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), { maxLength: 6 })
  .map((parts) => parts.join(''));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(text, tie('any'), { maxKeys: 3 }),
  ),
})).any;
const element = fc.dictionary(text, value, { maxKeys: 4 });
const chunkLengths = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 200 });

describe('the scanner of request bodies', () => {
  it('finds the same elements however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 5 }),
        fc.constantFrom(0, 2),
        chunkLengths,
        (sent, indent, lengths) => {
          const { elements, envelope } = scan(JSON.stringify({ requests: sent }, null, indent), lengths);
          expect(elements.map((found) => JSON.parse(found))).toEqual(JSON.parse(JSON.stringify(sent)));
          expect(envelope()).toEqual({ requests: sent.map(() => ({})) });
        },
      ),
    );
  });

  it('takes no other list for the requests', () => {
    const body = '{"note":"requests","other":[{"a":1}],"nested":{"requests":[{"b":2}]},"requests":[{"c":3}]}';
    const { elements, envelope } = scan(body);
    expect(elements).toEqual(['{"c":3}']);
    expect(envelope()).toEqual({
      note: 'requests',
      other: [{ a: 1 }],
      nested: { requests: [{ b: 2 }] },
      requests: [{}],
    });
  });

  it('leaves elements that are no objects to the envelope', () => {
    const { elements, envelope } = scan('{"requests":[1,{"a":1},["x"],null]}');
    expect(elements).toEqual(['{"a":1}']);
    expect(envelope()).toEqual({ requests: [1, {}, ['x'], null] });
  });

  it.each([
    ['a missing comma', '{"requests":[{"a":1}{"b":2}]}'],
    ['a comma too many', '{"requests":[{"a":1},]}'],
    ['an end that is missing', '{"requests":[{"a":1}'],
    ['an element that never ends', '{"requests":[{"a":1'],
    ['nothing at all', ''],
  ])('refuses %s', (_, body) => {
    expect(scan(body).envelope).toThrow(SyntaxError);
  });
});
