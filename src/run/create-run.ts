import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clustersOf } from '../core/clusters.ts';
import { converses } from '../core/converse.ts';
import type { Estimator } from '../core/estimate.ts';
import { divideRun } from '../core/instalments.ts';
import { judgesOf } from '../core/judges.ts';
import type { BatchLimits } from '../core/pack.ts';
import { addDollars } from '../core/record.ts';
import { type TrialOrder, trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import type { PriceTable } from '../model/prices.ts';
import type { Dollars } from '../model/record.ts';
import type { Manifest, PlanLine } from '../model/run.ts';
import { isRecorded, primedVariants } from '../model/suite.ts';
import { CASES_PER_WORD, type RunContext } from './context.ts';
import { FileWriter, flushFolder, readLines, writeDurably } from './disk.ts';
import { EarlierAnswers } from './earlier-answers.ts';
import type { FoundAnswers } from './found-answers.ts';
import { type BatchPlace, Packer } from './packer.ts';
import { JudgePlan } from './plan-judges.ts';
import type { SuitePlan } from './plan-suite.ts';
import { FILES, type FirstFact, type RunFolder, RunWriter } from './run-folder.ts';

/** What a new run is told beside its plan. */
export interface RunFacts {
  /** The folder of all runs. */
  readonly reports: string;
  readonly key: string;
  readonly now: Date;
  readonly limits: BatchLimits;
  readonly estimate: Estimator;
  readonly prices: PriceTable;
  /** The run whose answers are taken instead of bought, where the requests are the same. */
  readonly reuse: RunFolder | undefined;
  readonly retries: number;
  /** Beside the suite's own. */
  readonly gates: Manifest['gates'];
  /** Batches of a run that is made again: what they do not hold is not bought. */
  readonly found: ((place: BatchPlace) => FoundAnswers) | undefined;
  readonly file: string | null;
  /** Of the committed baseline. */
  readonly baselineFile: string | null;
  readonly mode: Manifest['mode'];
  readonly endpoint: string;
  readonly datasetName: string;
  readonly assayVersion: string;
  readonly commit: string | null;
  readonly recovered: Manifest['recovered'];
  readonly onWork: RunContext['onWork'];
}

/** Where a new run's folder is, named after its time and its key. */
export function newRunPath(
  suite: string,
  { reports, key, now }: Pick<RunFacts, 'reports' | 'key' | 'now'>,
): string {
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return join(reports, suite, `${time}-${key.slice(0, 6)}`);
}

/**
 * Plans a run into a new folder: cases, trials with the hashes of their requests, the requests themselves but
 * for those that are held back, the journal that says so, and last the manifest, which makes it a run. When the
 * plan fails nothing is left behind.
 *
 * @returns the folder, open for writing.
 */
export async function createRun(plan: SuitePlan, facts: RunFacts): Promise<RunWriter> {
  const path = newRunPath(plan.suite.name, facts);
  for (const own of ['requests', 'results']) mkdirSync(join(path, own), { recursive: true });
  try {
    const { cases, trials, hash, planHash, most, begun } = await writePlan(plan, facts, path);
    const manifest: Manifest = {
      format: 'assay-run/1',
      id: basename(path),
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
        converses: converses(variant),
      })),
      baseline: plan.baseline,
      baselineFile: facts.baselineFile,
      graders: plan.suite.graders.map(({ name }) => name),
      repeat: plan.repeat,
      confidence: plan.confidence,
      instalments: plan.instalments && { ...plan.instalments, seed: facts.key, most },
      retries: facts.retries,
      dataset: { name: facts.datasetName, hash, cases },
      trials,
      gates: facts.gates,
      planHash,
      assayVersion: facts.assayVersion,
      commit: facts.commit,
      recovered: facts.recovered,
    };
    writeDurably(
      join(path, FILES.journal),
      begun.map(({ fact }) => `${JSON.stringify(fact)}\n`),
    );
    writeDurably(join(path, FILES.manifest), [JSON.stringify(manifest, null, 2), '\n']);
    flushFolder(dirname(path));
    return new RunWriter(path, facts.now, begun);
  } catch (error) {
    discardRun(path);
    throw error;
  }
}

/** Removes a run of which nothing has been sent. */
export function discardRun(path: string): void {
  rmSync(path, { recursive: true, force: true });
  const suiteFolder = dirname(path);
  if (readdirSync(suiteFolder).length === 0) rmdirSync(suiteFolder);
}

