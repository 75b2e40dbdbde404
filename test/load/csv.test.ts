import { describe, expect, it } from 'vitest';
import { casesIn, complaint } from './reading.ts';

const inputs = async (text: string | Uint8Array) => (await casesIn('x.csv', text)).map(({ input }) => input);
const refusal = (text: string | Uint8Array) => complaint(casesIn('x.csv', text));

describe('a CSV file', () => {
  it.each([
    ['plain', 'a,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['without a last line break', 'a,b\n1,2', [{ a: '1', b: '2' }]],
    [
      'with CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    [
      'with CR alone',
      'a,b\r1,2\r3,4\r',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['with a byte order mark', '\uFEFFa,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['with a byte order mark before a quote', '\uFEFF"a",b\n1,2\n', [{ a: '1', b: '2' }]],
    ['with quotes', 'a,b\n"1","2"\n', [{ a: '1', b: '2' }]],
    ['with commas in quotes', 'a,b\n"1,5",2\n', [{ a: '1,5', b: '2' }]],
    ['with doubled quotes', 'a,b\n"say ""hi""",2\n', [{ a: 'say "hi"', b: '2' }]],
    ['with line breaks in quotes', 'a,b\n"1\n\n5",2\n', [{ a: '1\n\n5', b: '2' }]],
    ['with CRLF in quotes', 'a,b\r\n"1\r\n5",2\r\n', [{ a: '1\r\n5', b: '2' }]],
    ['with a line break in the header', '"a\nb",c\n1,2\n', [{ 'a\nb': '1', c: '2' }]],
    ['with empty fields', 'a,b\n,\n', [{ a: '', b: '' }]],
    ['with blanks, which are kept', 'a,b\n 1 ,2\n', [{ a: ' 1 ', b: '2' }]],
    [
      'with empty lines',
      'a,b\n\n\n1,2\n\n3,4\n\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['with one column', 'a\n1\n2\n', [{ a: '1' }, { a: '2' }]],
    [
      'with names that objects have',
      '__proto__,constructor\n1,2\n',
      [JSON.parse('{"__proto__":"1","constructor":"2"}')],
    ],
    ['with a header alone', 'a,b\n', []],
    ['that is empty', '', []],
  ])('%s is read', async (_, text, expected) => {
    expect(await inputs(text)).toEqual(expected);
  });

  it('may hold a very long field, and characters that cross the borders of chunks', async () => {
    const long = 'ä€😀'.repeat(100_000);
    const [first, second] = await inputs(`a,b\n"${long}\n${long}",1\n${long},2\n`);
    expect((first as { a: string }).a === `${long}\n${long}`).toBe(true);
    expect((second as { a: string }).a === long).toBe(true);
  });

  it.each([
    ['too long', 'a,b\n1,2\n3,4,5\n', 'x.csv:3: the row has 3 fields, the header 2'],
    ['too short', 'a,b\n1\n', 'x.csv:2: the row has 1 field, the header 2'],
    ['too long, after empty lines', 'a,b\n\n\n1,2,3\n', 'x.csv:4: the row has 3 fields, the header 2'],
    [
      'too long, after fields of many lines',
      'a,b\n"1\n1\n1",2\n3,4,5\n',
      'x.csv:5: the row has 3 fields, the header 2',
    ],
    [
      'too long, after fields of many CRLF lines',
      'a,b\r\n"1\r\n1\r\n1",2\r\n3,4,5\r\n',
      'x.csv:5: the row has 3 fields, the header 2',
    ],
    [
      'too long, and of many lines itself',
      'a,b\r\n1,2\r\n"1\r\n1","2\r\n",3\r\n',
      'x.csv:3: the row has 3 fields, the header 2',
    ],
    ['of a column whose name is used', 'a,b,a\n1,2,3\n', 'x.csv:1: two columns are named "a"'],
    ['of a column without a name', 'a,,c\n1,2,3\n', 'x.csv:1: column 2 of the header has no name'],
    ['of a column named by blanks', 'a, \n1,2\n', 'x.csv:1: column 2 of the header has no name'],
    ['separated by semicolons', 'a;b\n1;2\n', 'x.csv:1: the header is one column, "a;b"'],
    [
      'whose quote is never closed',
      'a,b\n1,2\n\n3,"x\ny\n4,5\n',
      'x.csv:4: in the row that begins here, column "b": a quote is opened and never closed',
    ],
    [
      'whose quote is never closed, after CRLF fields',
      'a,b\r\n1,"2\r\n2"\r\n3,"x\r\n',
      'x.csv:4: in the row that begins here, column "b": a quote is opened and never closed',
    ],
    [
      'with a quote in a bare field',
      'a,b\n1,2\n1,5" disk\n',
      'x.csv:3: in the row that begins here, column "b": a quote stands inside a field that does not begin with one',
    ],
    [
      'with more after a closing quote',
      'a,b\n"say "hi"",2\n',
      'x.csv:2: in the row that begins here, column "a": a field goes on after its closing quote',
    ],
  ])('with a row %s is refused with its place', async (_, text, message) => {
    const told = await refusal(text);
    expect(told.message).toBe(message);
  });

  it('says how to repair a row that does not fit', async () => {
    expect((await refusal('a,b\n1,2,3\n')).hint).toBe('quote fields that hold commas, and fill every column');
    expect((await refusal('a;b\n1;2\n')).hint).toBe('columns are separated by commas, not by ";"');
    expect((await refusal('a\tb\n1\t2\n')).hint).toBe('columns are separated by commas, not by tabs');
  });

  it('names the line at which a row begins, also after rows of many lines', async () => {
    for (const br of ['\n', '\r\n']) {
      const text = ['"id",t', '1,"a', '', 'b"', '2,x', '', '1,"y', 'z"', ''].join(br);
      const told = await refusal(text);
      expect(told.message).toBe('x.csv:7: the id "1" was used before');
    }
  });

  it.each([
    ['Latin-1', Buffer.from('a,b\n1,2\n3,caf\u00e9\n5,6\n', 'latin1'), 'x.csv:3: this line is not UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), 'x.csv:1: this line is not UTF-8'],
    [
      'Latin-1 far down',
      Buffer.concat([Buffer.from(`a,b\n${'1,2\n'.repeat(50_000)}`), Buffer.from('3,\xe9\n', 'latin1')]),
      'x.csv:50002: this line is not UTF-8',
    ],
  ])('in %s is refused: the model would see other characters', async (_, bytes, message) => {
    const told = await refusal(bytes);
    expect(told.message).toBe(message);
    expect(told.hint).toContain('UTF-8');
  });
});
