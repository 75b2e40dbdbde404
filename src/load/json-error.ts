import { jsonErrorIndex } from '../model/json-error-index.ts';

/** What stops a text from being JSON, and where: from 1. */
export interface JsonError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** In our own words: those of `JSON.parse` change with the version of Node and may quote line breaks. */
export function explainJsonError(text: string): JsonError {
  const index = jsonErrorIndex(text) ?? text.length;
  const before = text.slice(0, index);
  const found = text.codePointAt(index);
  return {
    line: before.split('\n').length,
    column: index - before.lastIndexOf('\n'),
    message: found === undefined ? 'the text ends too early' : `unexpected ${quote(found)}`,
  };
}

function quote(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (character === '\n' || character === '\r') return 'line break in a text';
  return `${JSON.stringify(character)}`;
}
