/**
 * Where a text stops being JSON: the index of the first character that no JSON text could have there (its
 * length, if the text ends too early). Null for JSON.
 *
 * `JSON.parse` decides what is JSON; it tells the position of some errors only, in words that change with the
 * version of Node, and a report should not.
 */
export function jsonErrorIndex(text: string): number | null {
  const closers: ('}' | ']')[] = [];
  let index = 0;
  let expected: 'value' | 'value or ]' | 'key' | 'key or }' | 'end' = 'value';

  while (true) {
    index = after(/[ \t\n\r]*/y, text, index)!;
    const char = text[index];
    if (expected === 'end') {
      const closer = closers.at(-1);
      if (closer === undefined) return char === undefined ? null : index;
      if (char === closer) closers.pop();
      else if (char === ',') expected = closer === '}' ? 'key' : 'value';
      else return index;
      index++;
    } else if ((char === '}' && expected === 'key or }') || (char === ']' && expected === 'value or ]')) {
      closers.pop();
      expected = 'end';
      index++;
    } else if (expected === 'key' || expected === 'key or }') {
      if (char !== '"') return index;
      const string = stringEnd(text, index);
      if (!string.closed) return string.index;
      index = after(/[ \t\n\r]*/y, text, string.index)!;
      if (text[index] !== ':') return index;
      expected = 'value';
      index++;
    } else if (char === '{' || char === '[') {
      closers.push(char === '{' ? '}' : ']');
      expected = char === '{' ? 'key or }' : 'value or ]';
      index++;
    } else if (char === '"') {
      const string = stringEnd(text, index);
      if (!string.closed) return string.index;
      index = string.index;
      expected = 'end';
    } else {
      const end = after(/true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y, text, index);
      if (end === undefined) return index;
      index = end;
      expected = 'end';
    }
  }
}

function after(token: RegExp, text: string, index: number): number | undefined {
  token.lastIndex = index;
  return token.test(text) ? token.lastIndex : undefined;
}

/** From the opening quote to behind the closing one, or to what is wrong. */
function stringEnd(text: string, start: number): { closed: boolean; index: number } {
  let index = start + 1;
  while (index < text.length) {
    if (text[index] === '"') return { closed: true, index: index + 1 };
    const next: number | undefined =
      text[index] === '\\'
        ? after(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y, text, index)
        : after(/[^"\\\u0000-\u001f]+/y, text, index);
    if (next === undefined) return { closed: false, index };
    index = next;
  }
  return { closed: false, index };
}
