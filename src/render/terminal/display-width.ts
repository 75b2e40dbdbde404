/** Two columns each: East Asian wide and full-width characters, and what is drawn as an emoji. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** No column: what is drawn onto the character before it, and joiners. */
const NARROW = /\p{Mn}|\p{Me}|\p{Join_Control}/u;

/**
 * Columns a text takes in a terminal, at most: a joined emoji counts as its parts, because not every terminal
 * joins them, and a line that is too wide breaks the page while one that is too short does not.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The start of a text that fits, with an ellipsis where something is missing. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const [head] = splitAt(text, columns - 1);
  return `${head}…`;
}

/** A text in two, the first part as wide as may be; at least one character, so that a loop ends. */
export function splitAt(text: string, columns: number): readonly [string, string] {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns && end > 0) break;
    end += character.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

function characterWidth(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (NARROW.test(character)) return 0;
  // The selector for emoji presentation may make the character before it wide.
  return character === '\ufe0f' || !WIDE.test(character) ? 1 : 2;
}
