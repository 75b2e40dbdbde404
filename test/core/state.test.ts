import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/core/decide.ts';
import { heldCost } from '../../src/core/held-cost.ts';
import { ledgerOf } from '../../src/core/ledger.ts';
import { isHeld, nextInstalment } from '../../src/core/releases.ts';
import {
  answersOf,
  applyFact,
  batchOf,
  initialState,
  type ResultEntry,
  type RunShape,
  type RunState,
  selectRetry,
} from '../../src/core/state.ts';
import * as threads from '../../src/core/thread-state.ts';
import { variantOf } from '../../src/core/trial-order.ts';
import type { Fact, FactOf } from '../../src/model/journal.ts';
import type { OutcomeType } from '../../src/model/record.ts';
import type { RequestId } from '../../src/model/request.ts';

const AT = '2026-11-20T10:00:00Z';
const file = (path: string) => ({ path, lines: 1, bytes: 10, sha256: 'x' });

const packed = (batch: number, variant: string): Fact => ({
  type: 'packed',
  at: AT,
  batch,
  variant,
  purpose: 'answer',
  thread: 0,
  turn: 0,
  attempt: 0,
  requests: file(`requests/${batch}.jsonl`),
  estimate: null,
});
const intended = (batch: number): Fact => ({ type: 'intended', at: AT, batch });
const created = (batch: number): Fact => ({
  type: 'created',
  at: AT,
  batch,
  id: `msgbatch_${batch}`,
  createdAt: '2026-11-20T10:00:01Z',
  expiresAt: '2026-11-21T10:00:01Z',
});
const refused = (batch: number): Fact => ({
  type: 'refused',
  at: AT,
  batch,
  status: 429,
  message: 'slow down',
});
const counts = { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 0 };
const ended = (batch: number): Fact => ({
  type: 'ended',
  at: AT,
  batch,
  endedAt: '2026-11-20T11:00:00Z',
  counts,
});
const collected = (batch: number): Fact => ({
  type: 'collected',
  at: AT,
  batch,
  results: file(`results/${batch}.jsonl`),
  cost: 0,
});
const abandoned = (batch: number): Fact => ({ type: 'abandoned', at: AT, batch });
const audited = (batch: number): Fact => ({ type: 'audited', at: AT, batch, duplicates: [], unsure: [] });
const canceled: Fact = { type: 'canceled', at: AT };
const canceling = (batch: number): Fact => ({ type: 'canceling', at: AT, batch });
const rerun = (...kinds: FactOf<'rerun'>['kinds']): Fact => ({ type: 'rerun', at: AT, kinds });

const statusOf = (state: RunState, trial: number) => threads.statusOf(answersOf(state), trial);
/** Where the results of a trial's attempts stand. */
const attemptsOf = (state: RunState, trial: number) =>
  threads.attemptsOf(answersOf(state), trial).map(({ turn: _, ...place }) => place);

const id = (trial: number, attempt = 0): RequestId => ({
  run: 'aaaaaaaaaa',
  trial,
  thread: 0,
  turn: 0,
  attempt,
  hash: '0123456789ab',
});
const entry = (trial: number, outcome: OutcomeType = 'succeeded', attempt = 0): ResultEntry => ({
  id: id(trial, attempt),
  outcome,
  transient: outcome === 'expired',
  offset: 1000 + trial,
  length: 100 + trial,
});

const shapeOf = (names: string[], repeat: number, trials: number, retries = 0): RunShape => ({
  variants: names.map((name) => ({ name, model: 'claude-haiku-5-5', converses: false })),
  baseline: names[0]!,
  repeat,
  trials,
  retries,
  instalments: null,
});
const begin = (...shape: Parameters<typeof shapeOf>) => initialState(shapeOf(...shape));

/** Two cases, two variants: trials 0 and 2 are a's, 1 and 3 are b's. */
const fresh = () => begin(['a', 'b'], 1, 4);

/** A batch of these trials, sent, ended and collected. */
function through(state: RunState, batch: number, trials: number[], entries: ResultEntry[]): void {
  applyFact(state, packed(batch, 'ab'[variantOf(state.order, trials[0]!)]!), { trials });
  for (const fact of [intended(batch), created(batch), ended(batch)]) applyFact(state, fact);
  applyFact(state, collected(batch), { entries });
}

