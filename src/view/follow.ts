import type { ServerResponse } from 'node:http';
import type { Page } from './pages.ts';

/**
 * Tells a reader of changes for as long as it listens (Server-Sent Events): the main part anew where it has changed,
 * and `finished` once another page stands at the address.
 *
 * @param seen the digest of what the reader sees.
 * @param page makes it as it is now; null, or what it throws, ends the telling.
 * @param everyMs how often it is looked at.
 */
export function follow(
  response: ServerResponse,
  seen: string,
  page: () => Page | null,
  everyMs: number,
): void {
  let told = seen;
  const finish = (): void => {
    clearInterval(timer);
    response.end('event: finished\ndata:\n\n');
  };
  const look = (): void => {
    try {
      const now = page();
      if (now?.type !== 'live') finish();
      else if (now.digest !== told) {
        told = now.digest;
        response.write(`id: ${told}\nevent: page\ndata: ${JSON.stringify(now.main)}\n\n`);
      }
    } catch {
      // What cannot be read any more says so on its own page.
      finish();
    }
  };
  const timer = setInterval(look, everyMs);
  response.on('close', () => clearInterval(timer));
  // So that the reader knows at once that somebody is there.
  response.write(':\n\n');
  look();
}
