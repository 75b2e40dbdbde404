/** A place in a JSON value: `$.items[0].name`, `$["two words"]`, and `$` for the whole. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}

const STEP = /\.([\p{L}_$][\p{L}\p{N}_$]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/uy;

/** The keys of a path as {@link jsonPath} writes it; undefined for anything else. */
export function parseJsonPath(text: string): (string | number)[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const path: (string | number)[] = [];
  let index = 1;
  while (index < text.length) {
    STEP.lastIndex = index;
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, name, item, quoted] = match;
    const key = name ?? (item === undefined ? unquoted(quoted!) : Number(item));
    if (key === undefined) return undefined;
    path.push(key);
    index = STEP.lastIndex;
  }
  return path;
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** What stands at a path; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    if (Array.isArray(current) !== (typeof key === 'number')) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}
