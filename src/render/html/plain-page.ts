import { createHash } from 'node:crypto';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { clipLine } from '../wording/clip.ts';
import { style } from './style.ts';

/** A page in the report's look. */
export interface PlainPage {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** More style of ours. */
  readonly style?: string;
  /** A script of ours, the only one that may run; it may ask the page's own server. */
  readonly script?: string;
}

/** The policy lets in what is ours by its hash and nothing else, whatever the texts on the page say. */
export function plainPage({ title, body, style: more, script }: PlainPage): string {
  const styles = more === undefined ? [style] : [style, more];
  const policy = [
    "default-src 'none'",
    // For the empty icon alone: a browser that is told of none asks the server for one, and complains.
    'img-src data:',
    `style-src ${styles.map(source).join(' ')}`,
    ...(script === undefined ? [] : [`script-src ${source(script)}`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtmlLine(clipLine(title, 300))}</title>
${styles.map((text) => `<style>${text}</style>`).join('\n')}
</head>
<body>
${body}
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

function source(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
