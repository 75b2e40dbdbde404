import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Estimator } from '../core/estimate.ts';
import type { BatchLimits } from '../core/pack.ts';
import { type TrialOrder, trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Manifest, PlanLine } from '../model/run.ts';
import { isRecorded } from '../model/suite.ts';
import { FileWriter, flushFolder, writeDurably } from './disk.ts';
import { type PackedBatch, Packer } from './packer.ts';
import type { SuitePlan } from './plan-suite.ts';
import { FILES, RunWriter } from './run-folder.ts';

/** What a new run is told beside its plan. */
export interface RunFacts {
  /** The folder of all runs. */
  readonly reports: string;
  readonly key: string;
  readonly now: Date;
  readonly limits: BatchLimits;
  readonly estimate: Estimator;
  readonly file: string | null;
  readonly mode: Manifest['mode'];
  readonly endpoint: string;
  readonly datasetName: string;
  readonly assayVersion: string;
  readonly commit: string | null;
}

/**
 * Plans a run into a new folder: cases, trials with the hashes of their requests, the requests themselves,
 * and last the manifest, which makes it a run. When the plan fails nothing is left behind.
 *
 * @returns the folder, open for writing.
 */
export async function createRun(plan: SuitePlan, facts: RunFacts): Promise<RunWriter> {
  const id = `${facts.now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${facts.key.slice(0, 6)}`;
  const suiteFolder = join(facts.reports, plan.suite.name);
  const path = join(suiteFolder, id);
  mkdirSync(join(path, 'requests'), { recursive: true });
  try {
    const { cases, trials, hash, planHash, packed } = await writePlan(plan, facts, path);
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
      planHash,
      assayVersion: facts.assayVersion,
      commit: facts.commit,
    };
    writeDurably(join(path, FILES.manifest), [JSON.stringify(manifest, null, 2), '\n']);
    flushFolder(suiteFolder);
    const writer = new RunWriter(path, facts.now);
    for (const { fact, trials: own } of packed) writer.append(fact, { trials: own });
    return writer;
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    if (readdirSync(suiteFolder).length === 0) rmdirSync(suiteFolder);
    throw error;
  }
}

interface WrittenPlan {
  readonly cases: number;
  readonly trials: number;
  /** SHA-256 over the cases. */
  readonly hash: string;
  /** SHA-256 over the plan. */
  readonly planHash: string;
  readonly packed: readonly PackedBatch[];
}

/** Each request is rendered once: its hash goes into the plan, its bytes into a batch. */
async function writePlan(plan: SuitePlan, facts: RunFacts, path: string): Promise<WrittenPlan> {
  const order: TrialOrder = { variants: plan.variants.length, repeat: plan.repeat };
  const names = plan.variants.map(({ name }) => name);
  const { key, limits, now } = facts;
  const cases = new FileWriter(join(path, FILES.cases), { hashed: true });
  const trials = new FileWriter(join(path, FILES.plan), { hashed: true });
  const packer = new Packer({
    pathOf: (name) => join(path, name),
    key,
    next: 1,
    limits,
    at: now.toISOString(),
  });
  let count = 0;
  try {
    for await (const { row, openings } of plan.cases()) {
      cases.line(JSON.stringify(row));
      for (const { variant, params, json, hash } of openings) {
        const { cost } = facts.estimate(params, json);
        for (let repetition = 0; repetition < plan.repeat; repetition++) {
          const trial = trialOf(order, count, variant, repetition);
          const line: PlanLine = { trial, case: row.id, variant: names[variant]!, repetition, hash };
          trials.line(JSON.stringify(line));
          packer.add(names[variant]!, { trial, attempt: 0, json, hash, cost });
        }
      }
      count++;
    }
  } catch (error) {
    for (const open of [cases, trials, packer]) open.discard();
    throw error;
  }
  return {
    cases: count,
    trials: count * trialsPerCase(order),
    hash: cases.finish().sha256,
    planHash: trials.finish().sha256,
    packed: packer.finish(),
  };
}
