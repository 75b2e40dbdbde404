import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { clipLine } from '../wording/clip.ts';

/** A foreign text on one line; isolated, so that its direction does not disturb its neighbours. */
export function name(text: string): string {
  return isolated(text, 300);
}

/** A name in a heading, where no name may take the whole page. */
export function shortName(text: string): string {
  return isolated(text, 80);
}

function isolated(text: string, limit: number): string {
  return `<bdi>${escapeHtmlLine(clipLine(text, limit))}</bdi>`;
}

/** A sentence of ours that holds names: keeps numbers and their `%` on one line. */
export function prose(sentence: string): string {
  return sentence.replaceAll(/(?<=\d) %/g, '\u00a0%');
}

/** A section with a heading that can be linked to. */
export function section(id: string, heading: string, body: string): string {
  return `<section id="${id}" aria-labelledby="${id}-heading">\n<h2 id="${id}-heading">${heading}</h2>\n${body}\n</section>\n`;
}

export interface HtmlColumn<Row> {
  /** HTML. */
  readonly head: string;
  /** HTML of a row's cell. The first column names the row. */
  readonly cell: (row: Row) => string;
  readonly align: 'text' | 'number' | 'plot';
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function htmlTable<Row>(
  caption: string,
  columns: readonly HtmlColumn<Row>[],
  rows: readonly Row[],
): string {
  const heads = columns.map(({ head, align }) => `<th scope="col" class="${align}">${head}</th>`).join('');
  const lines = rows.map((row) => {
    const cells = columns.map(({ cell, align }, index) =>
      index === 0
        ? `<th scope="row" class="${align}">${cell(row)}</th>`
        : `<td class="${align}">${cell(row)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    `<div class="scroll" role="region" aria-label="${caption}" tabindex="0">`,
    `<table>\n<caption>${caption}</caption>`,
    `<thead><tr>${heads}</tr></thead>`,
    `<tbody>\n${prose(lines.join('\n'))}\n</tbody>`,
    '</table></div>',
  ].join('\n');
}

/** A text that says how something turned out, by sign, word and colour. */
export function mark(kind: string, glyph: string, word: string): string {
  return `<span class="mark ${kind.replaceAll(' ', '-')}"><span aria-hidden="true">${glyph}</span> ${word}</span>`;
}

/** The part of an id after its prefix, from any text: different texts, different ids, and no blanks in them. */
export function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
}
