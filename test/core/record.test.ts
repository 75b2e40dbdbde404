import { describe, expect, it } from 'vitest';
import { addDollars, buildRecord, type CollectedAttempt, messageOfLine } from '../../src/core/record.ts';
import { loadPrices } from '../../src/load/tables.ts';
import { type Message, type ResultLine, textOf } from '../../src/model/result.ts';
import { failed, measured, message, passed, usage, wrong } from './builders.ts';

const PRICES = await loadPrices('/', undefined);
const ROW = { id: 'c1', input: { text: 'Hi' }, expected: 'yes', tags: ['short'] };

type Result = ResultLine['result'];
const line = (result: unknown): ResultLine => ({ custom_id: 'x', result: result as Result });
const succeeded = (changes: Partial<Message> = {}) => line({ type: 'succeeded', message: message(changes) });
const errored = (type: string, text: string) =>
  line({
    type: 'errored',
    error: { type: 'error', error: { type, message: text }, request_id: 'req_1' },
  });

const attempt = (own: ResultLine | null, batch = 1, day = '2026-11-20'): CollectedAttempt => ({
  batch,
  day,
  line: own,
  turn: 0,
  reusedFrom: null,
});

const recordOf = (
  attempts: readonly CollectedAttempt[],
  scores: Parameters<typeof buildRecord>[1] = {},
  mode: 'batch' | 'live' = 'batch',
) =>
  buildRecord(
    { trial: 7, row: ROW, variant: 'a', repetition: 2, mode, attempts, opinions: [] },
    scores,
    PRICES,
  );

const outcome = (own: ResultLine | null) => recordOf([attempt(own)]).outcome;

describe('an answer', () => {
  it('is recorded with its case, its scores, its tokens and its cost', () => {
    expect(recordOf([attempt(succeeded(), 3)], { exact: passed })).toEqual({
      trial: 7,
      case: 'c1',
      tags: ['short'],
      variant: 'a',
      repetition: 2,
      outcome: { type: 'succeeded', stopReason: 'end_turn' },
      output: 'yes',
      model: 'claude-sonnet-5-5',
      answeredBy: 'claude',
      pass: true,
      scores: { exact: passed },
      tokens: { input: 1000, cacheWrite: 0, cacheRead: 0, output: 100 },
      // 1000 × 2 and 100 × 10 a million, halved in a batch.
      cost: expect.closeTo(0.0015, 12),
      costUnbatched: expect.closeTo(0.003, 12),
      cacheSaved: 0,
      serviceTier: 'batch',
      reusedFrom: null,
      judging: 0,
      latencyMs: null,
      turns: 1,
      batch: 3,
      earlier: [],
    });
  });

  it.each([
    'end_turn',
    'max_tokens',
    'stop_sequence',
    'tool_use',
    'pause_turn',
    'model_context_window_exceeded',
  ] as const)('that stopped with %s is an answer, and is seen as such', (stop_reason) => {
    const own = recordOf([attempt(succeeded({ stop_reason }))], { exact: wrong });
    expect(own.outcome).toEqual({ type: 'succeeded', stopReason: stop_reason });
    expect(own.pass).toBe(false);
    expect(own.cost).toBeGreaterThan(0);
  });

  it('that is a refusal says of which kind, where the API does', () => {
    const refusal = (stop_details: unknown) =>
      outcome(succeeded({ stop_reason: 'refusal', stop_details } as Partial<Message>));
    expect(refusal({ type: 'refusal', category: 'cyber', explanation: null })).toEqual({
      type: 'succeeded',
      stopReason: 'refusal',
      refusal: 'cyber',
    });
    for (const details of [{ type: 'refusal', category: null, explanation: null }, null, undefined]) {
      expect(refusal(details)).toEqual({ type: 'succeeded', stopReason: 'refusal' });
    }
  });

  it('is its text blocks, joined: not its first block, which may be thinking', () => {
    const content = [
      { type: 'thinking', thinking: '', signature: 's' },
      { type: 'text', text: 'ye', citations: null },
      { type: 'tool_use', id: 't', name: 'n', input: {} },
      { type: 'text', text: 's', citations: null },
    ] as Message['content'];
    expect(recordOf([attempt(succeeded({ content }))]).output).toBe('yes');
    expect(textOf({ content })).toBe('yes');
  });

  it('without content is an empty text, and no missing one', () => {
    expect(recordOf([attempt(succeeded({ content: [] }))])).toMatchObject({
      output: '',
      outcome: { type: 'succeeded' },
      cost: expect.closeTo(0.0015, 12),
    });
  });

  it.each([
    ['msg_01ABC', 'claude'],
    ['msg_sim_01', 'simulator'],
    ['recorded_c1', 'recorded'],
  ])('with the id %s came from %s', (id, answeredBy) => {
    expect(recordOf([attempt(succeeded({ id }))]).answeredBy).toBe(answeredBy);
  });

  it('of another system has no tokens and no known cost', () => {
    const own = recordOf([attempt(succeeded({ id: 'recorded_c1', model: 'gpt' }))], { exact: passed });
    expect(own).toMatchObject({ pass: true, tokens: null, cost: null, costUnbatched: null });
  });

  it('with a failed score, or with none that decides, is neither pass nor fail', () => {
    expect(recordOf([attempt(succeeded())], { a: passed, b: failed }).pass).toBeNull();
    expect(recordOf([attempt(succeeded())], { a: measured(1) }).pass).toBeNull();
  });

  it('of a live run is priced by what it says of its tier', () => {
    const own = usage({ input_tokens: 1000, output_tokens: 100, service_tier: 'standard' });
    expect(recordOf([attempt(succeeded({ usage: own }))], {}, 'live').cost).toBeCloseTo(0.003, 12);
    expect(
      recordOf([attempt(succeeded({ usage: { ...own, service_tier: null } }))], {}, 'live').cost,
    ).toBeCloseTo(0.003, 12);
  });

  it('counts cache writes and reads among its tokens', () => {
    const own = usage({
      input_tokens: 1,
      cache_creation_input_tokens: 2,
      cache_read_input_tokens: 3,
      output_tokens: 4,
    });
    expect(recordOf([attempt(succeeded({ usage: own }))]).tokens).toEqual({
      input: 1,
      cacheWrite: 2,
      cacheRead: 3,
      output: 4,
    });
  });
});

