import { type JsonDifference, jsonDifference } from './json-difference.ts';

/**
 * The first place where a JSON value lacks something that is wanted, or null. Objects may have further keys, at any
 * depth; lists have as many items as wanted, in their order; everything else is equal.
 */
export function jsonSubsetDifference(
  found: unknown,
  wanted: unknown,
  path: readonly (string | number)[] = [],
): JsonDifference | null {
  if (wanted === null || typeof wanted !== 'object') {
    const difference = jsonDifference(found, wanted);
    return difference && { ...difference, path };
  }
  const isSameKind =
    found !== null && typeof found === 'object' && Array.isArray(found) === Array.isArray(wanted);
  if (!isSameKind || (Array.isArray(wanted) && wanted.length !== (found as unknown[]).length)) {
    return { path, found, wanted };
  }
  for (const [key, item] of Object.entries(wanted)) {
    if (item === undefined) continue;
    const value = Object.hasOwn(found, key) ? (found as Record<string, unknown>)[key] : undefined;
    const step = Array.isArray(wanted) ? Number(key) : key;
    const difference = jsonSubsetDifference(value, item, [...path, step]);
    if (difference) return difference;
  }
  return null;
}
