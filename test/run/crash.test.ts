import fs from 'node:fs';
import { join } from 'node:path';
import { listRuns, resumeRun, runSuite } from 'assay';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/core/looks.ts';
import type { AnySuite } from '../../src/model/suite.ts';
import { crashAt, revive } from './crash-at.ts';
import { type Bench, bench, essence, loaded, sums } from './workbench.ts';

afterEach(revive);

/** Goes on until the run is done, as the next process would; the dead one cannot release its lock. */
async function resumeUntilDone(
  reports: string,
  project: ReturnType<typeof loaded>,
  options: Bench['options'],
) {
  const [run] = listRuns(reports);
  if (!run) return null;
  fs.rmSync(join(run.path, 'lock'), { force: true });
  return resumeRun(run.path, project, options);
}

interface Shape {
  readonly cases: number;
  readonly repeat: number;
  readonly perBatch: number;
  /** Share of requests that expire the first time, and are sent again by themselves. */
  readonly expired: number;
  /** The first request of each variant goes alone. */
  readonly prime: boolean;
  /** Two of four shares of the cases are bought, and then one more repetition of those. */
  readonly held: boolean;
}

/** Stops after the second share, and has that confirmed. */
const next: Look = (summary, held) =>
  held === 'repetition' || summary.instalments!.released < 2 ? 'release' : 'stop';

/** A suite of the shape; what is marked for the cache is too short to be cached, and sent first all the same. */
function suiteOf({ cases, prime }: Shape): AnySuite {
  const suite = sums(cases);
  const system = [{ type: 'text' as const, text: 'Add.', cache_control: { type: 'ephemeral' as const } }];
  const { haiku, sonnet } = suite.variants;
  return prime
    ? { ...suite, variants: { haiku: { ...haiku!, system, prime }, sonnet: { ...sonnet!, system, prime } } }
    : suite;
}

/** Where the process dies: at a change of the disk, or at a call to the API, before or after it had its effect. */
type Death = { readonly change: number } | { readonly call: number; readonly at: 'arrival' | 'reply' };

interface Ending {
  readonly records: ReturnType<typeof essence>;
  /** Answers that the simulator gave, and was paid for. */
  readonly paid: number;
  readonly changes: number;
  readonly calls: number;
}

async function endingOf(shape: Shape, death?: Death): Promise<Ending> {
  const suite = suiteOf(shape);
  let ordinal = 0;
  let disk: ReturnType<typeof crashAt> | undefined;
  const { options, simulator } = await bench(suite, {
    shares: { expired: shape.expired },
    onCall: () => {
      if (!disk) return undefined;
      ordinal++;
      if (!death || !('call' in death) || ordinal !== death.call) return undefined;
      disk.crash();
      return { at: death.at, how: 'drop' };
    },
  });
  const { repeat, perBatch, held } = shape;
  const instalments = { stopEarly: held, confirmFailure: held, next };
  const limited = { ...options, ...instalments, repeat, limits: { requests: perBatch, bytes: 1e6 } };
  const project = loaded(suite);
  const reports = join(project.root, 'reports');
  disk = crashAt(death && 'change' in death ? death.change : Number.POSITIVE_INFINITY);
  const first = await runSuite(project, limited).catch((error: unknown) => {
    expect(error).toBeInstanceOf(Error);
    return null;
  });
  const counted = { changes: disk.count(), calls: ordinal };
  disk = undefined;
  revive();
  const resumed =
    first ?? (await resumeUntilDone(reports, project, limited)) ?? (await runSuite(project, limited));
  return { ...counted, records: essence(resumed.folder.records), paid: simulator.account.succeeded };
}

/** Which cases a run in instalments buys is another matter in each run; how many is not. */
async function expectNothingLost(shape: Shape, undisturbed: Ending, death: Death): Promise<void> {
  const { records, paid } = await endingOf(shape, death);
  const where = JSON.stringify(death);
  if (shape.held) expect(records, where).toHaveLength(undisturbed.records.length);
  else expect(records, where).toEqual(undisturbed.records);
  expect(new Set(records.map(({ trial }) => trial)).size, where).toBe(records.length);
  expect(new Set(records.map(({ outcome }) => outcome.type)), where).toEqual(new Set(['succeeded']));
  expect(paid, where).toBe(records.length);
}

describe('a crash', () => {
  const shape = { cases: 4, repeat: 1, perBatch: 3, expired: 0.3, prime: false, held: false };

  it('at any change of the disk costs nothing: resumed, the records are the same and each request was paid once', async () => {
    const undisturbed = await endingOf(shape);
    expect(undisturbed.changes).toBeGreaterThan(40);
    for (let change = 1; change <= undisturbed.changes; change++) {
      await expectNothingLost(shape, undisturbed, { change });
    }
  }, 240_000);

  it('at any call to the API costs nothing, whether or not the call had its effect', async () => {
    const undisturbed = await endingOf(shape);
    expect(undisturbed.calls).toBeGreaterThan(10);
    for (let call = 1; call <= undisturbed.calls; call++) {
      for (const at of ['arrival', 'reply'] as const) {
        await expectNothingLost(shape, undisturbed, { call, at });
      }
    }
  }, 240_000);

  it('costs nothing either where the cases are bought in shares: none is bought twice, and none that was held back', async () => {
    const own = { ...shape, cases: 4, expired: 0, held: true };
    const undisturbed = await endingOf(own);
    // Two shares of one case, of two variants, and one more repetition of each.
    expect(undisturbed.records).toHaveLength(8);
    for (let change = 1; change <= undisturbed.changes; change++) {
      await expectNothingLost(own, undisturbed, { change });
    }
  }, 240_000);

  it('costs nothing whatever the shape of the run', async () => {
    const shapes = fc
      .record({
        cases: fc.integer({ min: 1, max: 6 }),
        repeat: fc.integer({ min: 1, max: 2 }),
        perBatch: fc.integer({ min: 1, max: 8 }),
        expired: fc.constantFrom(0, 0.3),
        prime: fc.boolean(),
        held: fc.boolean(),
      })
      // A case for each share.
      .map((own) => ({ ...own, cases: own.held ? own.cases + 3 : own.cases }));
    const moment = fc.double({ min: 0, max: 1, noNaN: true });
    const kinds = fc.constantFrom('change', 'arrival', 'reply');
    await fc.assert(
      fc.asyncProperty(shapes, kinds, moment, async (own, kind, where) => {
        const undisturbed = await endingOf(own);
        const nth = (count: number) => 1 + Math.floor(where * (count - 1));
        await expectNothingLost(
          own,
          undisturbed,
          kind === 'change'
            ? { change: nth(undisturbed.changes) }
            : { call: nth(undisturbed.calls), at: kind as 'arrival' | 'reply' },
        );
      }),
      { numRuns: 15 },
    );
  }, 240_000);
});