const statuses = (state: RunState) =>
  Array.from({ length: state.trials }, (_, trial) => statusOf(state, trial));
const actions = (state: RunState) =>
  decide(state).map((action) =>
    'variant' in action ? `${action.do} ${action.variant}` : `${action.do} ${action.batch.number}`,
  );

describe('a run that has just begun', () => {
  it('has all trials due', () => {
    expect(statuses(fresh())).toEqual(['due', 'due', 'due', 'due']);
    expect(answersOf(fresh()).due).toEqual([2, 2]);
    expect(actions(fresh())).toEqual(['pack 0', 'pack 1']);
    expect(attemptsOf(fresh(), 0)).toEqual([]);
  });

  it('without trials has nothing to do', () => {
    expect(decide(begin(['a'], 1, 0))).toEqual([]);
  });
});

describe('what failed in passing', () => {
  const retry: Fact = { type: 'retry', at: AT, variant: 'a', thread: 0 };
  const failing = (retries: number) => {
    const state = begin(['a'], 1, 3, retries);
    through(state, 1, [0, 1, 2], [entry(0), entry(1, 'expired'), entry(2, 'errored')]);
    return state;
  };

  it('is due again by itself; an answer and a permanent error are not', () => {
    const state = failing(2);
    expect(actions(state)).toEqual(['retry 0']);
    applyFact(state, retry);
    expect(statuses(state)).toEqual(['succeeded', 'due', 'errored']);
    expect(attemptsOf(state, 1)).toEqual([{ batch: 1, offset: 1001, length: 101 }]);
  });

  it('so is a result that never came', () => {
    const state = begin(['a'], 1, 1, 1);
    through(state, 1, [0], []);
    expect(statuses(state)).toEqual(['missing']);
    expect(actions(state)).toEqual(['retry 0']);
  });

  it('is sent again so often, and no more', () => {
    const state = failing(2);
    for (const batch of [2, 3]) {
      applyFact(state, retry);
      through(state, batch, [1], [entry(1, 'expired', batch - 1)]);
    }
    expect(actions(state)).toEqual([]);
    expect(attemptsOf(state, 1)).toHaveLength(3);
  });

  it('waits until all that was sent for its variant has come back', () => {
    const state = begin(['a'], 1, 2, 1);
    applyFact(state, packed(1, 'a'), { trials: [0] });
    applyFact(state, packed(2, 'a'), { trials: [1] });
    for (const batch of [1, 2]) for (const fact of [intended(batch), created(batch)]) applyFact(state, fact);
    applyFact(state, ended(1));
    applyFact(state, collected(1), { entries: [entry(0, 'expired')] });
    expect(actions(state)).toEqual(['poll 2']);
  });

  it('of recorded answers is never asked again: nothing would be different', () => {
    const state = initialState({
      variants: [{ name: 'a', model: null, converses: false }],
      baseline: 'a',
      repeat: 1,
      trials: 1,
      retries: 2,
      instalments: null,
    });
    through(state, 1, [0], []);
    expect(actions(state)).toEqual([]);
  });

  it('is left alone once the run is canceled', () => {
    const state = failing(2);
    applyFact(state, canceled);
    expect(actions(state)).toEqual([]);
  });
});

describe('a request that primes the cache', () => {
  const primed = () => {
    const state = begin(['a'], 1, 3);
    applyFact(state, { ...packed(1, 'a'), purpose: 'prime' } as Fact, { trials: [0] });
    applyFact(state, packed(2, 'a'), { trials: [1, 2] });
    return state;
  };

  it('is sent first, and the rest when it has come back', () => {
    const state = primed();
    expect(actions(state)).toEqual(['submit 1']);
    applyFact(state, intended(1));
    expect(actions(state)).toEqual(['settle 1']);
    applyFact(state, created(1));
    expect(actions(state)).toEqual(['poll 1']);
    applyFact(state, ended(1));
    expect(actions(state)).toEqual(['collect 1', 'submit 2']);
  });

  it('holds up nobody once the run is canceled', () => {
    const state = primed();
    applyFact(state, canceled);
    expect(actions(state)).toEqual([]);
    expect(statuses(state)).toEqual(['canceled', 'canceled', 'canceled']);
  });
});

