import { setImmediate } from 'node:timers/promises';
import { pricesDate } from '../core/price.ts';
import { buildRecord, type CollectedAttempt, messageOfLine } from '../core/record.ts';
import { scoreSample } from '../core/score.ts';
import { caseSelector } from '../core/select-cases.ts';
import { attemptsOf, type BatchState, type ResultPlace, type RunState } from '../core/state.ts';
import { type SummaryFrame, summarizer } from '../core/summarize.ts';
import { trialOf, trialsPerCase } from '../core/trial-order.ts';
import type { Case } from '../model/case.ts';
import type { CaseSelection } from '../model/case-view.ts';
import type { TrialRecord } from '../model/record.ts';
import { isSimulatedId, textOf } from '../model/result.ts';
import type { Summary } from '../model/summary.ts';
import type { RunContext } from './context.ts';
import { FileWriter, RandomReader, writeDurably } from './disk.ts';
import { FILES, parseResultLine, type RunFolder } from './run-folder.ts';

/** Cases between two looks at timers and signals. */
const CASES_PER_TURN = 500;

/** What a finished run has to say; the records stay in their file. */
export interface Finished {
  readonly summary: Summary;
  readonly cases: CaseSelection;
}

/** Grades every answer and writes records and summary: derived from the folder and the graders alone. */
export async function finishRun(context: RunContext): Promise<Finished> {
  const { writer, signal } = context;
  const { folder } = writer;
  const frame = frameOf(context);
  const summary = summarizer(frame);
  const selector = caseSelector(
    frame.variants.map(({ name }) => name),
    frame.baseline,
  );
  const results = new ResultReader(context);
  const file = new FileWriter(folder.file(FILES.records), { hashed: false });
  try {
    let index = 0;
    for (const row of folder.cases()) {
      const records = await gradeCase(context, results, row, index);
      for (const record of records) file.line(JSON.stringify(record));
      summary.addCase(row.id, records);
      selector.addCase(row, records);
      index++;
      if (index % CASES_PER_TURN === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
    }
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    results.close();
  }
  const finished = summary.finish();
  writeDurably(folder.file(FILES.summary), [JSON.stringify(finished, null, 2), '\n']);
  return { summary: finished, cases: selector.finish() };
}

/** All trials of a case are graded together, so that slow graders at least share their waiting. */
async function gradeCase(
  context: RunContext,
  results: ResultReader,
  row: Case,
  index: number,
): Promise<TrialRecord[]> {
  const { state } = context.writer;
  const first = trialOf(state.order, index, 0, 0);
  const records: (TrialRecord | Promise<TrialRecord>)[] = [];
  let waits = false;
  for (let trial = first; trial < first + trialsPerCase(state.order); trial++) {
    const record = gradeTrial(context, results, row, trial);
    waits ||= record instanceof Promise;
    records.push(record);
  }
  return waits ? Promise.all(records) : (records as TrialRecord[]);
}

function gradeTrial(
  { writer: { state, folder }, suite, prices }: RunContext,
  results: ResultReader,
  row: Case,
  trial: number,
): TrialRecord | Promise<TrialRecord> {
  const { order } = state;
  const variant = state.variants[Math.floor((trial % trialsPerCase(order)) / order.repeat)]!;
  const repetition = trial % order.repeat;
  const attempts = attemptsOf(state, trial).map((place) => results.read(place));
  const facts = { trial, row, variant, repetition, mode: folder.manifest.mode, attempts };
  const message = messageOfLine(attempts.at(-1)?.line);
  if (!message) return buildRecord(facts, {}, prices);
  const scores = scoreSample(suite.graders, {
    input: row.input,
    expected: row.expected,
    output: textOf(message),
    message,
    cost: null,
    caseId: row.id,
    tags: row.tags,
    variant,
    repetition,
  });
  return scores instanceof Promise
    ? scores.then((known) => buildRecord(facts, known, prices))
    : buildRecord(facts, scores, prices);
}

function frameOf({ writer: { folder, state }, prices }: RunContext): SummaryFrame {
  const { manifest } = folder;
  return {
    suite: manifest.suite,
    description: manifest.description,
    run: manifest.id,
    createdAt: manifest.createdAt,
    mode: manifest.mode,
    assayVersion: manifest.assayVersion,
    commit: manifest.commit,
    dataset: manifest.dataset,
    repeat: manifest.repeat,
    baseline: manifest.baseline,
    pricesDate: pricesDate(prices),
    notices: state.notices,
    graders: manifest.graders,
    variants: manifest.variants.map(({ name, model }) => ({
      name,
      model,
      turnaroundSeconds: model === null ? null : turnaround(state, name),
      simulated: model !== null && isSimulated(folder, state, name),
    })),
  };
}

/** The simulator's batches say so in their ids; live runs of a session's own simulator in the manifest. */
function isSimulated({ manifest }: RunFolder, state: RunState, variant: string): boolean {
  const own = state.batches.filter((batch) => batch.variant === variant);
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

/** Reads result lines from the places that the state knows. */
class ResultReader {
  readonly #context: RunContext;
  readonly #files = new Map<number, RandomReader>();

  constructor(context: RunContext) {
    this.#context = context;
  }

  read({ batch: number, offset, length }: ResultPlace): CollectedAttempt {
    const batch = this.#context.writer.state.batches[number - 1]!;
    if (batch.status === 'withdrawn') {
      return { batch: number, day: '', line: { custom_id: '', result: { type: 'canceled' } } };
    }
    const line = length === 0 ? null : (parseResultLine(this.#file(batch).text(offset, length)) ?? null);
    return { batch: number, day: batch.createdAt!.slice(0, 10), line };
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
  }

  #file(batch: BatchState): RandomReader {
    const open = this.#files.get(batch.number);
    if (open) return open;
    const reader = new RandomReader(this.#context.writer.folder.file(batch.results!.path));
    this.#files.set(batch.number, reader);
    return reader;
  }
}
