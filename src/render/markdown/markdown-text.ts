import { markdownInline } from '../neutralise/escape-markdown.ts';
import { clipLine } from '../wording/clip.ts';

/** A foreign text inside a sentence or a cell: as itself, and of a length that leaves room for others. */
export function markdownText(text: string, limit = 80): string {
  return markdownInline(clipLine(text, limit));
}
