import { describe, expect, it } from 'vitest';
import { explainJsonError } from '../../src/load/json-error.ts';
import { casesIn, complaint } from './reading.ts';

const inputs = async (name: string, text: string) => (await casesIn(name, text)).map(({ input }) => input);

describe('a JSONL file', () => {
  it.each([
    ['plain', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['without a last line break', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['with CRLF', '{"a":1}\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['with a byte order mark', '\uFEFF{"a":1}\n', [{ a: 1 }]],
    ['with blank lines', '\n{"a":1}\n\n  \n{"a":2}\n\n', [{ a: 1 }, { a: 2 }]],
    ['with line separators in texts', '{"a":"\u2028\u0085"}\n', [{ a: '\u2028\u0085' }]],
    ['that is empty', '', []],
  ])('%s is read', async (_, text, expected) => {
    expect(await inputs('x.jsonl', text)).toEqual(expected);
    expect(await inputs('x.ndjson', text)).toEqual(expected);
  });

  it('has characters that cross the borders of chunks', async () => {
    // 65,536 bytes are read at a time: every shift puts another byte of the characters at the border.
    for (const shift of [0, 1, 2, 3]) {
      const text = 'x'.repeat(shift) + '😀€ä'.repeat(30_000);
      const read = await inputs('x.jsonl', `{"a":${JSON.stringify(text)}}\n{"a":1}`);
      expect((read[0] as { a: string }).a === text).toBe(true);
      expect(read[1]).toEqual({ a: 1 });
    }
  });

  it.each([
    ['{"a":1}\n{"a":1,}\n', 'x.jsonl:2:8: not JSON: unexpected "}"'],
    ['{"a":1}\n\n{"a":\n', 'x.jsonl:3:6: not JSON: the text ends too early'],
    ['\uFEFF{a:1}\n', 'x.jsonl:1:2: not JSON: unexpected "a"'],
    ['{"a":1} {"a":2}\n', 'x.jsonl:1:9: not JSON: unexpected "{"'],
    ["{'a':1}\n", 'x.jsonl:1:2: not JSON: unexpected "\'"'],
    ['{"a":"\\x"}\r\n', 'x.jsonl:1:7: not JSON: unexpected "\\\\"'],
    ['{"a":NaN}\n', 'x.jsonl:1:6: not JSON: unexpected "N"'],
  ])('%j is refused with line and column', async (text, message) => {
    const told = await complaint(casesIn('x.jsonl', text));
    expect(told).toEqual({ message, hint: 'each line must be one JSON value' });
  });

  it.each([
    ['5', 'x.jsonl:1: a row must be an object, not 5'],
    ['[1]', 'x.jsonl:1: a row must be an object, not a list'],
    ['null', 'x.jsonl:1: a row must be an object, not null'],
    ['"text"', 'x.jsonl:1: a row must be an object, not "text"'],
  ])('a line %s is no row', async (text, message) => {
    expect((await complaint(casesIn('x.jsonl', text))).message).toBe(message);
  });
});

describe('a JSON file', () => {
  it.each([
    ['plain', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['with a byte order mark', '\uFEFF[{"a":1}]', [{ a: 1 }]],
    ['that is an empty list', '[]', []],
  ])('%s is read', async (_, text, expected) => {
    expect(await inputs('x.json', text)).toEqual(expected);
  });

  it.each([
    ['{"a":1}', 'x.json: must hold a list of rows'],
    ['[\n  {"a": 1},\n  {"a": 2},\n]\n', 'x.json:4:1: not JSON: unexpected "]"'],
    ['[\r\n  {"a": tru}\r\n]', 'x.json:2:9: not JSON: unexpected "t"'],
    ['', 'x.json:1:1: not JSON: the text ends too early'],
    ['[{"a":1}', 'x.json:1:9: not JSON: the text ends too early'],
    ['[{"a":"line\nbreak"}]', 'x.json:1:12: not JSON: unexpected line break in a text'],
    ['[5]', 'x.json, row 1: a row must be an object, not 5'],
  ])('%j is refused with its place', async (text, message) => {
    expect((await complaint(casesIn('x.json', text))).message).toBe(message);
  });
});

describe('the place of a JSON error', () => {
  const texts = ['{"a":[1,-2.5e3,true,null],"b":{"c":"\\u00e9 \\n x"}}', '[]', '"x"', '0', '{}', '[[],{}]'];

  it('is the first character that no JSON could have there: what stands before it can be completed', () => {
    for (const text of texts) {
      for (let at = 0; at < text.length; at++) {
        for (const wrong of ['\u0001', '@']) {
          const broken = text.slice(0, at) + wrong + text.slice(at);
          if (isJson(broken)) continue;
          const { column } = explainJsonError(broken);
          expect(column, broken).toBeLessThanOrEqual(at + 1);
          // A number, a word or an escape that is cut short is reported at its start; all else exactly.
          const token = /[-\w.\\]*$/.exec(text.slice(0, at))![0];
          expect(column, broken).toBeGreaterThanOrEqual(at + 1 - token.length);
        }
      }
    }
  });

  it('is the end for every text that ends too early', () => {
    for (const text of texts.filter((whole) => whole !== '0')) {
      for (let at = 0; at < text.length; at++) {
        const cut = text.slice(0, at);
        if (isJson(cut) || /[-\w.\\]$/.test(cut)) continue;
        expect(explainJsonError(cut), cut).toMatchObject({
          column: at + 1,
          message: 'the text ends too early',
        });
      }
    }
  });

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }
});
