import { escapeHtmlLine } from '../neutralise/escape-html.ts';

/** The address of a run's page, by the folders that lead to it. */
export function runAddress(path: readonly string[]): string {
  return `/runs/${path.map(encoded).join('/')}`;
}

/** The address of a suite's page; `skip` newer runs are left out. */
export function suiteAddress(suite: string, skip = 0): string {
  return `/suite?name=${encoded(suite)}${skip > 0 ? `&skip=${skip}` : ''}`;
}

/** @param words HTML. */
export function link(address: string, words: string): string {
  return `<a href="${escapeHtmlLine(address)}">${words}</a>`;
}

/** Halves of surrogate pairs have no encoding. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
}
