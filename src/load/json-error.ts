/** What stops a text from being JSON, and where: from 1. */
export interface JsonError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * `JSON.parse` decides what is JSON; it tells the position of some errors only, in words that change with
 * the version of Node and may quote line breaks.
 */
export function explainJsonError(text: string): JsonError {
  const index = errorIndex(text);
  const before = text.slice(0, index);
  const found = text.codePointAt(index);
  return {
    line: before.split('\n').length,
    column: index - before.lastIndexOf('\n'),
    message: found === undefined ? 'the text ends too early' : `unexpected ${quote(found)}`,
  };
}

const TOKENS =
  /[ \t\r\n]*(?:"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const BLANKS = /[ \t\r\n]*/y;

/** The index of the first token that JSON cannot have there; the length when it ends too early. */
function errorIndex(text: string): number {
  const closers: string[] = [];
  let expected = 'value';
  TOKENS.lastIndex = 0;
  for (;;) {
    BLANKS.lastIndex = TOKENS.lastIndex;
    BLANKS.test(text);
    const start = BLANKS.lastIndex;
    const token = TOKENS.exec(text)?.[0].trimStart();
    if (token === undefined) return brokenTokenIndex(text, start, expected);
    const next = follow(token, expected, closers);
    if (next === undefined) return start;
    expected = next;
  }
}

/** What may come after a token; undefined where the token may not stand. */
function follow(token: string, expected: string, closers: string[]): string | undefined {
  const closer = closers.at(-1);
  if (token === '}' || token === ']') {
    if (token !== closer || !(expected === 'comma' || expected.startsWith('first'))) return undefined;
    closers.pop();
    return closers.length === 0 ? 'end' : 'comma';
  }
  if (token === ',') return expected !== 'comma' ? undefined : closer === '}' ? 'key' : 'value';
  if (token === ':') return expected === 'colon' ? 'value' : undefined;
  if (expected.endsWith('key')) return token.startsWith('"') ? 'colon' : undefined;
  if (!expected.endsWith('value')) return undefined;
  if (token === '{' || token === '[') {
    closers.push(token === '{' ? '}' : ']');
    return token === '{' ? 'first key' : 'first value';
  }
  return closers.length === 0 ? 'end' : 'comma';
}

/** Inside a text that could stand here, its own fault; else its start. */
function brokenTokenIndex(text: string, start: number, expected: string): number {
  if (text[start] !== '"' || !/key|value/.test(expected)) return start;
  const inside = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
  inside.lastIndex = start;
  inside.test(text);
  return inside.lastIndex;
}

function quote(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (character === '\n' || character === '\r') return 'line break in a text';
  return `${JSON.stringify(character)}`;
}