describe('answers of an earlier run', () => {
  it('are there at once, and nothing is sent', () => {
    const state = begin(['a'], 1, 2);
    const fact: Fact = {
      type: 'reused',
      at: AT,
      batch: 1,
      variant: 'a',
      run: 'run-1',
      id: 'msgbatch_old',
      createdAt: AT,
      requests: file('requests/1.jsonl'),
      results: file('results/1.jsonl'),
      saved: 0.5,
    };
    applyFact(state, fact, { trials: [0], entries: [entry(0)] });
    expect(statuses(state)).toEqual(['succeeded', 'due']);
    expect(actions(state)).toEqual(['pack 0']);
    expect(batchOf(state, 1)).toMatchObject({ reusedFrom: 'run-1', id: 'msgbatch_old', cost: 0.5 });
  });
});

/** Two variants, one repetition and one that confirms; cases 0 to 3 are in the shares 2, 0, 1 and 3. */
const inInstalments = (looks: 1 | 4, confirm: boolean) => {
  const [repeat, cases] = [confirm ? 2 : 1, 4];
  const shape = {
    ...shapeOf(['a', 'b'], repeat, cases * 2 * repeat),
    instalments: { looks, confirm, seed: 'x', most: [8, 16] },
  };
  const shares = looks === 1 ? null : Uint8Array.of(2, 0, 1, 3);
  return initialState(shape, { order: { variants: 2, repeat }, looks, confirm, shares });
};
const released = (instalment: number): Fact => ({ type: 'released', at: AT, instalment });
const stopped = (instalment: number): Fact => ({ type: 'stopped', at: AT, instalment });
const due = (state: RunState) =>
  statuses(state).flatMap((status, trial) => (status === 'due' ? [trial] : []));
const next = ({ releases }: RunState) => nextInstalment(releases);

