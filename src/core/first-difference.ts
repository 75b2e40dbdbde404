/** Where two JSON values part first, in the order of their keys, and what stands there on either side. */
export interface Difference {
  /** `messages[0].content`; empty for the values themselves. */
  readonly path: string;
  /** Undefined: nothing stands there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The first difference between two JSON values; undefined when they are equal. */
export function firstDifference(before: unknown, after: unknown, path = ''): Difference | undefined {
  if (Object.is(before, after)) return undefined;
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    return { path, before, after };
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const place = Array.isArray(before) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const difference = firstDifference(before[key], after[key], place);
    if (difference) return difference;
  }
  return undefined;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
