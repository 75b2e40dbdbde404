import { runProgress } from '../core/run-progress.ts';
import type { RunState } from '../core/state.ts';
import type { RunProgress } from '../model/run-progress.ts';
import { isSimulated } from '../run/finish.ts';
import { isLocked } from '../run/lock.ts';
import { FILES, type RunFolder } from '../run/run-folder.ts';

interface Followed {
  readonly state: RunState;
  facts: number;
}

/** Runs that are followed at the same time; those that were looked at longest ago are read anew. */
const KEPT = 8;

/** Where runs stand that are not finished. Of a journal that has grown only what is new is taken in. */
export class RunFollower {
  readonly #kept = new Map<string, Followed>();

  /** @throws UserError where the journal, or a file that it names, is damaged. */
  progress(folder: RunFolder): RunProgress {
    const { manifest, path } = folder;
    const key = `${path} ${manifest.key}`;
    const followed = this.#kept.get(key) ?? { state: folder.stateBefore(), facts: 0 };
    this.#kept.delete(key);
    const facts = folder.takeIn(followed.state, followed.facts);
    // Another journal than before, as of a folder that was restored from a copy.
    if (facts < followed.facts) return this.progress(folder);
    followed.facts = facts;
    this.#kept.set(key, followed);
    for (const old of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(old);
    return runProgress(manifest, followed.state, {
      simulated: isSimulated(folder, followed.state),
      isAttended: isLocked(folder.file(FILES.lock)),
    });
  }
}
