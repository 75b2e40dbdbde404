import { hash } from 'node:crypto';
import type { JsonValue } from './json.ts';

/** SHA-256 in hex of a text's UTF-8 bytes. */
export function digest(text: string): string {
  return hash('sha256', text, 'hex');
}

/** JSON with the keys of every object sorted, so that equal values have equal texts. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const object = value as Readonly<Record<string, JsonValue>>;
  // JSON leaves out what is undefined.
  const fields = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key]!)}`).join(',')}}`;
}

/** A case's id from the content of its input: the same input has the same id wherever it stands. */
export function contentId(input: JsonValue): string {
  return `case-${digest(canonicalJson(input)).slice(0, 12)}`;
}

/** The id of the nth case, from 2, whose content is that of an earlier one. */
export function repeatedId(id: string, nth: number): string {
  return `${id}-${nth}`;
}
