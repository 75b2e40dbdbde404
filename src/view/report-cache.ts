import { explorerPage } from '../render/html.ts';
import { FILES, type RunFolder } from '../run/run-folder.ts';
import { readReport } from '../run/write-reports.ts';
import { fileVersion } from './file-version.ts';

/** Pages that are kept in memory, in bytes. */
const MOST = 64 * 2 ** 20;

/** Nothing is mailed from here: a page has room for more texts than a file that is handed around. */
const OPTIONS = { budget: { bytes: 64_000_000, mustFit: false }, beside: false };

/** The report pages of finished runs, made again when what they are made of has changed. */
export class ReportCache {
  readonly #pages = new Map<string, { readonly version: string; readonly page: Buffer }>();

  /** @throws UserError when the run is not finished. */
  page(folder: RunFolder): Buffer {
    const version = versionOf(folder);
    const known = this.#pages.get(folder.path);
    this.#pages.delete(folder.path);
    const page =
      known?.version === version
        ? known.page
        : Buffer.from([...explorerPage(readReport(folder), OPTIONS).chunks].join(''));
    this.#pages.set(folder.path, { version, page });
    this.#forget();
    return page;
  }

  /** Those that were asked for longest ago go first. */
  #forget(): void {
    let bytes = 0;
    for (const [path, { page }] of [...this.#pages].reverse()) {
      bytes += page.length;
      if (bytes > MOST) this.#pages.delete(path);
    }
  }
}

function versionOf(folder: RunFolder): string {
  return [FILES.manifest, FILES.cases, FILES.records, FILES.summary]
    .map((name) => fileVersion(folder.file(name)))
    .join(' · ');
}
