import { pageHead, sourceHash } from './page-head.ts';
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

/** A whole page, from a title and what stands on it. */
export function plainPage({ title, body, style: more, script }: PlainPage): string {
  const head = pageHead({
    title,
    styles: more === undefined ? [style] : [style, more],
    policy: script === undefined ? [] : [`script-src ${sourceHash(script)}`, "connect-src 'self'"],
  });
  const own = script === undefined ? '' : `<script>${script}</script>\n`;
  return `${head}${body}\n${own}</body>\n</html>\n`;
}
