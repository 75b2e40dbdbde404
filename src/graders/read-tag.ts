/** The content of a tag, or what is wrong with it. */
export type TagContent = { readonly text: string } | { readonly nothing: string };

/**
 * The content of the last or the first element of a name: what stands between `<name>` or `<name attributes>` and the
 * `</name>` that belongs to it, other elements of that name within it included. `<name/>` is empty.
 *
 * A tag that is never closed makes all of it unreadable from there on: what was cut off is not taken for an answer,
 * and what stood before it is not read in its stead. A closing tag without an opening one is passed over. Case counts.
 */
export function readTag(text: string, name: string, which: 'last' | 'first'): TagContent {
  // Of what a name may hold, only a point means something in a pattern.
  const tag = new RegExp(String.raw`<(/?)${name.replaceAll('.', '\\.')}(?=[\s/>])([^<>]*)>`, 'g');
  const contents: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of text.matchAll(tag)) {
    const [whole, closing, attributes] = match;
    if (closing) {
      if (depth > 0 && --depth === 0) contents.push(text.slice(start, match.index));
    } else if (!attributes!.trimEnd().endsWith('/')) {
      if (depth++ === 0) start = match.index + whole.length;
    } else if (depth === 0) {
      contents.push('');
    }
  }
  const isLeftOpen = depth > 0 && (which === 'last' || contents.length === 0);
  if (isLeftOpen) return { nothing: `<${name}> is not closed` };
  const content = which === 'last' ? contents.at(-1) : contents[0];
  return content === undefined ? { nothing: `no <${name}>` } : { text: content };
}