describe('the latency', () => {
  const timed = (latency_ms: unknown, turn = 0): CollectedAttempt => ({
    ...attempt({ ...succeeded(), latency_ms: latency_ms as number }),
    turn,
  });

  it('is that of the answer, in milliseconds', () => {
    expect(recordOf([timed(820)]).latencyMs).toBe(820);
    expect(recordOf([timed(0)]).latencyMs).toBe(0);
  });

  it('adds up over the turns of a conversation, without what failed between them', () => {
    const refused = { ...attempt(errored('overloaded_error', 'Overloaded')), turn: 1 };
    expect(recordOf([timed(800), refused, timed(300, 1)])).toMatchObject({ latencyMs: 1100, turns: 2 });
  });

  it('is not known where that of one turn is not', () => {
    expect(recordOf([timed(800), { ...attempt(succeeded()), turn: 1 }]).latencyMs).toBeNull();
  });

  it('is not known of a batch, nor where there is no answer', () => {
    expect(recordOf([attempt(succeeded())]).latencyMs).toBeNull();
    expect(recordOf([attempt(null)]).latencyMs).toBeNull();
    expect(recordOf([]).latencyMs).toBeNull();
    expect(recordOf([timed(800), { ...attempt(line({ type: 'expired' })), turn: 1 }]).latencyMs).toBeNull();
  });

  it.each([-5, Number.NaN, '820', null])('is not known where the line says %s', (said) => {
    expect(recordOf([timed(said)]).latencyMs).toBeNull();
  });
});

describe('what is no answer', () => {
  it('errored: the error is nested twice', () => {
    expect(outcome(errored('overloaded_error', 'Overloaded'))).toEqual({
      type: 'errored',
      error: { type: 'overloaded_error', message: 'Overloaded' },
    });
  });

  it('errored in a form that nobody knows is still one trial that errored', () => {
    for (const error of [undefined, null, {}, { type: 'error' }]) {
      expect(outcome(line({ type: 'errored', error }))).toEqual({
        type: 'errored',
        error: { type: 'unknown_error', message: '' },
      });
    }
  });

  it.each(['expired', 'canceled'] as const)('%s', (type) =>
    expect(outcome(line({ type }))).toEqual({ type }),
  );

  it('missing: the results say nothing', () => {
    expect(outcome(null)).toEqual({ type: 'missing' });
  });

  it('canceled: it was never sent', () => {
    expect(recordOf([])).toMatchObject({ outcome: { type: 'canceled' }, batch: null, earlier: [], cost: 0 });
  });

  it.each([errored('api_error', 'x'), line({ type: 'expired' }), line({ type: 'canceled' }), null])(
    'has no output and no scores, and costs nothing',
    (own) => {
      expect(recordOf([attempt(own)])).toMatchObject({
        output: null,
        model: null,
        answeredBy: null,
        pass: null,
        scores: {},
        tokens: null,
        cost: 0,
        costUnbatched: 0,
      });
      expect(messageOfLine(own)).toBeNull();
    },
  );
});

describe('several attempts', () => {
  it('the last one is the outcome, the others stand before it, oldest first', () => {
    const own = recordOf([
      attempt(errored('overloaded_error', 'Overloaded'), 1),
      attempt(null, 2),
      attempt(succeeded(), 4),
    ]);
    expect(own).toMatchObject({ outcome: { type: 'succeeded' }, batch: 4, cost: expect.closeTo(0.0015, 12) });
    expect(own.earlier).toEqual([
      {
        batch: 1,
        outcome: { type: 'errored', error: { type: 'overloaded_error', message: 'Overloaded' } },
        tokens: null,
        cost: 0,
      },
      { batch: 2, outcome: { type: 'missing' }, tokens: null, cost: 0 },
    ]);
  });

  it('all of them cost, each at the prices of its day', () => {
    // Were an answer bought twice, both would be paid for: cache reads of Sonnet 5.5 became cheaper on 10-07.
    const reads = succeeded({ usage: usage({ cache_read_input_tokens: 1_000_000 }) });
    const own = recordOf([attempt(reads, 1, '2026-10-06'), attempt(reads, 2, '2026-10-07')]);
    expect(own.cost).toBeCloseTo(0.1 + 0.05, 12);
    expect(own.costUnbatched).toBeCloseTo(0.2 + 0.1, 12);
  });

  it('one of unknown cost makes the sum unknown', () => {
    const own = recordOf([attempt(succeeded({ model: 'claude-next' }), 1), attempt(succeeded(), 2)]);
    expect([own.cost, own.costUnbatched]).toEqual([null, null]);
    expect(own.earlier[0]?.cost).toBeNull();
    expect(addDollars([1, 2.5])).toBe(3.5);
    expect(addDollars([])).toBe(0);
    expect(addDollars([1, null, 2])).toBeNull();
  });
});
