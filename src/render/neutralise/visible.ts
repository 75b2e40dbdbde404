/** Control characters that have a picture of their own; newline and tab stay what they are. */
const CONTROLS = '\\u0000-\\u0008\\u000b-\\u001f\\u007f';

/**
 * What is never seen or moves what is seen: C1 controls, line and paragraph separators, halves of surrogate
 * pairs, interlinear marks, noncharacters, and everything Unicode calls ignorable (bidi marks, zero width, tags, selectors).
 */
const HIDDEN =
  '\\u0080-\\u009f\\u2028\\u2029\\p{Cs}\\ufff9-\\ufffb\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}';

/**
 * Joiners and presentation selectors where they belong to the writing: inside emoji, and between letters of
 * the scripts that need them. Between Latin letters a joiner only hides, so there it is shown.
 */
const JOINABLE = '(?!\\p{Script=Latin})[\\p{L}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]';
const WRITING = [
  `(?<=${JOINABLE})[\\u200c\\u200d](?=${JOINABLE})`,
  '(?<=[\\p{Extended_Pictographic}0-9#*])[\\ufe0e\\ufe0f]',
].join('|');

const SHOWN = new RegExp(`(${WRITING})|[${CONTROLS}]|[${HIDDEN}]`, 'gu');

/**
 * Makes a text harmless for a terminal, and honest everywhere: escape sequences, rewriting by carriage return,
 * bidi overrides and zero-width characters become things one can see. Line ends are `\n`; `\n` and `\t` stay.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(SHOWN, (character, writing: string | undefined) => {
    if (writing !== undefined) return writing;
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** As {@link visible}, on one line: line ends become ⏎ and tabs a blank. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '⏎').replaceAll('\t', ' ');
}
