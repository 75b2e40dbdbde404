import { UserError } from '../model/errors.ts';
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

/** @throws UserError for an option that marks nothing: an empty text, or what is no pattern. */
export function checkMarker(grader: string, option: string, marker: unknown): void {
  if (marker === undefined || marker instanceof RegExp) return;
  if (typeof marker === 'string' && marker !== '') return;
  throw new UserError(
    `${grader}: '${option}' is no marker`,
    'It takes a text that is not empty, or a RegExp.',
  );
}
