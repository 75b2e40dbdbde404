export interface FencedBlock {
  /** The first word after the opening fence, in lower case: `json`, or nothing. */
  readonly language: string;
  readonly content: string;
}

/**
 * The fenced code blocks of a markdown text, in order. A fence is a line that starts with three or more
 * backticks or tildes, indented or not; it is closed by a line of at least as many of the same and nothing
 * else. A block that is never closed runs to the end of the text: an answer that was cut off.
 */
export function fencedBlocks(text: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { fence: string; language: string; lines: string[] } | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (open) {
      const closing = /^\s*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      if (closing?.startsWith(open.fence)) {
        blocks.push({ language: open.language, content: open.lines.join('\n') });
        open = undefined;
      } else {
        open.lines.push(line);
      }
      continue;
    }
    // No backtick may follow an opening fence of backticks: that would be code within a line.
    const opening = /^\s*(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(line);
    if (opening) {
      const info = opening[2] ?? opening[4] ?? '';
      open = {
        fence: opening[1] ?? opening[3]!,
        language: /\S*/.exec(info.trim())![0].toLowerCase(),
        lines: [],
      };
    }
  }
  if (open) blocks.push({ language: open.language, content: open.lines.join('\n') });
  return blocks;
}
