import { join, relative } from 'node:path';
import type { BatchPort } from '../api/port.ts';
import { estimator } from '../core/estimate.ts';
import { type AskedTrial, firstMisfit, fitPlan, type Layout, type SuiteHashes } from '../core/fit-plan.ts';
import { BATCH_LIMITS } from '../core/pack.ts';
import { caseOf, variantOf } from '../core/trial-order.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { loadModels, loadPrices } from '../load/tables.ts';
import { UserError } from '../model/errors.ts';
import type { RequestId } from '../model/request.ts';
import type { Batch } from '../model/result.ts';
import { complete } from './complete.ts';
import type { RunContext } from './context.ts';
import { createRun } from './create-run.ts';
import { type FoundBatch, readIds, surveyWorkspace } from './found-batch.ts';
import { reopenRun } from './open-run.ts';
import type { EngineOptions, RunResult } from './options.ts';
import { packFound } from './pack-found.ts';
import { planSuite, type Selection, type SuitePlan } from './plan-suite.ts';
import { listRuns } from './run-folder.ts';
import { version } from './version.ts';

export interface RecoverOptions extends EngineOptions, Selection {
  /** Folder of all runs. Default: `reports` in the project's folder. */
  readonly reports?: string;
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
 * what no batch holds ends as canceled, and a rerun buys it.
 *
 * @throws UserError when no run is lost, several are, or the suite would ask something else than was asked.
 */
export async function recoverRun(
  loaded: LoadedSuite,
  port: BatchPort,
  options: RecoverOptions = {},
): Promise<Recovered> {
  const reports = options.reports ?? join(loaded.root, 'reports');
  const here = new Set(listRuns(reports).map(({ manifest }) => manifest.key));
  const { lost, atWork } = await surveyWorkspace(port, here);
  const key = chooseKey(lost, options.key);
  const found = await Promise.all(lost.get(key)!.map((batch) => readIds(port, batch, key)));
  return { ...(await rebuild(loaded, port, options, { key, found })), atWork };
}

/**
 * Makes a run of one batch of the suite's requests, wherever its folder went or if it never had one.
 *
 * @throws UserError when the batch is at work, is of a run that is here, or is not of this suite.
 */
export async function importBatch(
  loaded: LoadedSuite,
  port: BatchPort,
  id: string,
  options: RecoverOptions = {},
): Promise<Recovered> {
  const { batch } = await port.retrieve(id);
  if (batch.processing_status !== 'ended') {
    throw new UserError(
      `batch ${id} is still at work`,
      'its ids show only in its results: try again later',
      1,
    );
  }
  const { lost } = await surveyWorkspace({ ...port, list: () => only(batch) }, new Set());
  const [key] = lost.keys();
  if (key === undefined) {
    throw new UserError(
      `batch ${id} was not made from requests of Assay: its ids say nothing of cases`,
      'grade its answers as recorded ones: recorded("results.jsonl", …) of `assay batches results`',
    );
  }
  const reports = options.reports ?? join(loaded.root, 'reports');
  const run = listRuns(reports).find(({ manifest }) => manifest.key === key);
  if (run) {
    throw new UserError(
      `batch ${id} belongs to run ${run.manifest.id}, which is here`,
      `assay resume ${run.manifest.id}`,
    );
  }
  const found = [await readIds(port, batch, key)];
  return { ...(await rebuild(loaded, port, options, { key, found })), atWork: [] };
}

async function* only(batch: Batch): AsyncGenerator<Batch> {
  yield batch;
}

function chooseKey(lost: ReadonlyMap<string, readonly Batch[]>, wanted: string | undefined): string {
  const keys = [...lost.keys()].filter((key) => wanted === undefined || key.startsWith(wanted));
  if (keys.length === 1) return keys[0]!;
  if (keys.length === 0) {
    throw new UserError(
      wanted === undefined
        ? 'no run is lost: every ended batch of Assay in this workspace belongs to a run that is here'
        : `no lost run has the key "${wanted}"`,
      'assay sweep shows the batches and whose they are',
      1,
    );
  }
  const listed = keys.map((key) => {
    const batches = lost.get(key)!;
    return `${key} (${batches.length === 1 ? '1 batch' : `${batches.length} batches`}, ${batches.at(-1)!.created_at.slice(0, 16)})`;
  });
  throw new UserError(`${keys.length} runs are lost: ${listed.join('; ')}`, 'choose one: --key');
}

async function rebuild(
  loaded: LoadedSuite,
  port: BatchPort,
  options: RecoverOptions,
  { key, found }: { readonly key: string; readonly found: readonly FoundBatch[] },
): Promise<Omit<Recovered, 'atWork'>> {
  const openings = found.filter(({ ids }) => ids.some(isOpening));
  const leftOut = found.filter((one) => !openings.includes(one)).map(({ batch }) => batch);
  const now = earliest(openings.map(({ batch }) => batch));
  const plan = await fittingPlan(loaded, options, now, openings);
  const prices = await loadPrices(loaded.root, loaded.suite.prices);
  const day = now.toISOString().slice(0, 10);
  const writer = await createRun(plan, {
    estimate: estimator(loadModels(), prices, { day, batch: true }),
    prices,
    reuse: undefined,
    packs: false,
    retries: loaded.suite.retries,
    reports: options.reports ?? join(loaded.root, 'reports'),
    key,
    now,
    limits: BATCH_LIMITS,
    file: relative(loaded.root, loaded.file),
    mode: 'batch',
    endpoint: port.endpoint,
    datasetName: typeof loaded.suite.dataset.source === 'string' ? loaded.suite.dataset.source : 'inline',
    assayVersion: version(),
    commit: null,
    recoveredAt: new Date().toISOString(),
  });
  writer.close();
  const needsApi = () => true;
  const result = await reopenRun(writer.folder.path, loaded, options, needsApi, (context) =>
    collectFound(context, openings),
  );
  return { ...result, leftOut };
}

/** First tries before second ones: a trial's attempts are taken in as they were made. */
async function collectFound(context: RunContext, found: readonly FoundBatch[]): Promise<RunResult> {
  const attempts = [...new Set(found.flatMap(({ ids }) => ids.filter(isOpening).map((id) => id.attempt)))];
  let result: RunResult | undefined;
  for (const attempt of attempts.sort((a, b) => a - b)) {
    packFound(context, found, attempt);
    result = await complete(context);
  }
  return result ?? complete(context);
}

export function isOpening({ thread, turn }: RequestId): boolean {
  return thread === 0 && turn === 0;
}

function earliest(batches: readonly Batch[]): Date {
  return new Date(Math.min(...batches.map(({ created_at }) => Date.parse(created_at))));
}

/** The part of the suite that the ids speak of. @throws UserError when the suite would ask something else. */
async function fittingPlan(
  loaded: LoadedSuite,
  selection: Selection,
  now: Date,
  found: readonly FoundBatch[],
): Promise<SuitePlan> {
  const plan = await planSuite(loaded.root, loaded.suite, selection, 'batch', now);
  const asked = found.flatMap(({ ids }) => ids.filter(isOpening));
  const suite = await hashesOf(plan, asked[0]!.hash.length);
  const layout = fitPlan(asked, suite);
  if (!layout) throw misfit(plan, suite, asked);
  return planSuite(loaded.root, loaded.suite, { ...selection, ...selectionOf(plan, layout) }, 'batch', now);
}

function selectionOf({ variants }: SuitePlan, layout: Layout): Pick<Selection, 'variants' | 'repeat'> {
  return { variants: layout.variants.map((index) => variants[index]!.name), repeat: layout.repeat };
}

async function hashesOf(plan: SuitePlan, digits: number): Promise<SuiteHashes> {
  const hashes: string[] = [];
  for await (const { openings } of plan.cases())
    for (const { hash } of openings) hashes.push(hash.slice(0, digits));
  return { variants: plan.variants.map(({ name }) => name), hashes, repeat: plan.repeat };
}

function misfit(plan: SuitePlan, suite: SuiteHashes, asked: readonly AskedTrial[]): UserError {
  const order = { variants: plan.variants.length, repeat: plan.repeat };
  const trial = firstMisfit(asked, suite)!;
  const variant = plan.variants[variantOf(order, trial)]!.name;
  return new UserError(
    `the suite "${plan.suite.name}" would ask something else than was asked: first case ${caseOf(order, trial) + 1} of variant "${variant}"`,
    'give the suite as it was then, with the same -n, --filter-pattern, --variants and --repeat',
  );
}
