/** A place in a JSON value: `$.items[0].name`, `$["two words"]`, and `$` for the whole. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}
