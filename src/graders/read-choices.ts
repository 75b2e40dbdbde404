/** One choice and what may stand around it: `(B)`, `**B**`, `\boxed{B}`. */
const ITEM =
  /(?:\\boxed)?[([{*_`"'“‘$]*(?<glued>[A-Z]{2,})?(?<single>\p{L}\p{M}*|\p{Nd}+)?(?![\p{L}\p{M}\p{N}_])[)\]}*_`"'”’$]*/uy;

/** Between two choices. `or` is none: whoever names two has not chosen. */
const SEPARATOR = /\s*(?:[,;]\s*(?:and\s+|&\s*)?|and\s+|&\s*|\+\s*)|\s+/iuy;

/** After the last choice: the end, or something that shows that the choice ended there, as in `B) Paris`. */
const END = /(?!\s*[,;]?\s*or\b)(?:\s*$|[.:;,!](?=[\s*_`)\]}"'”’$]|$)|\s+[-–—([]|[–—]|(?<=\))\s)/iuy;

/**
 * The choices that a line begins with: `B`, `A, C and D`, `(A) & (C)`, `AC`, `27`, `B. Paris`. Letters in upper
 * case, each once, letters before numbers. Null where it is no such list: `none of them`, `A or B`, `A cat`.
 *
 * Letters that are written together must be capitals in the order of the alphabet, or "BAD" would be three of them.
 */
export function readChoices(line: string): readonly string[] | null {
  const found = new Set<string>();
  let index = 0;
  while (true) {
    ITEM.lastIndex = index;
    const item = ITEM.exec(line);
    const { glued, single } = item?.groups ?? {};
    if (!item || (glued === undefined) === (single === undefined)) break;
    const names = glued === undefined ? [single!.toUpperCase()] : ascending(glued);
    if (names === null) return null;
    for (const name of names) found.add(name);
    index = ITEM.lastIndex;
    SEPARATOR.lastIndex = index;
    if (!SEPARATOR.test(line)) break;
    const next = SEPARATOR.lastIndex;
    ITEM.lastIndex = next;
    const more = ITEM.exec(line)?.groups;
    if (more?.glued === undefined && more?.single === undefined) break;
    index = next;
  }
  END.lastIndex = index;
  return found.size > 0 && END.test(line) ? [...found].sort(byName) : null;
}

function ascending(letters: string): string[] | null {
  const names = [...letters];
  return names.every((letter, index) => index === 0 || letter > names[index - 1]!) ? names : null;
}

function byName(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? -1 : 1;
  return Number.isNaN(x) ? (a < b ? -1 : 1) : x - y;
}
