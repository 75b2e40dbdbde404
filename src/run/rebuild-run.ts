import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchPort } from '../api/port.ts';
import { BATCH_LIMITS } from '../core/pack.ts';
import type { LoadedSuite } from '../load/suite.ts';
import type { Batch } from '../model/result.ts';
import { type AskedBatch, type FetchedBatch, fetchBatch } from './asked-batch.ts';
import { createRun, discardRun, newRunPath } from './create-run.ts';
import { FoundAnswers } from './found-answers.ts';
import { clockOf, originOf, pricingOf } from './open-run.ts';
import type { EngineOptions, RunResult } from './options.ts';
import type { SuitePlan } from './plan-suite.ts';
import { resumeRun } from './run.ts';
import { FILES } from './run-folder.ts';

export interface RebuildOptions extends EngineOptions {
  /** Folder of all runs. Default: `reports` in the project's folder. */
  readonly reports?: string;
}

/** What downloaded batches turn out to be: a plan, what each of them asked of it, and what there is to say. */
export interface Understood {
  readonly plan: SuitePlan;
  /** Oldest first. */
  readonly batches: readonly AskedBatch[];
  readonly notes: readonly string[];
}

interface Rebuilding {
  readonly port: BatchPort;
  readonly key: string;
  /** Oldest first. */
  readonly batches: readonly Batch[];
  /** How the run came to be, for its readers. */
  readonly story: (at: Date) => string;
  /** Finds out what was asked. @throws UserError when it was nothing of the suite. */
  readonly understand: (fetched: AsyncIterable<FetchedBatch>, now: Date) => Promise<Understood>;
}

/**
 * Makes a run's folder of batches that were sent before, with their results, and grades it. The folder becomes a
 * run when all of that is in it: whoever dies before leaves none behind, and whoever resumes it buys nothing.
 *
 * @throws UserError when the batches do not fit the suite: then nothing is left behind.
 */
export async function rebuildRun(
  loaded: LoadedSuite,
  options: RebuildOptions,
  { port, key, batches, story, understand }: Rebuilding,
): Promise<RunResult> {
  const clock = clockOf(options);
  const signal = options.signal ?? new AbortController().signal;
  const reports = options.reports ?? join(loaded.root, 'reports');
  const now = new Date(Math.min(...batches.map(({ created_at }) => Date.parse(created_at))));
  const path = newRunPath(loaded.suite.name, { reports, key, now });
  const downloads = join(path, 'found');
  // Left by a process that died: without a manifest it is no run.
  if (!existsSync(join(path, FILES.manifest))) rmSync(path, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  try {
    const fetched = fetchAll(batches, (batch) => fetchBatch(port, batch, downloads, { clock, signal }));
    const { plan, batches: asked, notes } = await understand(fetched, now);
    const pricing = await pricingOf(loaded, 'batch', now);
    const at = clock.now();
    const writer = await createRun(plan, {
      ...pricing,
      ...originOf(loaded),
      baselineFile: null,
      reports,
      key,
      now,
      found: (place) =>
        new FoundAnswers({
          ...place,
          batches: asked,
          variants: plan.variants.map(({ name }) => name),
          order: { variants: plan.variants.length, repeat: plan.repeat },
          prices: pricing.prices,
          downloads,
        }),
      recovered: { at: at.toISOString(), notes: [story(at), ...lacking(asked), ...notes] },
      reuse: undefined,
      retries: loaded.suite.retries,
      gates: [],
      limits: BATCH_LIMITS,
      mode: 'batch',
      endpoint: port.endpoint,
      onWork: options.onWork ?? (() => {}),
    });
    writer.close();
  } catch (error) {
    if (existsSync(path)) discardRun(path);
    throw error;
  }
  return resumeRun(path, loaded, options);
}

async function* fetchAll(
  batches: readonly Batch[],
  fetch: (batch: Batch) => Promise<FetchedBatch>,
): AsyncGenerator<FetchedBatch> {
  for (const batch of batches) yield await fetch(batch);
}

/** A request without a result has no id: nobody knows whose it was. */
function lacking(batches: readonly AskedBatch[]): string[] {
  return batches
    .filter((batch) => batch.lacking > 0)
    .map(
      ({ batch, lacking: count, trials }) =>
        `batch ${batch.id}: ${count} of ${trials.length + count} requests ${count === 1 ? 'has' : 'have'} no result, and nobody knows which`,
    );
}
