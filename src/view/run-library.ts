import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { historyLines } from '../core/history.ts';
import { isUserError, messageOf } from '../model/errors.ts';
import type { BrokenFolder, IndexedRun, IndexedSuite, RunIndex, RunStanding } from '../model/run-index.ts';
import { isLocked } from '../run/lock.ts';
import { FILES, RunFolder, runPaths } from '../run/run-folder.ts';
import { checkedLines } from './checked-lines.ts';
import { fileVersion } from './file-version.ts';
import { checkLink, checkLinks } from './inside.ts';

type Head = Omit<IndexedRun, 'standing'>;

/** What is kept of a run: a few hundred bytes, and a line a variant where it has been shown. */
interface Kept {
  /** Tells the files apart that it was read from. */
  readonly version: string | null;
  readonly head: Head | BrokenFolder;
  standing?: { readonly version: string; readonly value: RunStanding };
}

/**
 * The runs of a reports folder. Thousands of them cost a look at each folder; of those that are shown the summary is
 * read once, and again when it has changed.
 */
export class RunLibrary {
  readonly root: string;
  #kept = new Map<string, Kept>();

  constructor(root: string) {
    this.root = root;
  }

  /** Every suite with its newest runs. */
  index(runsOfSuite: number): RunIndex {
    const { suites, broken } = this.#scan();
    return { suites: [...suites].map(([name, heads]) => this.#part(name, heads, 0, runsOfSuite)), broken };
  }

  /** Some runs of a suite; undefined where it has none. */
  suite(name: string, skip: number, count: number): IndexedSuite | undefined {
    const heads = this.#scan().suites.get(name);
    return heads && this.#part(name, heads, skip, count);
  }

  /**
   * The folder of a run.
   *
   * @returns null where there is none. @throws UserError where it cannot be read.
   */
  folder(path: readonly string[]): RunFolder | null {
    let folder = this.root;
    for (const name of path) {
      folder = join(folder, name);
      // A link is no folder here: it may lead anywhere.
      if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
    }
    if (fileVersion(join(folder, FILES.manifest)) === null) return null;
    checkLinks(this.root, folder);
    return new RunFolder(folder);
  }

  #part(name: string, heads: readonly Head[], skipped: number, count: number): IndexedSuite {
    const runs = heads
      .slice(skipped, skipped + count)
      .map((head): IndexedRun => ({ ...head, standing: this.#standing(head) }));
    return { name, runs, total: heads.length, skipped };
  }

  /** Newest first, suites and runs. */
  #scan(): {
    readonly suites: ReadonlyMap<string, readonly Head[]>;
    readonly broken: readonly BrokenFolder[];
  } {
    const kept = new Map<string, Kept>();
    for (const path of runPaths(this.root)) kept.set(path, this.#look(path));
    this.#kept = kept;
    const heads: Head[] = [];
    const broken: BrokenFolder[] = [];
    for (const { head } of kept.values()) {
      if ('reason' in head) broken.push(head);
      else heads.push(head);
    }
    heads.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    const suites = new Map<string, Map<string, Head>>();
    for (const head of heads) {
      const own = suites.get(head.suite) ?? new Map<string, Head>();
      if (!own.has(head.id)) own.set(head.id, head);
      suites.set(head.suite, own);
    }
    return { suites: new Map(Array.from(suites, ([name, own]) => [name, [...own.values()]])), broken };
  }

  #look(path: string): Kept {
    const version = fileVersion(join(path, FILES.manifest));
    const known = this.#kept.get(path);
    if (known && known.version === version) return known;
    const names = path === this.root ? [] : relative(this.root, path).split(sep);
    try {
      checkLink(this.root, join(path, FILES.manifest));
      const { id, suite, createdAt, commit, dataset } = new RunFolder(path).manifest;
      return { version, head: { path: names, id, suite, createdAt, commit, dataset: dataset.hash } };
    } catch (error) {
      return { version, head: { path: names, reason: reasonOf(error, path) } };
    }
  }

  #standing({ path }: Head): RunStanding {
    const folder = join(this.root, ...path);
    const summary = join(folder, FILES.summary);
    const version = fileVersion(summary);
    if (version === null) {
      return { type: isLocked(join(folder, FILES.lock)) ? 'under way' : 'left' };
    }
    const kept = this.#kept.get(folder)!;
    if (kept.standing?.version === version) return kept.standing.value;
    const value = standingOf(this.root, folder);
    kept.standing = { version, value };
    return value;
  }
}

function standingOf(root: string, path: string): RunStanding {
  try {
    checkLink(root, join(path, FILES.summary));
    const folder = new RunFolder(path);
    if (!folder.finished) return { type: 'outdated' };
    const { summary } = folder;
    return {
      type: 'finished',
      simulated: summary.simulated,
      lines: checkedLines(historyLines(summary)),
      failedGates: summary.gates.filter(({ outcome }) => outcome === 'failed').length,
    };
  } catch (error) {
    return { type: 'broken', reason: reasonOf(error, path) };
  }
}

/** In a line: also what a file that somebody has edited makes our own code stumble over. */
function reasonOf(error: unknown, path: string): string {
  const message = messageOf(error)
    .split('\n')[0]!
    .replaceAll(path + sep, '');
  return isUserError(error) ? message : `it cannot be read: ${message}`;
}
