import { visible, visibleLine } from './visible.ts';

/**
 * Marks, tags, links, pipes, mentions; what begins a list at the start of a line; a colon where an address or an
 * emoji's name may follow; `www`, which GitHub makes a link of.
 */
const SPECIAL = /[&<>`*_~[\]()#@!|\\$]|^[-+=]|(?<=^\d{1,9})[.)]|:(?=[/a-z+-])|www(?=\.)/gi;

/**
 * A text inside a paragraph or a table cell of GitHub's Markdown, as itself. Entities keep the parser from
 * seeing marks, tags, links and pipes. Mentions and references are found in the finished page, where an
 * entity is the character again, so a zero-width space follows `@` and `#`.
 */
export function markdownInline(text: string): string {
  return visibleLine(text).replace(SPECIAL, (found) => {
    const entity = `&#${found.codePointAt(0)};`;
    if (found === '@' || found === '#') return `${entity}&#8203;`;
    return entity + found.slice(1);
  });
}

/** A text of any shape as a fenced block, its fence longer than any run of backticks inside. */
export function markdownBlock(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${shown}\n${fence}`;
}
