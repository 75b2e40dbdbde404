export interface JsonDifference {
  readonly path: readonly (string | number)[];
  /** Undefined where the value is missing. */
  readonly found: unknown;
  /** Undefined where nothing should be. */
  readonly wanted: unknown;
}

/**
 * The first place where two JSON values differ, or null where they are equal. The order of keys means
 * nothing, the order of items does; 1 and 1.0 are one number; null is not a missing key, but a key that is
 * `undefined` is. Without recursion, since a model may nest as deep as it likes.
 *
 * A wanted value that JSON cannot hold (a date, NaN, a function) throws.
 */
export function jsonDifference(found: unknown, wanted: unknown): JsonDifference | null {
  const due: JsonDifference[] = [{ path: [], found, wanted }];
  for (let pair = due.pop(); pair !== undefined; pair = due.pop()) {
    const kind = kindOf(pair.wanted);
    if (kind !== kindOf(pair.found)) return pair;
    if (kind !== 'object' && kind !== 'list') {
      if (pair.found !== pair.wanted) return pair;
      continue;
    }
    const [foundItems, wantedItems] = [items(pair.found), items(pair.wanted)];
    const keys = [...wantedItems.keys(), ...[...foundItems.keys()].filter((key) => !wantedItems.has(key))];
    // Last in, first out: the first key is looked at first.
    for (const key of keys.reverse()) {
      due.push({ path: [...pair.path, key], found: foundItems.get(key), wanted: wantedItems.get(key) });
    }
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' && Number.isFinite(value)) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  const prototype = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (prototype === Object.prototype || prototype === null) return 'object';
  throw new Error(`${String(value)} is nothing that JSON can hold`);
}

function items(value: unknown): Map<string | number, unknown> {
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value as object);
  return new Map<string | number, unknown>(entries.filter(([, item]) => item !== undefined));
}
