import { describe, expect, it } from 'vitest';
import { runProgress } from '../../src/core/run-progress.ts';
import { applyFact, initialState } from '../../src/core/state.ts';
import type { Fact } from '../../src/model/journal.ts';
import { type Manifest, manifestSchema } from '../../src/model/run.ts';

const AT = '2026-11-20T12:00:00.000Z';
const FILE = { path: 'requests/0001.jsonl', lines: 3, bytes: 1, sha256: '' };
const MANIFEST: Manifest = manifestSchema.parse({
  format: 'assay-run/1',
  id: '20261120-120000-abcdef',
  key: '0123456789',
  createdAt: AT,
  suite: 'small',
  description: null,
  file: null,
  mode: 'batch',
  endpoint: 'https://api.anthropic.com',
  variants: [
    { name: 'a', model: 'claude-haiku-5-5' },
    { name: 'b', model: 'claude-haiku-5-5' },
  ],
  baseline: 'a',
  graders: [],
  repeat: 1,
  dataset: { name: 'x', hash: '', cases: 3 },
  trials: 6,
  planHash: '',
  assayVersion: '0.1.0',
  commit: null,
});

/** A run of three cases and two variants after these facts; of a's trials (0, 2, 4) one fails. */
function progress(...facts: readonly Fact[]) {
  const state = initialState(MANIFEST);
  const entry = (trial: number, outcome: 'succeeded' | 'errored') => ({
    id: { run: MANIFEST.key, trial, thread: 0, turn: 0, attempt: 0, hash: '' },
    outcome,
    transient: false,
    offset: 0,
    length: 1,
  });
  for (const fact of facts) {
    applyFact(state, fact, {
      trials: [0, 2, 4],
      entries: [entry(0, 'succeeded'), entry(2, 'errored'), entry(4, 'succeeded')],
    });
  }
  return runProgress(MANIFEST, state, { simulated: false, isAttended: true });
}

const packed: Fact = {
  type: 'packed',
  at: AT,
  batch: 1,
  variant: 'a',
  purpose: 'answer',
  thread: 0,
  turn: 0,
  attempt: 0,
  requests: FILE,
  estimate: { least: 0.1, most: 0.5 },
};
const sent: Fact[] = [
  packed,
  { type: 'intended', at: AT, batch: 1 },
  { type: 'created', at: AT, batch: 1, id: 'msgbatch_1', createdAt: AT, expiresAt: AT },
];
const received: Fact[] = [
  ...sent,
  {
    type: 'ended',
    at: AT,
    batch: 1,
    endedAt: AT,
    counts: { processing: 0, succeeded: 2, errored: 1, canceled: 0, expired: 0 },
  },
  { type: 'collected', at: AT, batch: 1, results: { ...FILE, path: 'results/0001.jsonl' }, cost: 0.2 },
];

describe('the progress of a run', () => {
  it.each<[string, readonly Fact[], object, object | undefined]>([
    ['nothing is packed', [], { answered: 0, underWay: 3, failed: {} }, undefined],
    [
      'a batch is to be sent',
      [packed],
      { answered: 0, underWay: 3, failed: {} },
      { status: 'packed', most: 0.5 },
    ],
    [
      'it is at work',
      sent,
      { answered: 0, underWay: 3 },
      { status: 'created', id: 'msgbatch_1', createdAt: AT },
    ],
    [
      'it was received',
      received,
      { answered: 2, underWay: 0, failed: { errored: 1 } },
      { status: 'collected', cost: 0.2 },
    ],
  ])('counts each trial once, when %s', (_, facts, thread, batch) => {
    const { threads, batches } = progress(...facts);
    expect(threads[0]).toMatchObject({ variant: 'a', judge: null, asked: 3, held: 0, ...thread });
    expect(threads[1]).toMatchObject({ variant: 'b', asked: 3, answered: 0, underWay: 3, failed: {} });
    for (const { asked, answered, underWay, failed } of threads) {
      expect(answered + underWay + Object.values(failed).reduce((sum, own) => sum + own, 0)).toBe(asked);
    }
    expect(batches).toEqual(batch ? [expect.objectContaining({ number: 1, requests: 3, ...batch })] : []);
  });

  it('has a line for each judge, whatever the number of its opinions, of answers that are there', () => {
    const threads: Fact = {
      type: 'threads',
      at: AT,
      threads: [1, 2].map((thread) => ({
        thread,
        judge: 'jury',
        opinion: thread - 1,
        version: 'v',
        against: null,
        estimate: null,
      })),
    };
    expect(progress(...received, threads).threads[2]).toEqual({
      variant: null,
      judge: 'jury',
      asked: 4,
      answered: 0,
      underWay: 4,
      failed: {},
      held: 0,
    });
  });
});
