import { setImmediate } from 'node:timers/promises';
import { joinGates } from '../core/gates/check-gates.ts';
import { type GraderVersions, graderVersions } from '../core/grader-versions.ts';
import { judgeStandings } from '../core/judge-standing.ts';
import { ledgerOf } from '../core/ledger.ts';
import { pricesDate } from '../core/price.ts';
import { isHeld, type Releases } from '../core/releases.ts';
import { caseSelector } from '../core/select-cases.ts';
import type { RunState } from '../core/state.ts';
import { type SummaryFrame, summarizer } from '../core/summarize.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { Score } from '../model/grader.ts';
import type { TrialRecord } from '../model/record.ts';
import { isSimulatedId } from '../model/result.ts';
import type { Summary } from '../model/summary.ts';
import { keptBaseline } from './baseline-file.ts';
import { CASES_PER_WORD, type RunContext } from './context.ts';
import { FileWriter, writeDurably } from './disk.ts';
import { fullGrading, type Grading, gradeTrial } from './grade-trial.ts';
import { FILES, type RunFolder } from './run-folder.ts';
import { TrialReader } from './trial-reader.ts';

/** What a finished run has to say; the records stay in their file. */
export interface Finished {
  readonly summary: Summary;
  readonly cases: CaseSelection;
}

/** Which scores are made anew, and the records with those that stay as they are, in plan order. */
export interface Regrading {
  readonly before: Iterator<TrialRecord>;
  readonly isRegraded: (grader: string, score: Score | undefined) => boolean;
  /** Of the graders of both. */
  readonly versions: GraderVersions;
}

/**
 * Grades every answer and writes records and summary: derived from the folder and the graders alone.
 *
 * @param regrading left out: everything is graded.
 */
export async function finishRun(context: RunContext, regrading?: Regrading): Promise<Finished> {
  const { writer, signal } = context;
  const { folder } = writer;
  const versions = regrading?.versions ?? graderVersions(context.suite.graders);
  const frame = frameOf(context, versions);
  const summary = summarizer(frame);
  const selector = caseSelector(
    frame.variants.map(({ name }) => name),
    frame.baseline,
  );
  const reader = new TrialReader(context);
  const grading = gradingFor(context, regrading);
  const file = new FileWriter(folder.file(FILES.records), { hashed: false });
  try {
    let index = 0;
    for (const row of folder.cases()) {
      const records = await gradeCase(context, reader, row, index, grading);
      index++;
      // Held back, with all its trials: it is no case of the run.
      if (records.length === 0) continue;
      for (const record of records) file.line(JSON.stringify(record));
      summary.addCase(row, records);
      selector.addCase(row, records);
      if (index % CASES_PER_WORD === 0) {
        context.onWork({ doing: 'grading', cases: index, of: folder.manifest.dataset.cases });
        await setImmediate();
        signal.throwIfAborted();
      }
    }
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    reader.close();
  }
  const finished = summary.finish();
  writeDurably(folder.file(FILES.summary), [JSON.stringify(finished, null, 2), '\n']);
  return { summary: finished, cases: selector.finish() };
}

/** What is graded of each trial, in plan order. */
function gradingFor(context: RunContext, regrading: Regrading | undefined): () => Grading {
  const full = fullGrading(context);
  return () => {
    if (!regrading) return full;
    const { scores }: TrialRecord = regrading.before.next().value;
    const isAnew = ({ name }: { readonly name: string }) => regrading.isRegraded(name, scores[name]);
    return {
      graders: full.graders.filter(isAnew),
      judges: full.judges.filter(({ judge }) => isAnew(judge)),
      kept: scores,
    };
  };
}

/** All trials of a case that are not held back are graded together, so that slow graders at least share their waiting. */
async function gradeCase(
  context: RunContext,
  reader: TrialReader,
  row: Case,
  index: number,
  grading: () => Grading,
): Promise<TrialRecord[]> {
  const { state } = context.writer;
  const first = trialOf(state.order, index, 0, 0);
  const records: (TrialRecord | Promise<TrialRecord>)[] = [];
  let waits = false;
  for (let trial = first; trial < first + trialsPerCase(state.order); trial++) {
    if (isHeld(state.releases, trial)) continue;
    const record = gradeTrial(context, reader, row, trial, grading());
    waits ||= record instanceof Promise;
    records.push(record);
  }
  return waits ? Promise.all(records) : (records as TrialRecord[]);
}

