import { join } from 'node:path';
import { ClusterBuilder } from '../core/clusters.ts';
import { type PowerQuestion, powerPlan, priorOf } from '../core/power-plan.ts';
import type { LoadedSuite } from '../load/suite.ts';
import type { PowerPlan } from '../model/power.ts';
import { planSuite, type Selection } from './plan-suite.ts';
import { listRuns } from './run-folder.ts';

export interface PowerOptions extends Selection, Pick<PowerQuestion, 'differences' | 'rate'> {
  /** Folder of all runs, which are asked how much cases vary. Default: `reports` in the project's folder. */
  readonly reports?: string;
  /** Go by runs that the simulator answered. */
  readonly simulated?: boolean;
}

/**
 * What a suite can see, before anything is spent: its cases are counted, how much they vary is taken from the newest
 * finished run that compared two variants, or else assumed.
 *
 * @throws UserError when the suite cannot be planned.
 */
export async function suitePower(
  { root, suite }: LoadedSuite,
  { reports = join(root, 'reports'), simulated = false, differences, rate, ...selection }: PowerOptions,
  now: Date,
): Promise<PowerPlan> {
  const plan = await planSuite(root, suite, selection, 'batch', now);
  const clusters = new ClusterBuilder();
  let cases = 0;
  for await (const { row } of plan.cases()) {
    clusters.add(row);
    cases++;
  }
  const question = { cases, groups: clusters.finish().count, repeat: plan.repeat, differences, rate };
  return powerPlan(question, rate === undefined ? measuredBefore(reports, suite.name, simulated) : null);
}

/** How much the cases of a suite varied in its earlier runs; null: none tells. */
export function measuredBefore(
  reports: string,
  suite: string,
  simulated: boolean,
): ReturnType<typeof priorOf> {
  const finished = listRuns(reports).filter(({ manifest, finished }) => manifest.suite === suite && finished);
  return priorOf(finished.map(({ summary }) => summary).filter((summary) => summary.simulated === simulated));
}
