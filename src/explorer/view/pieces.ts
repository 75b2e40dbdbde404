/** A stretch of a text that is drawn in its own way. */
export interface Piece {
  readonly kind: 'plain' | 'found' | 'spaces' | 'mark' | 'odd';
  readonly text: string;
  /** Of a blank: what it is. */
  readonly title?: string;
}

/** More marks than this help nobody, and take long to draw. */
const MOST = 5000;

/** Signs before what else would not be seen. */
const MARKS: Readonly<Record<string, string>> = { '\t': '→\t', '\n': '⏎\n' };
/** Blanks that look like a usual one and are not: they are why two texts that look alike differ. */
const ODD = '\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';

/** A text cut where something is looked for, and, where blanks are to be seen, at its blanks. */
export function pieces(text: string, needles: readonly string[], blanks: boolean): Piece[] {
  const looked = needles.map((needle) => needle.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const patterns = looked.length === 0 ? [] : [`(?<found>${looked.join('|')})`];
  if (blanks) patterns.push('(?<spaces> +)', '(?<mark>[\\t\\n])', `(?<odd>[${ODD}])`);
  const cut: Piece[] = [];
  let [from, marks] = [0, 0];
  for (const match of text.matchAll(new RegExp(patterns.join('|'), 'giu'))) {
    if (match[0] === '' || marks++ > MOST) continue;
    if (match.index > from) cut.push({ kind: 'plain', text: text.slice(from, match.index) });
    cut.push(pieceOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) cut.push({ kind: 'plain', text: text.slice(from) });
  return cut;
}

function pieceOf(match: RegExpExecArray): Piece {
  const { found, spaces, mark, odd } = match.groups ?? {};
  if (found !== undefined) return { kind: 'found', text: found };
  // They stay what they are, so that lines break as ever; the stylesheet dots them.
  if (spaces !== undefined) return { kind: 'spaces', text: spaces };
  if (mark !== undefined) return { kind: 'mark', text: MARKS[mark]! };
  const code = odd!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return { kind: 'odd', text: `U+${code}`, title: code === '00A0' ? 'no-break space' : 'unusual blank' };
}
