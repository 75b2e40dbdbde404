import { escapeHtml, escapeHtmlLine } from '../neutralise/escape-html.ts';

/** An attribute that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name a="1">`; texts are taken as they come. */
export function startTag(name: string, attributes: Attributes = {}): string {
  return `<${[name, ...written(attributes)].join(' ')}>`;
}

/** An element with content that is XML already; without any, an empty one. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  if (content.length === 0) return `<${[name, ...written(attributes)].join(' ')}/>`;
  return `${startTag(name, attributes)}${content.join('')}</${name}>`;
}

/** What HTML reads as itself, XML does too: no control, half of a pair or noncharacter is left of it. */
export const xmlText = escapeHtml;

function written(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}="${escapeHtmlLine(String(value))}"`],
  );
}
