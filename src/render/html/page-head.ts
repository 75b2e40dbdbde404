import { createHash } from 'node:crypto';
import type { Summary } from '../../model/summary.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipLine } from '../wording/clip.ts';
import { title } from '../wording/comparison.ts';

/** The start of a page. @param policy of which `default-src 'none'` and the like are a part already. */
export function pageHead(
  summary: Summary,
  styles: readonly string[],
  policy: readonly string[] = [],
): string {
  const simulated = summary.simulated ? 'SIMULATED: ' : '';
  const heading = escapeHtmlLine(
    clipLine(`${simulated}${title(summary, visibleLine)} · ${summary.suite}`, 300),
  );
  const directives = [
    "default-src 'none'",
    ...policy,
    `style-src ${styles.map(sourceHash).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${directives.join('; ')}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
`;
}

/** As what a policy admits a script or a style of this very text. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
