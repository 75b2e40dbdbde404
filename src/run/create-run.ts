import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TrialOrder, trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Manifest, PlanLine } from '../model/run.ts';
import { isRecorded } from '../model/suite.ts';
import { FileWriter, flushFolder, writeDurably } from './disk.ts';
import type { SuitePlan } from './plan-suite.ts';
import { FILES } from './run-folder.ts';

/** What a new run is told beside its plan. */
export interface RunFacts {
  /** The folder of all runs. */
  readonly reports: string;
  readonly key: string;
  readonly now: Date;
  readonly file: string | null;
  readonly mode: Manifest['mode'];
  readonly endpoint: string;
  readonly datasetName: string;
  readonly assayVersion: string;
  readonly commit: string | null;
}

/**
 * Plans a run into a new folder: cases, trials with the hashes of their requests, and last the manifest,
 * which makes it a run. When the plan fails nothing is left behind.
 *
 * @returns the folder.
 */
export async function createRun(plan: SuitePlan, facts: RunFacts): Promise<string> {
  const id = `${facts.now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${facts.key.slice(0, 6)}`;
  const suiteFolder = join(facts.reports, plan.suite.name);
  const path = join(suiteFolder, id);
  mkdirSync(path, { recursive: true });
  try {
    const { cases, trials, hash } = await writePlan(plan, path);
    const manifest: Manifest = {
      format: 'assay-run/1',
      id,
      key: facts.key,
      createdAt: facts.now.toISOString(),
      suite: plan.suite.name,
      description: plan.suite.description ?? null,
      file: facts.file,
      mode: facts.mode,
      endpoint: facts.endpoint,
      variants: plan.variants.map(({ name, variant }) => ({
        name,
        model: isRecorded(variant) ? null : variant.model,
      })),
      baseline: plan.baseline,
      graders: plan.suite.graders.map(({ name }) => name),
      repeat: plan.repeat,
      dataset: { name: facts.datasetName, hash, cases },
      trials,
      assayVersion: facts.assayVersion,
      commit: facts.commit,
    };
    writeDurably(join(path, FILES.manifest), [JSON.stringify(manifest, null, 2), '\n']);
    flushFolder(suiteFolder);
    return path;
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

async function writePlan(
  plan: SuitePlan,
  path: string,
): Promise<{ cases: number; trials: number; hash: string }> {
  const order: TrialOrder = { variants: plan.variants.length, repeat: plan.repeat };
  const cases = new FileWriter(join(path, FILES.cases));
  const trials = new FileWriter(join(path, FILES.plan));
  let count = 0;
  for await (const { row, openings } of plan.cases()) {
    cases.line(JSON.stringify(row));
    for (const { variant, hash } of openings) {
      for (let repetition = 0; repetition < plan.repeat; repetition++) {
        const trial = trialOf(order, count, variant, repetition);
        const name = plan.variants[variant]!.name;
        trials.line(
          JSON.stringify({ trial, case: row.id, variant: name, repetition, hash } satisfies PlanLine),
        );
      }
    }
    count++;
  }
  trials.finish();
  return { cases: count, trials: count * trialsPerCase(order), hash: cases.finish().sha256 };
}
