/** The last place where a pattern matches; undefined where it does not. Flags `g` and `y` carry nothing over. */
export function lastMatch(pattern: RegExp, text: string): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined;
  const everywhere = new RegExp(pattern, pattern.global ? pattern.flags : `${pattern.flags}g`);
  for (const match of text.matchAll(everywhere)) last = match;
  return last;
}