function frameOf(
  { root, writer: { folder, state }, suite, prices, calibrations }: RunContext,
  versions: GraderVersions,
): SummaryFrame {
  const { manifest } = folder;
  const graders = suite.graders.map(({ name }) => name);
  const instalments = state.releases && summarizeReleases(state.releases, state);
  return {
    suite: manifest.suite,
    description: manifest.description,
    run: manifest.id,
    createdAt: manifest.createdAt,
    mode: manifest.mode,
    assayVersion: manifest.assayVersion,
    commit: manifest.commit,
    dataset: manifest.dataset,
    repeat: manifest.repeat - Number(instalments?.confirmed === false),
    instalments,
    confidence: manifest.confidence,
    baseline: manifest.baseline,
    pricesDate: pricesDate(prices),
    ledger: ledgerOf(state),
    simulatedJudges: state.batches.some(
      ({ thread, id }) =>
        thread > 0 && (manifest.endpoint === 'simulator' || (id !== null && isSimulatedId(id))),
    ),
    notices: [
      ...(manifest.recovered?.notes ?? []),
      ...state.notices,
      ...changedGraders(manifest.graders, graders),
    ],
    graders,
    versions,
    gates: joinGates(suite.gates, manifest.gates),
    judges: judgeStandings(suite.graders, calibrations),
    kept: manifest.baselineFile === null ? null : keptBaseline(root, manifest.baselineFile, manifest.suite),
    variants: manifest.variants.map(({ name, model }) => ({
      name,
      model,
      turnaroundSeconds: model === null ? null : turnaround(state, name),
      simulated: model !== null && isSimulated(folder, state, name),
    })),
  };
}

function summarizeReleases(
  releases: Releases,
  { order, trials }: RunState,
): NonNullable<Summary['instalments']> {
  const { looks, confirm } = releases.instalments;
  let trialsHeld = 0;
  let casesHeld = 0;
  for (let trial = 0; trial < trials; trial++) {
    if (!isHeld(releases, trial)) continue;
    trialsHeld++;
    // With its first trial all others of a case are held back.
    if (trial % trialsPerCase(order) === 0) casesHeld++;
  }
  const released = releases.verdicts.slice(0, looks).filter((verdict) => verdict === 'released').length;
  return {
    released,
    of: looks,
    confirmed: confirm ? releases.verdicts[looks] === 'released' : null,
    casesHeld,
    trialsHeld,
  };
}

/** A run may be graded otherwise than it was planned to be; whoever reads the report should know. */
function changedGraders(planned: readonly string[], present: readonly string[]): string[] {
  const added = present.filter((name) => !planned.includes(name));
  const removed = planned.filter((name) => !present.includes(name));
  if (added.length + removed.length === 0) return [];
  const parts = [
    ...(added.length > 0 ? [`added ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`removed ${removed.join(', ')}`] : []),
  ];
  return [`the graders have changed since this run was planned: ${parts.join('; ')}`];
}

/**
 * Whether a variant, or any, was answered by the simulator: its batches say so in their ids, live runs of a
 * session's own simulator in the manifest.
 */
export function isSimulated({ manifest }: RunFolder, state: RunState, variant?: string): boolean {
  const own = state.batches.filter((batch) => variant === undefined || batch.variant === variant);
  return manifest.endpoint === 'simulator' || own.some(({ id }) => id !== null && isSimulatedId(id));
}

/** While any batch of the variant was at work: the time between two rounds of a run does not count. */
function turnaround(state: RunState, variant: string): number | null {
  const spans = state.batches
    .filter((batch) => batch.variant === variant && batch.createdAt && batch.endedAt)
    .map(({ createdAt, endedAt }) => [Date.parse(createdAt!), Date.parse(endedAt!)] as const)
    .sort(([a], [b]) => a - b);
  if (spans.length === 0) return null;
  let total = 0;
  let until = 0;
  for (const [start, end] of spans) {
    total += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return total / 1000;
}
