import { createHash } from 'node:crypto';
import type { Summary } from '../../model/summary.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipLine } from '../wording/clip.ts';
import { title as verdict } from '../wording/comparison.ts';
import { incompleteStatement } from '../wording/statements.ts';

export interface PageHead {
  /** Plain text. */
  readonly title: string;
  readonly styles: readonly string[];
  /** What the page may do beside being styled. */
  readonly policy?: readonly string[];
}

/** The start of a page. Its policy lets in what is ours by its hash and nothing else, whatever the texts on it say. */
export function pageHead({ title, styles, policy = [] }: PageHead): string {
  const directives = [
    "default-src 'none'",
    // For the empty icon alone: a browser that is told of none asks the server for one, and complains.
    'img-src data:',
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
<link rel="icon" href="data:,">
<title>${escapeHtmlLine(clipLine(title, 300))}</title>
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
`;
}

/** What came out, and of which suite. */
export function reportTitle(summary: Summary): string {
  const simulated = summary.simulated ? 'SIMULATED: ' : '';
  const incomplete = incompleteStatement(summary);
  const missing = incomplete === null ? '' : `${incomplete} `;
  return `${simulated}${missing}${verdict(summary, visibleLine)} · ${summary.suite}`;
}

/** As what a policy admits a script or a style of this very text. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
