import { plainPage } from '../html/plain-page.ts';
import { viewStyle } from './view-style.ts';

/** What of a page changes while it is looked at. */
export interface LiveContent {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
}

/** The part that is put in place of the one before. @param digest tells what is shown from what has changed. */
export function liveMain({ body }: LiveContent, digest: string): string {
  return `<main data-digest="${digest}">\n${body}\n</main>`;
}

/**
 * A page that follows what it shows: its server tells it of changes (Server-Sent Events), and it puts them in place.
 * Nothing moves while nothing happens, so that one can read, select and scroll for as long as a batch takes; reloading
 * on a timer would take all that away each time.
 */
export function livePage(content: LiveContent, digest: string): string {
  return plainPage({
    title: `${content.title} · assay view`,
    body: `${liveMain(content, digest)}\n${FOOTER}`,
    style: viewStyle,
    script: FOLLOW,
  });
}

const FOOTER = `<footer>
<p class="note">This page follows the folder of runs while it is open. A run’s address with <code>?format=markdown</code>, <code>csv</code> or <code>json</code> is the same report in another form.</p>
<p class="warning" id="lost" role="status" hidden>The connection to assay view is lost: what stands here may be out of date.</p>
</footer>`;

/**
 * Only a page that is seen follows: browsers open six connections to a server, however many tabs there are. What
 * comes is a document without a life of its own (no script in it runs), of which the main part is taken.
 */
const FOLLOW = `
'use strict';
const lost = document.getElementById('lost');
let source;
function follow() {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else if (source === undefined) {
    const address = new URL(location.href);
    address.searchParams.set('follow', document.querySelector('main').dataset.digest);
    source = new EventSource(address);
    source.addEventListener('page', ({ data }) => {
      const next = new DOMParser().parseFromString(data, 'text/html').querySelector('main');
      document.querySelector('main').replaceWith(document.adoptNode(next));
    });
    source.addEventListener('finished', () => location.reload());
    source.onopen = () => { lost.hidden = true; };
    source.onerror = () => { lost.hidden = false; };
  }
}
document.addEventListener('visibilitychange', follow);
follow();
`;
