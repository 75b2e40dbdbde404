import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUserError, messageOf } from '../model/errors.ts';
import { messagePage } from '../render/view/message-page.ts';
import { follow } from './follow.ts';
import type { Page, Pages } from './pages.ts';
import { refusalOf } from './refusal.ts';
import { addressOf } from './route.ts';

export interface AnswerOptions {
  readonly port: number;
  /** How often a page that is followed is looked at, in milliseconds. */
  readonly lookEveryMs: number;
  readonly now: () => number;
}

/**
 * On every answer. The policy is that of a page which nothing may frame or send anywhere; what may run on it, the page
 * itself says, with hashes. Nothing is shared with other origins.
 */
const HEADERS = {
  'content-security-policy': "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Files that are data lie in a box where nothing runs. */
const BOXED = { 'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'" } as const;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};
const TEXT = 'text/plain; charset=utf-8';

/** Answers one request. Rejects with a bug, after it has said so to the reader. */
export async function answer(
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
  { port, lookEveryMs, now }: AnswerOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const refusal = refusalOf(request, port);
  if (refusal) {
    if (refusal.status === 405) response.setHeader('allow', 'GET, HEAD');
    send(request, response, refusal.status, TEXT, `${refusal.message}\n`);
    return;
  }
  const address = addressOf(request.url!);
  const page = () => address && pages.page(address.route, now());
  let found: Page | null;
  try {
    found = page();
  } catch (error) {
    const known = isUserError(error) || isSystemError(error);
    const message = messageOf(error).split('\n')[0]!;
    const hint = isUserError(error) ? error.hint : undefined;
    send(request, response, 500, TYPES.html!, messagePage('This cannot be read', message, hint));
    if (known) return;
    throw error;
  }
  if (!found) {
    const words = messagePage(
      'There is nothing here',
      'No suite or run has this address.',
      'All runs stand on the first page.',
    );
    send(request, response, 404, TYPES.html!, words);
  } else if (address!.following !== null) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const seen = request.headers['last-event-id'] ?? address!.following;
    if (request.method === 'HEAD') response.end();
    else follow(response, String(seen), page, lookEveryMs);
  } else await sendPage(request, response, found);
}

/** A file went while it was read, or must not be. */
function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

async function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
  if (page.type !== 'file') {
    send(request, response, 200, TYPES.html!, page.page);
    return;
  }
  const extension = page.name.slice(page.name.lastIndexOf('.') + 1);
  response.writeHead(200, {
    ...BOXED,
    'content-type': TYPES[extension] ?? TEXT,
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(page.name)}`,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(page.chunks), response);
  } catch (error) {
    // A reader that has seen enough is its own affair.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
