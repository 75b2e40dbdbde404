import { createHash } from 'node:crypto';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { ReportFormat } from '../model/report.ts';
import { formats } from '../render/formats.ts';
import { indexContent, suiteContent } from '../render/view/index-content.ts';
import { type LiveContent, liveMain, livePage } from '../render/view/live-page.ts';
import { progressContent } from '../render/view/progress-content.ts';
import type { RunFolder } from '../run/run-folder.ts';
import { readReport } from '../run/write-reports.ts';
import { ReportCache } from './report-cache.ts';
import type { Route } from './route.ts';
import { RunFollower } from './run-follower.ts';
import { RunLibrary } from './run-library.ts';

/** Runs of a suite that the index reads, for its trend lines. */
const TREND_RUNS = 50;
/** Runs on a suite's page. */
const SUITE_RUNS = 100;

/** What is served at an address. */
export type Page =
  /** It changes while it is looked at. */
  | { readonly type: 'live'; readonly digest: string; readonly page: string; readonly main: string }
  /** The report of a finished run: its page, or another format of it with a name to keep it under. */
  | { readonly type: 'report'; readonly page: Buffer }
  | { readonly type: 'file'; readonly name: string; readonly chunks: Iterable<string | Uint8Array> };

/** Makes the pages of a project's runs, from their folders as they are now. */
export class Pages {
  readonly #library: RunLibrary;
  readonly #reports = new ReportCache();
  readonly #follower = new RunFollower();

  /** @param root the folder of all runs. */
  constructor(root: string) {
    this.#library = new RunLibrary(root);
  }

  /**
   * @returns null where there is no such suite or run.
   * @throws UserError where a run cannot be read, or there is no such format.
   */
  page(route: Route, now: number): Page | null {
    switch (route.page) {
      case 'index':
        return live(indexContent(this.#library.index(TREND_RUNS), this.#library.root));
      case 'suite': {
        const suite = this.#library.suite(route.suite, route.skip, SUITE_RUNS);
        return suite ? live(suiteContent(suite, SUITE_RUNS)) : null;
      }
      case 'run': {
        const folder = this.#library.folder(route.path);
        return folder && this.#run(folder, route.format, now);
      }
    }
  }

  #run(folder: RunFolder, format: string, now: number): Page {
    if (!Object.hasOwn(formats, format)) {
      throw new UserError(`there is no report format "${format}"`, didYouMean(format, Object.keys(formats)));
    }
    if (!folder.finished && format === 'html')
      return live(progressContent(this.#follower.progress(folder), now));
    if (format === 'html') return { type: 'report', page: this.#reports.page(folder) };
    const { extension, render }: ReportFormat<string | Uint8Array> = formats[format as keyof typeof formats];
    return {
      type: 'file',
      name: `${folder.manifest.id}.${extension}`,
      chunks: render(readReport(folder)),
    };
  }
}

function live(content: LiveContent): Page {
  const digest = createHash('sha256').update(content.body).digest('base64url').slice(0, 16);
  return { type: 'live', digest, page: livePage(content, digest), main: liveMain(content, digest) };
}
