import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { listRuns, resumeRun, runSuite } from 'assay';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, bench, bought, essence, loaded, sums } from './workbench.ts';

/** Everything by which the engine changes what is on the disk. */
const CHANGES = [
  'writeSync',
  'fsyncSync',
  'fdatasyncSync',
  'renameSync',
  'linkSync',
  'ftruncateSync',
  'mkdirSync',
] as const;
const originals = Object.fromEntries(CHANGES.map((name) => [name, fs[name]]));

class Crash extends Error {}

/** From the nth change on, none happens any more: the process is as good as dead. Half a write may. */
function crashAt(nth: number): { count: () => number } {
  let count = 0;
  for (const name of CHANGES) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
      count++;
      if (count === nth && name === 'writeSync') {
        const [descriptor, bytes] = args as [number, Uint8Array];
        (originals.writeSync as typeof fs.writeSync)(descriptor, bytes.subarray(0, bytes.length >> 1));
      }
      if (count >= nth) throw new Crash(`crashed at ${name}, change ${count}`);
      return (originals[name] as (...all: unknown[]) => unknown)(...args);
    };
  }
  syncBuiltinESMExports();
  return { count: () => count };
}

function revive(): void {
  Object.assign(fs, originals);
  syncBuiltinESMExports();
}

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
}

async function crashAndResume({ cases, repeat, perBatch }: Shape, nth: number) {
  const { calls, options } = await bench(sums(cases));
  const limited = { ...options, repeat, limits: { requests: perBatch, bytes: 1e6 } };
  const project = loaded(sums(cases));
  const reports = join(project.root, 'reports');
  crashAt(nth);
  await runSuite(project, limited).then(
    () => {},
    (error: unknown) => expect(error).toBeInstanceOf(Error),
  );
  revive();
  const resumed = (await resumeUntilDone(reports, project, limited)) ?? (await runSuite(project, limited));
  return { calls, records: essence(resumed.folder.records) };
}

async function changesOf({
  cases,
  repeat,
  perBatch,
}: Shape): Promise<{ changes: number; records: unknown[] }> {
  const { options } = await bench(sums(cases));
  const counter = crashAt(Number.POSITIVE_INFINITY);
  const { folder } = await runSuite(loaded(sums(cases)), {
    ...options,
    repeat,
    limits: { requests: perBatch, bytes: 1e6 },
  });
  const changes = counter.count();
  revive();
  return { changes, records: essence(folder.records) };
}

describe('a crash at any change of the disk', () => {
  it('costs nothing: resumed, the records are the same and each request was bought once', async () => {
    const shape = { cases: 4, repeat: 1, perBatch: 3 };
    const { changes, records } = await changesOf(shape);
    expect(changes).toBeGreaterThan(40);
    for (let nth = 1; nth <= changes; nth++) {
      const crashed = await crashAndResume(shape, nth);
      expect(crashed.records, `crashed at change ${nth}`).toEqual(records);
      expect(
        bought(crashed.calls).reduce((sum, count) => sum + count, 0),
        `crashed at change ${nth}`,
      ).toBe(8);
    }
  }, 120_000);

  it('whatever the shape of the run', async () => {
    const shapes = fc.record({
      cases: fc.integer({ min: 1, max: 6 }),
      repeat: fc.integer({ min: 1, max: 2 }),
      perBatch: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, fc.double({ min: 0, max: 1, noNaN: true }), async (shape, where) => {
        const { changes, records } = await changesOf(shape);
        const crashed = await crashAndResume(shape, 1 + Math.floor(where * (changes - 1)));
        expect(crashed.records).toEqual(records);
        expect(bought(crashed.calls).reduce((sum, count) => sum + count, 0)).toBe(
          shape.cases * shape.repeat * 2,
        );
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
