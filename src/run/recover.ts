import { join } from 'node:path';
import type { BatchPort } from '../api/port.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { UserError } from '../model/errors.ts';
import type { Batch } from '../model/result.ts';
import { type AskedBatch, askedBy } from './asked-batch.ts';
import type { RunResult } from './options.ts';
import { planAsked } from './plan-asked.ts';
import type { HeldBack, Selection } from './plan-suite.ts';
import { type RebuildOptions, rebuildRun } from './rebuild-run.ts';
import { listRuns, type RunFolder } from './run-folder.ts';
import { sweep } from './sweep.ts';
import { sizeOf } from './twins.ts';

/** The selection, and what was held back, are those that the run was started with. */
export interface RecoverOptions extends RebuildOptions, Selection, HeldBack {
  /** Which run, where several are lost: the start of its key. */
  readonly key?: string;
}

/** A run that was made again from what the workspace still holds of it. */
export interface Recovered extends RunResult {
  /** Batches of the workspace still at work, which may be the run's: nobody can tell before they end. */
  readonly atWork: readonly Batch[];
  /** Batches whose requests were later turns or judges': what they were about is lost with the folder. */
  readonly leftOut: readonly Batch[];
}

/**
 * Makes a run's folder again from the API's list and the ids in the results, given the suite. Nothing is sent;
 * what no batch holds ends as canceled, and a rerun buys it. Of a run in instalments those are released of which
 * anything was found.
 *
 * @throws UserError when no run is lost, several are, or the suite would ask something else than was asked.
 */
export async function recoverRun(
  loaded: LoadedSuite,
  port: BatchPort,
  options: RecoverOptions = {},
): Promise<Recovered> {
  const runs = listRuns(options.reports ?? join(loaded.root, 'reports'));
  const workspace = await survey(port, runs);
  const key = chooseKey(workspace, runs, options.key);
  const batches = workspace.lost.get(key)!.toReversed();
  const isSeen = workspace.atWork.length === 0;
  const recovered = await rebuildOwn(loaded, port, options, { key, batches, isSeen }, (at) => {
    const count = batches.length === 1 ? '1 batch' : `${batches.length} batches`;
    return `the folder of this run was lost: it was made again on ${day(at)} from ${count} of the workspace`;
  });
  return { ...recovered, atWork: workspace.atWork };
}

interface Found {
  readonly key: string;
  /** Oldest first. */
  readonly batches: readonly Batch[];
  /** All batches of the run are among them. */
  readonly isSeen: boolean;
}

/** Makes a run of batches whose ids are Assay's. */
export async function rebuildOwn(
  loaded: LoadedSuite,
  port: BatchPort,
  options: RebuildOptions & Selection & HeldBack,
  { key, batches, isSeen }: Found,
  story: (at: Date) => string,
): Promise<Omit<Recovered, 'atWork'>> {
  const leftOut: Batch[] = [];
  const result = await rebuildRun(loaded, options, {
    port,
    key,
    batches,
    story,
    async understand(fetched, now) {
      const asked: AskedBatch[] = [];
      for await (const one of fetched) {
        const own = askedBy(key, one);
        if (own.trials.length > 0) asked.push(own);
        else leftOut.push(one.batch);
      }
      if (asked.length === 0) {
        throw new UserError(
          `of run ${key} nothing can be made again: its results are of later turns or judges' opinions`,
          'what they were about is lost with the folder',
          1,
        );
      }
      const isComplete = isSeen && asked.every(({ lacking }) => lacking === 0);
      return { batches: asked, ...(await planAsked(loaded, options, asked, { now, isComplete })) };
    },
  });
  return { ...result, leftOut };
}

/** What a workspace holds of runs whose folders are not here. */
interface Workspace {
  /** Ended batches by the key of their run, newest first. */
  readonly lost: ReadonlyMap<string, readonly Batch[]>;
  /** Batches at work: whose they are shows only when they have ended. */
  readonly atWork: readonly Batch[];
  /** Ended batches of which nothing is left to see. */
  readonly gone: readonly Batch[];
}

async function survey(port: BatchPort, runs: readonly RunFolder[]): Promise<Workspace> {
  const lost = new Map<string, Batch[]>();
  const atWork: Batch[] = [];
  const gone: Batch[] = [];
  for await (const { batch, owner } of sweep(port, runs)) {
    if ('unknown' in owner) atWork.push(batch);
    if ('gone' in owner) gone.push(batch);
    if ('lostKey' in owner) lost.set(owner.lostKey, [...(lost.get(owner.lostKey) ?? []), batch]);
  }
  return { lost, atWork, gone };
}

function chooseKey({ lost, atWork, gone }: Workspace, runs: readonly RunFolder[], wanted = ''): string {
  const keys = [...lost.keys()].filter((key) => key.startsWith(wanted));
  if (keys.length === 1) return keys[0]!;
  if (keys.length === 0) {
    const here = wanted === '' ? undefined : runs.find(({ manifest }) => manifest.key.startsWith(wanted));
    if (here) throw new UserError(`run ${here.manifest.id} is here`, `assay resume ${here.manifest.id}`);
    const others = [
      ...(atWork.length > 0 ? [`${atWork.length} are still at work: try again when they have ended`] : []),
      ...(gone.length > 0 ? [`of ${gone.length} the results are gone, 29 days after they were made`] : []),
    ];
    throw new UserError(
      wanted === ''
        ? 'no run is lost: every ended batch of Assay in this workspace belongs to a run that is here'
        : `no lost run has the key "${wanted}"`,
      ['assay sweep shows the batches and whose they are', ...others].join('; '),
      // As where a run is still processed: there may be something to recover later.
      atWork.length > 0 ? 3 : 1,
    );
  }
  const listed = keys.map((key) => {
    const batches = lost.get(key)!;
    const count = batches.length === 1 ? '1 batch' : `${batches.length} batches`;
    const requests = batches.reduce((sum, batch) => sum + sizeOf(batch), 0).toLocaleString('en');
    return `${key} (${count}, ${batches.at(-1)!.created_at.slice(0, 16)}, ${requests} requests)`;
  });
  throw new UserError(`${keys.length} runs are lost: ${listed.join('; ')}`, 'choose one: --key');
}

export function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
