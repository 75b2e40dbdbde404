import { join } from 'node:path';
import { listRuns, resumeRun, runSuite } from 'assay';
import { afterEach, expect, it } from 'vitest';
import { type Refusal, refuseAt, revive } from './crash-at.ts';
import { bench, essence, loaded, sums } from './workbench.ts';

afterEach(revive);

const LIMITS = { requests: 3, bytes: 1e6 };

/** A run on a disk that refuses at its nth change, gone on with once the disk takes writes again. */
async function endingOn(nth: number, code: 'ENOSPC' | 'EACCES', how: Refusal) {
  const { options, simulator } = await bench(sums(4), { shares: { expired: 0.3 } });
  const limited = { ...options, limits: LIMITS };
  const project = loaded(sums(4));
  const disk = refuseAt(nth, code, how);
  const failed = await runSuite(project, limited).then(
    () => null,
    (error: unknown) => error,
  );
  const changes = disk.count();
  revive();
  const [run] = listRuns(join(project.root, 'reports'));
  // No lock is in the way: the process that failed has released it.
  const { folder } = run ? await resumeRun(run.path, project, limited) : await runSuite(project, limited);
  return { failed, changes, records: essence(folder.records), paid: simulator.account.succeeded };
}

it.each<['ENOSPC' | 'EACCES', Refusal]>([
  ['ENOSPC', 'from then on'],
  ['ENOSPC', 'once'],
  ['EACCES', 'from then on'],
  ['EACCES', 'once'],
])(
  '%s at any change of the disk, %s: the run stops with what is on the disk still valid, and resumes',
  async (code, how) => {
    const undisturbed = await endingOn(Number.POSITIVE_INFINITY, code, how);
    expect(undisturbed.failed).toBeNull();
    expect(undisturbed.changes).toBeGreaterThan(40);
    for (let change = 1; change <= undisturbed.changes; change++) {
      const ending = await endingOn(change, code, how);
      const where = `${code} at change ${change}, ${how}`;
      expect(ending.failed, where).toMatchObject({ code });
      expect(ending.records, where).toEqual(undisturbed.records);
      expect(ending.paid, where).toBe(8);
    }
  },
  240_000,
);
