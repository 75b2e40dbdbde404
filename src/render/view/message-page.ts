import { name } from '../html/element.ts';
import { plainPage } from '../html/plain-page.ts';
import { viewStyle } from './view-style.ts';

/** What went wrong in a line, and what to do. All plain text. */
export function messagePage(title: string, message: string, hint?: string): string {
  return plainPage({
    title: `${title} · assay view`,
    body: [
      '<main>',
      `<p class="facts"><a href="/">All runs</a></p>`,
      `<h1>${name(title)}</h1>`,
      `<p class="lead">${name(message)}</p>`,
      ...(hint === undefined ? [] : [`<p class="note">${name(hint)}</p>`]),
      '</main>',
    ].join('\n'),
    style: viewStyle,
  });
}
