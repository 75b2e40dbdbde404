import { count } from './numbers.ts';

/** Head and tail of a text that is longer than `limit` UTF-16 units, with a line that says what is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = whole(text.slice(0, Math.ceil((limit * 2) / 3)));
  const tail = whole(text.slice(text.length - Math.floor(limit / 3)));
  return `${head}\n[… ${count(text.length - head.length - tail.length)} characters left out …]\n${tail}`;
}

/** The start of a text that is longer than `limit` UTF-16 units, with an ellipsis. */
export function clipLine(text: string, limit: number): string {
  return text.length <= limit ? text : `${whole(text.slice(0, limit - 1))}…`;
}

/** A name in plain text, where no name may take the whole line. */
export function clipName(text: string): string {
  return clipLine(text, 300);
}

/** Without the half of a surrogate pair that a cut may leave at either end. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
