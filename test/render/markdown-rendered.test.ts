import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { markdown, stepSummary } from '../../src/render/markdown.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';

/** As GitHub renders it, before its own sanitiser. */
const rendered = (about: Report, format = markdown) =>
  marked.parse([...format.render(about)].join(''), { gfm: true, async: false });

/** How often each element is opened, and closed. */
function elements(page: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [, close, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    const key = `${close}${name!.toLowerCase()}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

const OURS = new Set(
  'blockquote,br,code,details,em,h3,h4,hr,li,p,pre,strong,sub,summary,table,tbody,td,th,thead,tr,ul'.split(
    ',',
  ),
);
const plain = elements(rendered(hostileReport('plain')));

describe.each(Object.entries(HOSTILE))('%s, rendered', (_, text) => {
  const page = rendered(hostileReport(text));
  const found = elements(page);

  test('adds no element of its own: no link, no image, nothing that runs', () => {
    expect(Object.keys(found).filter((name) => !OURS.has(name.replace('/', '')))).toEqual([]);
    expect(page).not.toMatch(/<[^>]*\s(href|src|on\w+|style)=/i);
  });

  test('leaves tables and folded parts as they are', () => {
    for (const name of ['table', 'tr', 'td', 'th', 'details', 'summary', 'h3'])
      expect([name, found[name], found[`/${name}`]]).toEqual([name, plain[name], plain[name]]);
    // What stands in fences stays in them.
    expect(found.pre).toBe(plain.pre);
  });
});

test('a step summary renders to the same elements as a comment', () => {
  expect(elements(rendered(hostileReport('plain'), stepSummary))).toEqual(plain);
});