describe('a run in instalments', () => {
  it('has the first share due, and nothing else until it is released', () => {
    const state = inInstalments(4, false);
    expect(due(state)).toEqual([2, 3]);
    expect(statuses(state).filter((status) => status === 'idle')).toHaveLength(6);
    expect(answersOf(state).due).toEqual([1, 1]);
    applyFact(state, released(1));
    expect(due(state)).toEqual([2, 3, 4, 5]);
    applyFact(state, released(2));
    expect(due(state)).toEqual([0, 1, 2, 3, 4, 5]);
    applyFact(state, released(3));
    expect(due(state)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('is looked at before each share, and not after the last', () => {
    const state = inInstalments(4, false);
    const asked = [next(state)];
    for (const instalment of [1, 2, 3]) {
      applyFact(state, released(instalment));
      asked.push(next(state));
    }
    expect(asked).toEqual([1, 2, 3, null]);
  });

  it('is not looked at again once a share was not needed', () => {
    const state = inInstalments(4, false);
    applyFact(state, released(1));
    applyFact(state, stopped(2));
    expect(next(state)).toBeNull();
    expect(due(state)).toEqual([2, 3, 4, 5]);
  });

  it('holds the last repetition back until a failure is to be confirmed', () => {
    const state = inInstalments(1, true);
    expect(due(state)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
    expect(next(state)).toBe(1);
    applyFact(state, released(1));
    expect(due(state)).toHaveLength(16);
    expect(next(state)).toBeNull();
  });

  it('confirms on the cases that were bought, whether all of them were or not', () => {
    const early = inInstalments(4, true);
    expect(due(early)).toEqual([4, 6]);
    applyFact(early, stopped(1));
    expect(next(early)).toBe(4);
    applyFact(early, released(4));
    expect(due(early)).toEqual([4, 5, 6, 7]);
    expect(next(early)).toBeNull();

    const late = inInstalments(4, true);
    for (const instalment of [1, 2, 3]) applyFact(late, released(instalment));
    expect(due(late)).toHaveLength(8);
    expect(next(late)).toBe(4);
    applyFact(late, stopped(4));
    expect(next(late)).toBeNull();
  });

  it('releases nothing once it is canceled, and a rerun leaves it so', () => {
    const state = inInstalments(4, true);
    applyFact(state, canceled);
    expect(next(state)).toBeNull();
    expect(statuses(state).filter((status) => status === 'canceled')).toHaveLength(2);
    expect(statuses(state).filter((status) => status === 'idle')).toHaveLength(14);
    applyFact(state, rerun('canceled'));
    expect(due(state)).toEqual([4, 6]);
    expect(next(state)).toBeNull();
  });

  it('is looked at again after a rerun, since that may have changed what was seen', () => {
    const state = inInstalments(4, false);
    applyFact(state, released(1));
    applyFact(state, stopped(2));
    through(state, 1, [2, 4], [entry(2), entry(4, 'errored')]);
    applyFact(state, rerun('errored'));
    expect(due(state)).toEqual([3, 4, 5]);
    expect(next(state)).toBe(2);
  });

  it('has no opinion asked about what is held back, though an earlier run answered it', () => {
    const state = inInstalments(4, false);
    const judge = { thread: 1, judge: 'j', opinion: 0, version: 'v', against: null, estimate: null };
    applyFact(state, { type: 'threads', at: AT, threads: [judge] });
    const reused: Fact = {
      type: 'reused',
      at: AT,
      batch: 1,
      variant: 'a',
      run: 'earlier',
      id: 'msgbatch_1',
      createdAt: AT,
      requests: file('requests/1.jsonl'),
      results: file('results/1.jsonl'),
      saved: 1,
    };
    applyFact(state, reused, { trials: [2, 4], entries: [entry(2), entry(4)] });
    const asked = () =>
      [...state.threads[1]!.status.keys()].filter((t) => threads.hasStatus(state.threads[1]!, t, 'due'));
    expect(asked()).toEqual([2]);
    expect(heldCost(state).unpriced).toEqual(['j']);
    applyFact(state, released(1));
    expect(asked()).toEqual([2, 4]);
    expect(due(state)).toEqual([3, 5]);
  });

  it('may still cost what is held back, and what is not packed yet, until that is not needed', () => {
    // Four answers of a may cost 8 dollars, four of b 16.
    const state = inInstalments(4, false);
    expect(heldCost(state)).toEqual({ most: 24, unpriced: [] });
    applyFact(state, packed(1, 'a'), { trials: [2] });
    expect(heldCost(state).most).toBe(22);
    applyFact(state, packed(2, 'b'), { trials: [3] });
    expect(heldCost(state).most).toBe(18);
    applyFact(state, stopped(1));
    expect(heldCost(state).most).toBe(0);
  });

  it('may still cost one more repetition of the cases that were bought', () => {
    // Four answers of a and of b, and as many that confirm.
    const state = inInstalments(4, true);
    applyFact(state, stopped(1));
    expect(heldCost(state).most).toBe(2 + 4);
    applyFact(state, packed(1, 'a'), { trials: [4] });
    applyFact(state, packed(2, 'b'), { trials: [6] });
    expect(heldCost(state).most).toBe(1 + 2);
    applyFact(state, stopped(4));
    expect(heldCost(state).most).toBe(0);
  });

  it('has the instalments that its manifest says', () => {
    expect(() => applyFact(inInstalments(4, false), released(4))).toThrow('instalment 4');
    expect(() => applyFact(fresh(), released(1))).toThrow('instalment 1');
  });
});

describe('a batch that was abandoned and sent again', () => {
  const doubtful = () => {
    const state = begin(['a'], 1, 1);
    applyFact(state, packed(1, 'a'), { trials: [0] });
    for (const fact of [intended(1), abandoned(1), intended(1), created(1), ended(1)]) applyFact(state, fact);
    applyFact(state, collected(1), { entries: [entry(0)] });
    return state;
  };

  it('is looked for once more when its answers are there', () => {
    const state = doubtful();
    expect(actions(state)).toEqual(['audit 1']);
    applyFact(state, audited(1));
    expect(actions(state)).toEqual([]);
    expect(state.notices).toEqual([]);
  });

  it('is said to have been bought twice where it turns up', () => {
    const state = doubtful();
    applyFact(state, {
      ...audited(1),
      duplicates: [{ id: 'msgbatch_twin', requests: 1, cost: 0.25 }],
      unsure: ['msgbatch_other'],
    } as Fact);
    expect(state.notices).toEqual([
      'batch 1 was bought twice: msgbatch_twin turned out to be the same one',
      expect.stringMatching(
        /^batch 1 was sent twice, and msgbatch_other, of the same size, is still at work/,
      ),
    ]);
    expect(ledgerOf(state)).toMatchObject({ lost: 0.25 });
  });
});

describe('each fact', () => {
  it('packed: its trials are due no more, its batch is to be sent', () => {
    const state = fresh();
    applyFact(state, packed(1, 'a'), { trials: [0, 2] });
    expect(statuses(state)).toEqual(['packed', 'due', 'packed', 'due']);
    expect(answersOf(state).due).toEqual([0, 2]);
    expect(actions(state)).toEqual(['submit 1', 'pack 1']);
    expect(batchOf(state, 1)).toMatchObject({ variant: 'a', requests: file('requests/1.jsonl'), id: null });
  });

  it('intended: nobody knows yet what became of it', () => {
    const state = fresh();
    applyFact(state, packed(1, 'a'), { trials: [0] });
    applyFact(state, intended(1));
    expect(actions(state)).toContain('settle 1');
    expect(batchOf(state, 1).intendedAt).toBe(AT);
  });

  it.each([refused(1), { type: 'abandoned', at: AT, batch: 1 } as Fact])(
    '$type: it may be sent again',
    (fact) => {
      const state = fresh();
      applyFact(state, packed(1, 'a'), { trials: [0] });
      applyFact(state, intended(1));
      applyFact(state, fact);
      expect(actions(state)).toContain('submit 1');
      expect(statusOf(state, 0)).toBe('packed');
    },
  );

  it('created: it is to be asked after', () => {
    const state = fresh();
    applyFact(state, packed(1, 'a'), { trials: [0] });
    for (const fact of [intended(1), created(1)]) applyFact(state, fact);
    expect(actions(state)).toContain('poll 1');
    expect(batchOf(state, 1)).toMatchObject({ id: 'msgbatch_1', createdAt: '2026-11-20T10:00:01Z' });
  });

  it('ended: its results are to be fetched', () => {
    const state = fresh();
    applyFact(state, packed(1, 'a'), { trials: [0] });
    for (const fact of [intended(1), created(1), ended(1)]) applyFact(state, fact);
    expect(actions(state)).toContain('collect 1');
    expect(batchOf(state, 1)).toMatchObject({ endedAt: '2026-11-20T11:00:00Z', counts });
  });

  it.each(['succeeded', 'errored', 'expired', 'canceled'] as const)(
    'collected: a trial has %s',
    (outcome) => {
      const state = fresh();
      through(state, 1, [0, 2], [entry(0, outcome), entry(2)]);
      expect(statuses(state)).toEqual([outcome, 'due', 'succeeded', 'due']);
      expect(attemptsOf(state, 0)).toEqual([{ batch: 1, offset: 1000, length: 100 }]);
      expect(batchOf(state, 1)).toMatchObject({ status: 'collected', results: file('results/1.jsonl') });
      expect(actions(state)).toEqual(['pack 1']);
      expect(state.notices).toEqual([]);
    },
  );

  it('canceled: what is not sent never is, and may be rerun', () => {
    const state = fresh();
    applyFact(state, packed(1, 'a'), { trials: [0, 2] });
    applyFact(state, canceled);
    expect(statuses(state)).toEqual(['canceled', 'canceled', 'canceled', 'canceled']);
    expect(batchOf(state, 1).status).toBe('withdrawn');
    expect(actions(state)).toEqual([]);
    applyFact(state, rerun('canceled'));
    expect(actions(state)).toEqual(['pack 0', 'pack 1']);
    expect(attemptsOf(state, 0)).toEqual([{ batch: 1, offset: 0, length: 0 }]);
  });

  it('canceled: what is at work is canceled once, an interrupted batch when it has been found', () => {
    const state = fresh();
    for (const number of [1, 2, 3]) {
      applyFact(state, packed(number, 'a'), { trials: [number - 1] });
      applyFact(state, intended(number));
    }
    applyFact(state, created(1));
    applyFact(state, canceled);
    expect(actions(state)).toEqual(['cancel 1', 'settle 2', 'settle 3']);
    applyFact(state, canceling(1));
    applyFact(state, created(2));
    applyFact(state, refused(3));
    expect(actions(state)).toEqual(['poll 1', 'cancel 2']);
    expect(batchOf(state, 3).status).toBe('withdrawn');
  });

  it('canceled: a rerun that was due is forgotten, and the attempt before it stands', () => {
    const state = fresh();
    through(state, 1, [0, 2], [entry(0, 'errored'), entry(2, 'succeeded')]);
    applyFact(state, rerun('errored'));
    expect(statuses(state)[0]).toBe('due');
    applyFact(state, canceled);
    expect(statuses(state)[0]).toBe('errored');
    expect(attemptsOf(state, 0)).toEqual([{ batch: 1, offset: 1000, length: 100 }]);
    expect(actions(state)).toEqual([]);
  });

  it('rerun of a variant, or of some trials, leaves all others as they are', () => {
    const errored = () => {
      const state = fresh();
      through(state, 1, [0, 2], [entry(0, 'errored'), entry(2, 'errored')]);
      through(state, 2, [1, 3], [entry(1, 'errored'), entry(3)]);
      return state;
    };
    const rerunning = (fact: object) => {
      const state = errored();
      applyFact(state, { ...rerun('errored'), ...fact } as Fact);
      return statuses(state);
    };
    expect(rerunning({ variant: 'b' })).toEqual(['errored', 'due', 'errored', 'succeeded']);
    expect(rerunning({ trials: [2, 3] })).toEqual(['errored', 'errored', 'due', 'succeeded']);
    expect(rerunning({ variant: 'a', trials: [1, 2] })).toEqual(['errored', 'errored', 'due', 'succeeded']);
    expect(rerunning({ trials: [] })).toEqual(['errored', 'errored', 'errored', 'succeeded']);
  });

  it('rerun: what is of these kinds is due again, as the next attempt', () => {
    const state = fresh();
    through(state, 1, [0, 2], [entry(0, 'errored'), entry(2)]);
    through(state, 2, [1, 3], [entry(1, 'expired'), entry(3)]);
    applyFact(state, rerun('errored'));
    expect(statuses(state)).toEqual(['due', 'expired', 'succeeded', 'succeeded']);
    expect(answersOf(state).due).toEqual([1, 0]);
    expect([...answersOf(state).attempt]).toEqual([1, 0, 0, 0]);
    expect(attemptsOf(state, 0)).toEqual([{ batch: 1, offset: 1000, length: 100 }]);
    expect(actions(state)).toEqual(['pack 0']);

    through(state, 3, [0], [entry(0, 'succeeded', 1)]);
    expect(attemptsOf(state, 0)).toEqual([
      { batch: 1, offset: 1000, length: 100 },
      { batch: 3, offset: 1000, length: 100 },
    ]);
    expect(decide(state)).toEqual([]);
  });
});

describe('results', () => {
  it('are found in any order', () => {
    const state = begin(['a'], 1, 3);
    through(state, 1, [0, 1, 2], [entry(2, 'errored'), entry(0), entry(1, 'canceled')]);
    expect(statuses(state)).toEqual(['succeeded', 'canceled', 'errored']);
  });

  it('that are not there are missing, and say so by a length of 0', () => {
    const state = begin(['a'], 1, 3);
    through(state, 1, [0, 1, 2], [entry(1)]);
    expect(statuses(state)).toEqual(['missing', 'succeeded', 'missing']);
    expect(attemptsOf(state, 0)).toEqual([{ batch: 1, offset: 0, length: 0 }]);
  });

  it('that come twice count once, the first of them, with a notice', () => {
    const state = begin(['a'], 1, 1);
    through(state, 1, [0], [entry(0, 'errored'), { ...entry(0), offset: 5 }]);
    expect(statuses(state)).toEqual(['errored']);
    expect(attemptsOf(state, 0)[0]?.offset).toBe(1000);
    expect(state.notices).toEqual(['batch 1: 1 results came twice; the first counts']);
  });

  it.each<[string, ResultEntry]>([
    ['without an id of ours', { ...entry(0), id: undefined }],
    ['that is no result', { ...entry(0), outcome: undefined }],
    ['of a type that nobody knows', { ...entry(0), outcome: 'paused' as OutcomeType }],
    ['of a type that only we use', { ...entry(0), outcome: 'due' as OutcomeType }],
    ["of another batch's trial", entry(1)],
    ['of a trial beyond the plan', entry(99)],
    ['of an attempt that was not made', entry(0, 'succeeded', 1)],
  ])('%s are a notice and harm no other', (_, stranger) => {
    const state = fresh();
    applyFact(state, packed(1, 'b'), { trials: [1, 3] });
    through(state, 2, [0, 2], [stranger, entry(2)]);
    expect(statuses(state)).toEqual(['missing', 'packed', 'succeeded', 'packed']);
    expect(state.notices).toEqual(['batch 2: 1 result lines that nobody asked for']);
  });

  it('of an earlier attempt are not taken for the last one', () => {
    const state = begin(['a'], 1, 1);
    through(state, 1, [0], [entry(0, 'expired')]);
    applyFact(state, rerun('expired'));
    through(state, 2, [0], [entry(0, 'succeeded', 0)]);
    expect(statuses(state)).toEqual(['missing']);
    expect(attemptsOf(state, 0)).toEqual([
      { batch: 1, offset: 1000, length: 100 },
      { batch: 2, offset: 1000, length: 0 },
    ]);
  });
});

describe('a journal that cannot be true', () => {
  it('stops where a batch is skipped', () => {
    expect(() => applyFact(fresh(), packed(2, 'a'), { trials: [] })).toThrow('skips to batch 2');
  });

  it.each([intended(1), created(1), refused(1), ended(1), collected(1)])(
    'stops where $type comes before packed',
    (fact) => expect(() => applyFact(fresh(), fact)).toThrow('batch 1 before it was packed'),
  );
});

describe('any history', () => {
  const OUTCOMES: OutcomeType[] = ['succeeded', 'errored', 'expired', 'canceled'];
  const KINDS: FactOf<'rerun'>['kinds'] = ['errored', 'expired', 'canceled', 'missing'];

  interface Step {
    readonly fact: Fact;
    readonly details?: Parameters<typeof applyFact>[2];
  }

  /** Plays whatever a run may do next, chosen by numbers, and returns what it wrote down. */
  function play(state: RunState, choices: readonly number[]): Step[] {
    const steps: Step[] = [];
    const take = (step: Step) => {
      steps.push(step);
      applyFact(state, step.fact, step.details);
    };
    for (const choice of choices) {
      const due = decide(state);
      const instalment = next(state);
      if (due.length === 0 && instalment !== null) {
        take({ fact: (choice % 3 ? released : stopped)(instalment) });
        continue;
      }
      if (due.length === 0) {
        take({ fact: rerun(...KINDS.filter((_, i) => (choice >> i) & 1)) });
        continue;
      }
      const action = due[choice % due.length]!;
      if (action.do === 'pack') {
        const own = Array.from({ length: state.trials }, (_, trial) => trial).filter(
          (trial) => statusOf(state, trial) === 'due' && variantOf(state.order, trial) === action.variant,
        );
        const trials = own.slice(0, 1 + (choice % own.length));
        take({
          fact: packed(state.batches.length + 1, state.variants[action.variant]!),
          details: { trials },
        });
        continue;
      }
      if (action.do === 'retry') {
        take({ fact: { type: 'retry', at: AT, variant: state.variants[action.variant]!, thread: 0 } });
        continue;
      }
      const { number } = action.batch;
      if (action.do === 'audit') take({ fact: audited(number) });
      if (choice % 31 === 0) take({ fact: canceled });
      else if (action.do === 'submit') take({ fact: intended(number) });
      if (state.canceled) {
        if (action.do === 'cancel') take({ fact: canceling(number) });
        if (action.do === 'settle') take({ fact: created(number) });
        continue;
      }
      if (action.do === 'settle') take({ fact: [refused, created, abandoned][choice % 3]!(number) });
      if (action.do === 'poll') take({ fact: ended(number) });
      if (action.do === 'collect') {
        const trials = Array.from({ length: state.trials }, (_, trial) => trial);
        const entries = trials
          .filter((trial) => (choice >> (trial % 8)) & 1)
          .map((trial) =>
            entry(
              trial,
              OUTCOMES[(choice + trial) % 4]!,
              answersOf(state).attempt[trial]! - (choice % 7 === 0 ? 1 : 0),
            ),
          )
          .flatMap((own) => (choice % 5 === 0 ? [own, own] : [own]));
        take({ fact: collected(number), details: { entries: choice % 2 ? entries : entries.reverse() } });
      }
    }
    return steps;
  }

  const histories = fc.record({
    variants: fc.integer({ min: 1, max: 3 }),
    repeat: fc.integer({ min: 1, max: 2 }),
    cases: fc.integer({ min: 0, max: 5 }),
    retries: fc.integer({ min: 0, max: 2 }),
    held: fc.option(fc.record({ looks: fc.constantFrom(1, 4), confirm: fc.boolean() })),
    choices: fc.array(fc.nat({ max: 10_000 }), { maxLength: 80 }),
  });

  type Shape = typeof histories extends fc.Arbitrary<infer T> ? T : never;
  const beginAs = ({ variants, repeat: bought, cases, retries, held }: Shape) => {
    const repeat = bought + Number(held?.confirm ?? false);
    const shape = shapeOf(['a', 'b', 'c'].slice(0, variants), repeat, variants * repeat * cases, retries);
    if (!held) return initialState(shape);
    const most = shape.variants.map(() => 1);
    const shares = held.looks === 1 ? null : Uint8Array.from({ length: cases }, (_, i) => (i * 3) % 4);
    return initialState(
      { ...shape, instalments: { ...held, looks: held.looks === 1 ? 1 : 4, seed: '', most } },
      { order: { variants, repeat }, ...held, shares },
    );
  };

  it('keeps its counters: due trials by variant, and statuses that add up', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = beginAs(history);
        play(state, history.choices);
        const recounted = state.variants.map(
          (_, variant) =>
            statuses(state).filter(
              (status, trial) => status === 'due' && variantOf(state.order, trial) === variant,
            ).length,
        );
        expect(answersOf(state).due).toEqual(recounted);
        const total = Object.values(threads.countStatuses(answersOf(state))).reduce(
          (sum, count) => sum + count,
          0,
        );
        expect(total).toBe(state.trials);
      }),
    );
  });

  it('has nothing due exactly when every trial is settled and every batch collected', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = beginAs(history);
        play(state, history.choices);
        const { due, packed: open } = threads.countStatuses(answersOf(state));
        const settled =
          due === 0 &&
          open === 0 &&
          state.batches.every(
            ({ status, doubtfulSince }) =>
              status === 'withdrawn' || (status === 'collected' && doubtfulSince === null),
          ) &&
          state.variants.every((_, variant) => selectRetry(state, answersOf(state), variant).next().done);
        expect(decide(state).length === 0).toBe(settled);
      }),
    );
  });

  it('never sends an answer again, and keeps every attempt', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = beginAs(history);
        const answered = new Set<number>();
        for (const choice of history.choices) {
          play(state, [choice]);
          statuses(state).forEach((status, trial) => {
            if (answered.has(trial)) expect(status).toBe('succeeded');
            if (status === 'succeeded') answered.add(trial);
            const tries = attemptsOf(state, trial).length;
            const underWay = status === 'due' || answersOf(state).batch[trial] === 0;
            expect(tries).toBe(answersOf(state).attempt[trial]! + (underWay ? 0 : 1));
          });
        }
      }),
    );
  });

  it('packs nothing of what is held back, and has all of it due once it is released', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = beginAs(history);
        for (const choice of history.choices) {
          play(state, [choice]);
          const held = statuses(state).filter((_, trial) => isHeld(state.releases, trial));
          expect(held.every((status) => status === 'idle')).toBe(true);
          expect(statuses(state).filter((status) => status === 'idle')).toEqual(held);
        }
      }),
    );
  });

  it('is told by its facts: played again they give an equal state', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = beginAs(history);
        const steps = play(state, history.choices);
        const again = beginAs(history);
        for (const { fact, details } of steps) applyFact(again, fact, details);
        expect(again).toEqual(state);
      }),
    );
  });
});
