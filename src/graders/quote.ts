const HEAD = 80;
const TAIL = 30;

/**
 * A text for a one-line reason: in double quotes, line breaks escaped, and of a long one only the start and
 * the end (`"The answer … is 18"`), since what decides is as often the last word as the first.
 */
export function quote(text: string): string {
  const clipped =
    text.length <= HEAD + TAIL
      ? text
      : `${text.slice(0, HEAD).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-TAIL).replace(/^[\udc00-\udfff]/, '')}`;
  // JSON.stringify leaves these three line breaks as they are.
  return JSON.stringify(clipped).replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `"a" or "b"`: of a long list only the start. */
export function anyOf(texts: readonly string[]): string {
  return quoted(texts, 'or');
}

/** `"a" and "b"`: of a long list only the start. */
export function allOf(texts: readonly string[]): string {
  return quoted(texts, 'and');
}

function quoted(texts: readonly string[], word: string): string {
  const list = texts.slice(0, 5).map(quote).join(` ${word} `);
  return texts.length > 5 ? `${list} ${word} ${texts.length - 5} more` : list;
}
