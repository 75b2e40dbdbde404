/** The texts in a JSON value, numbers and booleans as JavaScript writes them, each with where it stands. */
export function* textsIn(value: unknown, path = ''): Generator<{ path: string; text: string }> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield { path, text: String(value) };
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item, `${path}[]`);
  else {
    for (const [key, item] of Object.entries(value))
      yield* textsIn(item, path === '' ? key : `${path}.${key}`);
  }
}

/** All texts of a value in one, {@link normalText normalised}. */
export function textOfValue(value: unknown): string {
  let all = '';
  for (const { text } of textsIn(value)) all += `${text}\n`;
  return normalText(all);
}

/** Without what does not make a text another one: case, white space, and variants of characters (NFKC). */
export function normalText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
}
