import { lastMatch } from './last-match.ts';

/** The text after the last place where a marker stands; undefined where it is missing. */
export function textAfter(text: string, marker: string | RegExp): string | undefined {
  if (typeof marker === 'string') {
    const index = text.lastIndexOf(marker);
    return index < 0 ? undefined : text.slice(index + marker.length);
  }
  const last = lastMatch(marker, text);
  return last && text.slice(last.index + last[0].length);
}
