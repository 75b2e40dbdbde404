import { visible, visibleLine } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML text or as an attribute in quotes; what cannot be seen is made visible first. */
export function escapeHtml(text: string): string {
  return escapeEntities(visible(text));
}

/** As {@link escapeHtml}, on one line: for names, ids and table cells. */
export function escapeHtmlLine(text: string): string {
  return escapeEntities(visibleLine(text));
}

function escapeEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