interface WrittenPlan {
  readonly cases: number;
  readonly trials: number;
  /** SHA-256 over the cases. */
  readonly hash: string;
  /** SHA-256 over the plan. */
  readonly planHash: string;
  /** US dollars that the answers may cost which are to be bought, by variant. Null: no price is known. */
  readonly most: readonly Dollars[];
  /** What the journal begins with. */
  readonly begun: readonly FirstFact[];
}

/**
 * Each request is rendered once: its hash goes into the plan, its bytes into a batch. What is held back is packed
 * when it is released; so is all where the cases are divided, which cannot be done before the last is known.
 */
async function writePlan(plan: SuitePlan, facts: RunFacts, path: string): Promise<WrittenPlan> {
  const order: TrialOrder = { variants: plan.variants.length, repeat: plan.repeat };
  const names = plan.variants.map(({ name }) => name);
  const { key, limits, now, reuse, prices, recovered } = facts;
  let batches = 0;
  const place: BatchPlace = {
    pathOf: (name: string) => join(path, name),
    key,
    nextNumber: () => ++batches,
    at: recovered?.at ?? now.toISOString(),
  };
  const cases = new FileWriter(join(path, FILES.cases), { hashed: true });
  const trials = new FileWriter(join(path, FILES.plan), { hashed: true });
  // Its batches come first: they were sent long ago.
  const found = facts.found?.(place);
  const packer = new Packer({ ...place, limits, primed: primedVariants(plan.variants) });
  const judging = new JudgePlan({ ...plan, estimate: facts.estimate, judges: judgesOf(plan.suite.graders) });
  const earlier = reuse && new EarlierAnswers({ ...place, source: reuse, prices });
  const isPacked = packsNow(plan);
  const most: Dollars[] = names.map(() => 0);
  let count = 0;
  try {
    for await (const { row, openings } of plan.cases()) {
      cases.line(JSON.stringify(row));
      judging.add(row);
      for (const { variant, params, json, hash } of openings) {
        const { cost } = facts.estimate(params, json);
        for (let repetition = 0; repetition < plan.repeat; repetition++) {
          const trial = trialOf(order, count, variant, repetition);
          const line: PlanLine = { trial, case: row.id, variant: names[variant]!, repetition, hash };
          trials.line(JSON.stringify(line));
          const request = { trial, thread: 0, turn: 0, attempt: 0, json, hash, cost };
          if (found && !('recorded' in params)) {
            found.take(request);
            continue;
          }
          // What another system answered is there for nothing; a conversation goes on in ways of its own.
          const isReusable = !('recorded' in params) && !converses(plan.variants[variant]!.variant);
          if (isReusable && earlier?.take(names[variant]!, repetition, request)) continue;
          most[variant] = addDollars([most[variant]!, cost === null ? null : cost.most]);
          if (isPacked(repetition)) packer.add(names[variant]!, request);
        }
      }
      count++;
      if (count % CASES_PER_WORD === 0) facts.onWork({ doing: 'planning', cases: count, of: null });
    }
  } catch (error) {
    for (const open of [cases, trials, packer, earlier, found]) open?.discard();
    throw error;
  }
  const hash = cases.finish().sha256;
  const divided = () =>
    plan.instalments &&
    divideRun(order, count, { ...plan.instalments, seed: key }, () => clustersOf(casesIn(path)));
  return {
    cases: count,
    trials: count * trialsPerCase(order),
    hash,
    planHash: trials.finish().sha256,
    most,
    begun: [
      ...openedThreads(judging, now),
      ...(found?.finish(divided()) ?? []),
      ...[...packer.finish(), ...(earlier?.finish() ?? [])]
        .map(({ fact, ...details }) => ({ fact, details }))
        .sort((a, b) => a.fact.batch - b.fact.batch),
    ],
  };
}

function* casesIn(path: string): Generator<Case> {
  for (const { text } of readLines(join(path, FILES.cases))) yield JSON.parse(text);
}

function packsNow({ instalments, repeat }: SuitePlan): (repetition: number) => boolean {
  if (!instalments) return () => true;
  const { looks, confirm } = instalments;
  return (repetition) => looks === 1 && !(confirm && repetition === repeat - 1);
}

function openedThreads(judging: JudgePlan, now: Date): FirstFact[] {
  const threads = judging.threads();
  if (threads.length === 0) return [];
  return [{ fact: { type: 'threads', at: now.toISOString(), threads }, details: {} }];
}
