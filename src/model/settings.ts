import type { JsonValue } from './json.ts';

/**
 * What something was made with, as JSON: a pattern as its source, a function as its text, a zod schema as its
 * JSON Schema. Equal settings mean equal work, as far as can be seen: what a function reaches outside itself
 * cannot be.
 */
export function settingsOf(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'function':
      return { function: String(value).replace(/\s+/g, ' ') };
    case 'object':
      return ofObject(value);
    default:
      return String(value);
  }
}

function ofObject(value: object | null): JsonValue {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(settingsOf);
  if (value instanceof RegExp) return { regex: String(value) };
  if ('safeParse' in value) return { schema: schemaOf(value) };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, settingsOf(field)]),
  );
}

/** Null: the schema cannot be written as JSON Schema. */
function schemaOf(schema: object): JsonValue {
  if (!('toJSONSchema' in schema) || typeof schema.toJSONSchema !== 'function') return null;
  try {
    return settingsOf(schema.toJSONSchema());
  } catch {
    return null;
  }
}
