import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { codeGradersOf } from '../../src/core/judges.ts';
import { readCases } from '../../src/load/cases.ts';
import type { LoadedSuite } from '../../src/load/suite.ts';
import type { Case } from '../../src/model/case.ts';
import type { Sample, Verdict } from '../../src/model/grader.ts';
import type { GraderSummary, Summary, VariantSummary } from '../../src/model/summary.ts';
import type { Clock } from '../../src/run/context.ts';
import type { RunResult } from '../../src/run/options.ts';
import { runSuite } from '../../src/run/run.ts';

/** Waits a moment in place of the time it is asked for, so that the simulator gets its turn. */
const hastyClock: Clock = {
  now: () => new Date(),
  async sleep(_ms, signal) {
    await setTimeout(5);
    signal.throwIfAborted();
  },
};

/** Runs a suite against the simulator, into a folder that is gone after the test. */
export async function runExample(suite: LoadedSuite): Promise<RunResult> {
  return runSuite(suite, {
    simulate: { batchSeconds: 0.05, retryAfterSeconds: null },
    reports: await temporaryFolder(),
    clock: hastyClock,
  });
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-example-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function loadCases({ root, suite }: LoadedSuite): Promise<Case[]> {
  const cases: Case[] = [];
  for await (const row of readCases(root, suite.dataset)) cases.push(row);
  return cases;
}

/** What each grader says when the expected value itself is the answer. */
export async function gradeGold(
  { suite }: LoadedSuite,
  { id, input, expected, tags }: Case,
): Promise<Record<string, Verdict>> {
  const output = typeof expected === 'object' ? JSON.stringify(expected) : String(expected);
  const sample: Sample = {
    input,
    expected,
    output,
    message: undefined as never,
    transcript: [],
    cost: null,
    caseId: id,
    tags,
    variant: 'gold',
    repetition: 0,
  };
  const verdicts: Record<string, Verdict> = {};
  for (const grader of codeGradersOf(suite.graders)) verdicts[grader.name] = await grader.grade(sample);
  return verdicts;
}

export function isPerfect(verdict: Verdict): boolean {
  return verdict === true || verdict === 1 || (typeof verdict === 'object' && verdict.score === 1);
}

export function variantOf({ variants }: Summary, name: string): VariantSummary {
  const variant = variants.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`no variant ${name}`);
  return variant;
}

export function graderOf(summary: Summary, variant: string, name: string): GraderSummary {
  const grader = variantOf(summary, variant).graders.find((candidate) => candidate.name === name);
  if (!grader) throw new Error(`no grader ${name}`);
  return grader;
}

export function accuracyOf(summary: Summary, name: string): number {
  return variantOf(summary, name).accuracy?.mean ?? Number.NaN;
}
