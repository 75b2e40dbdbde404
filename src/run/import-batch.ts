import { join } from 'node:path';
import type { BatchPort } from '../api/port.ts';
import { trialOf } from '../core/trial-order.ts';
import type { LoadedSuite } from '../load/suite.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import type { Batch } from '../model/result.ts';
import { isRecorded } from '../model/suite.ts';
import type { FetchedBatch } from './asked-batch.ts';
import { firstResultId } from './first-result.ts';
import { newKey } from './new-key.ts';
import { planSuite, type Selection } from './plan-suite.ts';
import { type RebuildOptions, rebuildRun, type Understood } from './rebuild-run.ts';
import { day, type Recovered, rebuildOwn } from './recover.ts';
import { listRuns } from './run-folder.ts';
import { sizeOf } from './twins.ts';

export interface ImportOptions extends RebuildOptions, Selection {
  /** Whose answers they are, where the batch's ids are those of cases. Default: the suite's only model. */
  readonly variant?: string;
}

/** Ids that are no case are named up to so many. */
const NAMED = 5;

/**
 * Makes a run of one batch, whoever made it: by the ids of Assay, or, where another tool gave them, by those of
 * cases, as answers of one variant. Nothing is sent; what the batch does not hold ends as canceled.
 *
 * @throws UserError when the batch is at work, is of a run that is here, or is not of this suite.
 */
export async function importBatch(
  loaded: LoadedSuite,
  port: BatchPort,
  id: string,
  options: ImportOptions = {},
): Promise<Recovered> {
  const { batch } = await port.retrieve(id);
  if (batch.processing_status !== 'ended') {
    const hint = 'its ids show only in its results: try again when it has ended';
    throw new UserError(`batch ${id} is still at work (${sizeOf(batch)} requests)`, hint, 3);
  }
  const key = (await firstResultId(port, id))?.run;
  const story = (at: Date) => `this run was made on ${day(at)} of one batch of the workspace, ${id}`;
  if (key === undefined) {
    return { ...(await rebuildForeign(loaded, port, batch, options, story)), atWork: [], leftOut: [] };
  }
  const run = listRuns(options.reports ?? join(loaded.root, 'reports')).find(
    ({ manifest }) => manifest.key === key,
  );
  if (run) {
    const hint = `assay resume ${run.manifest.id}`;
    throw new UserError(`batch ${id} belongs to run ${run.manifest.id}, which is here`, hint);
  }
  const found = { key, batches: [batch], isSeen: true };
  return { ...(await rebuildOwn(loaded, port, options, found, story)), atWork: [] };
}

async function rebuildForeign(
  loaded: LoadedSuite,
  port: BatchPort,
  batch: Batch,
  options: ImportOptions,
  story: (at: Date) => string,
) {
  const variant = chooseVariant(loaded, batch.id, options.variant);
  return rebuildRun(loaded, options, {
    port,
    key: newKey(),
    batches: [batch],
    story: (at) =>
      `${story(at)}: its ids are those of cases, and whether variant "${variant}" would have asked the same is not known`,
    async understand(fetched, now) {
      for await (const one of fetched) return asCases(loaded, one, variant, options, now);
      throw new Error('no batch was fetched');
    },
  });
}

function chooseVariant({ suite }: LoadedSuite, id: string, wanted: string | undefined): string {
  const names = Object.keys(suite.variants).filter((name) => !isRecorded(suite.variants[name]!));
  if (wanted === undefined && names.length === 1) return names[0]!;
  if (wanted === undefined) {
    throw new UserError(
      `the ids of batch ${id} are not Assay's, and whose variant it answers is not said`,
      `--variant: ${names.join(', ')}`,
    );
  }
  if (names.includes(wanted)) return wanted;
  throw new UserError(`suite "${suite.name}" has no model variant "${wanted}"`, didYouMean(wanted, names));
}

/** Takes ids for those of cases. @throws UserError when none is. */
async function asCases(
  { root, suite }: LoadedSuite,
  { batch, path, customIds }: FetchedBatch,
  variant: string,
  selection: Selection,
  now: Date,
): Promise<Understood> {
  // An id stands in a batch once.
  const plan = await planSuite(root, suite, { ...selection, repeat: 1 }, 'batch', now);
  const index = plan.variants.findIndex(({ name }) => name === variant);
  if (index === -1) throw new UserError(`variant "${variant}" is not among those chosen`, 'see --variants');
  const order = { variants: plan.variants.length, repeat: 1 };
  const strangers = new Set(customIds);
  const names = new Map<number, string>();
  let at = 0;
  let example = '';
  for await (const { row } of plan.cases()) {
    example ||= row.id;
    if (strangers.delete(row.id)) names.set(trialOf(order, at, index, 0), row.id);
    at++;
  }
  if (names.size === 0) {
    throw new UserError(
      `no id in batch ${batch.id} is a case of the suite "${suite.name}"`,
      `cases have ids like "${example}", the batch like "${customIds[0] ?? ''}"; nothing was written`,
    );
  }
  const trials = [...names.keys()];
  const lacking = Math.max(0, sizeOf(batch) - customIds.length);
  const asked = { batch, path, trials, attempts: trials.map(() => 0), hashes: [], lacking, names };
  return { plan, batches: [asked], notes: strangersNote([...strangers].sort()) };
}

function strangersNote(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, NAMED).map((id) => `"${id}"`);
  const rest = ids.length > NAMED ? ', …' : '';
  return [
    `${ids.length} of its ids ${ids.length === 1 ? 'is' : 'are'} no case of the suite: ${named.join(', ')}${rest}`,
  ];
}
