import { quote } from './quote.ts';
import { readJson } from './read-json.ts';

export const LIST_FORMATS = ['json', 'lines', 'comma'] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

/** The items of a list, null for one that is no text; or one line that says why there is none. */
type ReadList = { readonly items: readonly (string | null)[] } | { readonly error: string };

/** `- item`, `* item`, `• item`, `1. item`, `1) item` */
const BULLET = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/u;

/**
 * The list that an answer is.
 *
 * - `json`: an array, all of the answer or its last fenced block. Numbers and booleans are their text.
 * - `lines`: each line that is not blank, without the bullet or the number of an item. No line is passed over: a
 *   heading is an item.
 * - `comma`: what stands between commas, if it is not blank. A full stop at the end belongs to its item.
 */
export function readList(output: string, format: ListFormat): ReadList {
  if (format === 'json') return readArray(output);
  const parts =
    format === 'comma'
      ? output.split(',')
      : output.split(/\r\n|[\n\r]/).map((line) => line.replace(BULLET, ''));
  return { items: parts.map((part) => part.trim()).filter((part) => part !== '') };
}

function readArray(output: string): ReadList {
  const parsed = readJson(output, 'fenced');
  if ('error' in parsed) return parsed;
  if (!Array.isArray(parsed.value)) return { error: `no JSON array: ${quote(output)}` };
  return {
    items: parsed.value.map((item: unknown) =>
      ['string', 'number', 'boolean'].includes(typeof item) ? String(item) : null,
    ),
  };
}
