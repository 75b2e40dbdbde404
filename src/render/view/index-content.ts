import type { IndexedSuite, RunIndex } from '../../model/run-index.ts';
import { mark, name, shortName, slug } from '../html/element.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { counted } from '../wording/numbers.ts';
import { link, suiteAddress } from './address.ts';
import type { LiveContent } from './live-page.ts';
import { runsSection, suiteSection } from './suite-section.ts';

/** Runs of a suite that the index lists; the trend lines go back further. */
const LISTED = 5;

/** All suites. @param root the folder of all runs, as a person knows it. */
export function indexContent({ suites, broken }: RunIndex, root: string): LiveContent {
  const runs = suites.reduce((sum, { total }) => sum + total, 0);
  const title = runs === 0 ? 'No runs yet' : `${counted(runs, 'run')} of ${counted(suites.length, 'suite')}`;
  const links = suites.map(
    (suite) => `<li><a href="#suite-${slug(suite.name)}">${shortName(suite.name)}</a></li>`,
  );
  const unread = broken.map(({ path, reason }) => `<li>${name(path.join('/'))}: ${name(reason)}</li>`);
  return {
    title,
    body: [
      '<header>',
      `<p class="facts"><strong>assay view</strong> · ${name(root)}</p>`,
      `<h1>${title}</h1>`,
      runs === 0
        ? '<p class="lead"><code>assay run --simulate</code> makes one, without a key; it stands here as soon as it begins. Runs of another folder: <code>assay view --reports FOLDER</code>.</p>'
        : '',
      suites.length > 1 ? `<nav aria-label="Suites"><ul>${links.join('')}</ul></nav>` : '',
      '</header>',
      ...suites.map((suite) => suiteSection(suite, LISTED)),
      unread.length === 0
        ? ''
        : `<section id="unread" aria-labelledby="unread-heading">\n<h2 id="unread-heading">${mark('error', '!', `${counted(unread.length, 'folder')} that cannot be read`)}</h2>\n<ul class="notices">${unread.join('\n')}</ul>\n</section>`,
    ]
      .filter((part) => part !== '')
      .join('\n'),
  };
}

/** A suite with more of its runs. @param step runs on a page. */
export function suiteContent(suite: IndexedSuite, step: number): LiveContent {
  const { name: own, runs, total, skipped } = suite;
  const last = skipped + runs.length;
  const links = [
    ...(skipped > 0 ? [link(suiteAddress(own, Math.max(0, skipped - step)), 'newer runs')] : []),
    ...(last < total ? [link(suiteAddress(own, last), 'older runs')] : []),
  ];
  return {
    title: visibleLine(own),
    body: [
      '<header>',
      '<p class="facts"><a href="/">All runs</a></p>',
      `<h1>${shortName(own)}</h1>`,
      total > runs.length
        ? `<p class="lead">Runs ${skipped + 1} to ${last} of ${total}, newest first. ${links.join(' · ')}</p>`
        : '',
      '</header>',
      runsSection(suite, 'Runs'),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  };
}
