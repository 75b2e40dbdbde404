import { meanScore, type ScoreColumn, ScoreColumnBuilder } from '../../src/core/stats/scores.ts';
import { type SummaryFrame, summarizer } from '../../src/core/summarize.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Score } from '../../src/model/grader.ts';
import type { Outcome, TrialRecord } from '../../src/model/record.ts';
import type { Message, Usage } from '../../src/model/result.ts';
import type { Summary } from '../../src/model/summary.ts';

/** Builders: a plausible value of each type, and what a test wants different about it. */

export function usage(changes: Partial<Usage> = {}): Usage {
  return {
    input_tokens: 0,
    output_tokens: 0,
    cache_creation: null,
    cache_creation_input_tokens: null,
    cache_read_input_tokens: null,
    inference_geo: null,
    server_tool_use: null,
    service_tier: 'batch',
    ...changes,
  } as Usage;
}

export function message(changes: Partial<Message> = {}): Message {
  return {
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-5-5',
    content: [{ type: 'text', text: 'yes', citations: null }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: usage({ input_tokens: 1000, output_tokens: 100 }),
    ...changes,
  } as Message;
}

export const passed: Score = { outcome: 'scored', score: 1, pass: true };
export const wrong: Score = { outcome: 'scored', score: 0, pass: false };
export const failed: Score = { outcome: 'failed', reason: 'the grader threw' };
export const measured = (score: number): Score => ({ outcome: 'scored', score, pass: null });

/** A succeeded record that one grader, `exact`, has passed. */
export function record(changes: Partial<TrialRecord> = {}): TrialRecord {
  return {
    trial: 0,
    case: 'c',
    tags: [],
    variant: 'a',
    repetition: 0,
    outcome: { type: 'succeeded', stopReason: 'end_turn' },
    output: 'yes',
    model: 'claude-sonnet-5-5',
    answeredBy: 'claude',
    pass: true,
    scores: { exact: passed },
    tokens: { input: 10, cacheWrite: 0, cacheRead: 0, output: 5 },
    cost: 0.001,
    costUnbatched: 0.002,
    cacheSaved: 0,
    serviceTier: 'batch',
    reusedFrom: null,
    judging: 0,
    latencyMs: null,
    turns: 1,
    batch: 1,
    earlier: [],
    ...changes,
  };
}

export const pass = (changes: Partial<TrialRecord> = {}) => record(changes);
export const fail = (changes: Partial<TrialRecord> = {}) =>
  record({ pass: false, scores: { exact: wrong }, ...changes });
/** A record whose one grader measures and does not decide. */
export const score = (value: number, changes: Partial<TrialRecord> = {}) =>
  record({ pass: null, scores: { exact: measured(value) }, ...changes });
/** A record without an answer. */
export const unanswered = (outcome: Outcome, changes: Partial<TrialRecord> = {}) =>
  record({
    outcome,
    output: null,
    model: null,
    answeredBy: null,
    pass: null,
    scores: {},
    tokens: null,
    cost: 0,
    costUnbatched: 0,
    serviceTier: null,
    ...changes,
  });
export const expired = (changes: Partial<TrialRecord> = {}) => unanswered({ type: 'expired' }, changes);

export function frame(changes: Partial<SummaryFrame> = {}): SummaryFrame {
  return {
    suite: 'suite',
    description: null,
    run: 'run',
    createdAt: '2026-11-20T00:00:00Z',
    mode: 'batch',
    assayVersion: '0.1.0',
    commit: null,
    dataset: { name: 'cases.csv', hash: 'hash', cases: 1 },
    repeat: 1,
    confidence: 0.95,
    instalments: null,
    baseline: 'a',
    pricesDate: '2026-11-09',
    simulatedJudges: false,
    ledger: { settled: 0, committed: 0, due: 0, lost: 0, saved: 0, unpriced: [], lines: [] },
    notices: [],
    graders: ['exact'],
    versions: { exact: 'f00d' },
    gates: [],
    judges: {},
    kept: null,
    variants: ['a', 'b'].map((name) => ({
      name,
      model: 'claude-sonnet-5-5',
      turnaroundSeconds: null,
      simulated: false,
    })),
    ...changes,
  };
}

/** A case's records: by variant, then by repetition. Names of variants are filled in. */
export type CaseRecords = readonly (readonly TrialRecord[])[];

/** @param inputs of the cases; left out: each its own. */
export function summarize(
  cases: readonly CaseRecords[],
  changes: Partial<SummaryFrame> = {},
  inputs: readonly number[] = [],
): Summary {
  const facts = frame(changes);
  const summary = summarizer(facts);
  cases.forEach((records, index) => {
    const input = inputs[index] ?? index;
    summary.addCase({ id: `case-${index}`, input, expected: null, tags: [] }, named(facts, records));
  });
  return summary.finish();
}

function named(facts: SummaryFrame, records: CaseRecords): TrialRecord[] {
  return records.flatMap((own, v) =>
    own.map((one, repetition) => ({ ...one, variant: facts.variants[v]!.name, repetition })),
  );
}

/** One variant's scores: a list of repetitions for each case. */
export type Scores = readonly (readonly number[])[];

export function columnOf(cases: Scores): ScoreColumn {
  const column = new ScoreColumnBuilder();
  for (const own of cases) column.add(meanScore(own));
  return column.finish();
}

/** The comparison of two variants' scores, through the summary as a run makes it. */
export function compare(a: Scores, b: Scores): Comparison {
  const cases = a.map((own, i) => [own.map((value) => score(value)), b[i]!.map((value) => score(value))]);
  return summarize(cases, { repeat: Math.max(1, ...a.map(({ length }) => length)) }).comparisons[0]!;
}

/** Two arms with a 2 × 2 table: both pass, only a, only b, neither. */
export function table(n11: number, n10: number, n01: number, n00: number): [ScoreColumn, ScoreColumn] {
  const of = (...scores: number[]) =>
    columnOf([n11, n10, n01, n00].flatMap((count, i) => Array<number[]>(count).fill([scores[i]!])));
  return [of(1, 1, 0, 0), of(1, 0, 1, 0)];
}

/** Clusters numbered in the order in which they first appear, as a table has them. */
export function numbered(labels: readonly number[]): Uint32Array {
  const names = [...new Set(labels)];
  return Uint32Array.from(labels, (label) => names.indexOf(label));
}

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
