import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadModels } from '../../src/load/tables.ts';
import { didYouMean, nearest } from '../../src/model/did-you-mean.ts';
import { canonicalJson, contentId, digest, repeatedId } from '../../src/model/digest.ts';
import { isUserError, messageOf, UserError } from '../../src/model/errors.ts';
import { factSchema } from '../../src/model/journal.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { findModel } from '../../src/model/models.ts';
import { formatRequestId, parseRequestId } from '../../src/model/request.ts';
import { isSimulatedId, textOf } from '../../src/model/result.ts';
import { estimateInputTokens, estimateTokens } from '../../src/model/token-estimate.ts';

describe('did you mean', () => {
  const columns = ['text', 'expected', 'id'];

  it.each([
    ['txet', 'text'],
    ['TEXT', 'text'],
    ['tex', 'text'],
    ['expcted', 'expected'],
    ['expectedd', 'expected'],
    ['exepctde', 'expected'],
  ])('%s: %s', (word, meant) => expect(didYouMean(word, columns)).toBe(`did you mean "${meant}"?`));

  it('names the whole choice when nothing is near', () => {
    expect(didYouMean('customer', columns)).toBe('there are: text, expected, id');
    expect(didYouMean('text', [])).toBe('there are none');
  });

  it('takes the nearest, and of two equally near the first', () => {
    expect(nearest('colour', ['color', 'colours'])).toBe('color');
    expect(nearest('cat', ['cats', 'cat'])).toBe('cat');
  });

  it('finds any word with one letter changed', () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.stringMatching(/^[a-z]$/), (own, at, letter) => {
        const i = at % own.length;
        expect(nearest(own.slice(0, i) + letter + own.slice(i + 1), [own])).toBe(own);
        expect(nearest(own.slice(0, i) + own.slice(i + 1), [own])).toBe(own);
      }),
    );
  });
});

describe('digests', () => {
  it('are SHA-256 of the UTF-8 bytes', () => {
    expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digest('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });

  const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
  /** The same value with the keys of every object the other way around. */
  const reordered = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(reordered);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, own]) => [key, reordered(own)]),
    );
  };

  it('canonical JSON is JSON of the same value, whatever the order of the keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
  });

  it('canonical JSON keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('a content id is the same for the same input, today and always', () => {
    expect(contentId({ text: 'Hi', lang: 'en' })).toBe('case-561cdc8dbd92');
    expect(contentId({ lang: 'en', text: 'Hi' })).toBe(contentId({ text: 'Hi', lang: 'en' }));
    expect(contentId({ text: 'Hi' })).not.toBe(contentId({ text: 'hi' }));
    expect(repeatedId('case-1', 2)).toBe('case-1-2');
  });

  it('a content id survives the way through a file: what JSON leaves out does not count', () => {
    const input = { text: 'Hi', note: undefined } as unknown as JsonValue;
    expect(contentId(input)).toBe(contentId(JSON.parse(JSON.stringify(input))));
    fc.assert(
      fc.property(json, (value) => contentId(JSON.parse(JSON.stringify(value))) === contentId(value)),
    );
  });
});

describe('a custom_id', () => {
  const digits = (max: number) => fc.oneof(fc.nat({ max }), fc.constantFrom(0, max));
  const ids = fc.record({
    run: fc.stringMatching(/^[0-9a-z]{10}$/),
    trial: digits(999_999_999),
    thread: digits(999),
    turn: digits(999),
    attempt: digits(999),
    hash: fc.stringMatching(/^[0-9a-f]{12}$/),
  });

  it('is parsed, never looked up: it says again what it was made of', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(parseRequestId(formatRequestId(id))).toEqual(id);
      }),
    );
  });

  it('is one that the API takes, up to the largest there can be', () => {
    const largest = {
      run: 'zzzzzzzzzz',
      trial: 999_999_999,
      thread: 999,
      turn: 999,
      attempt: 999,
      hash: 'f'.repeat(12),
    };
    expect(formatRequestId(largest)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(ids, (id) => {
        expect(formatRequestId(id)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      }),
    );
  });

  it('tells trials apart', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(formatRequestId(a)).not.toBe(formatRequestId(b));
      }),
    );
  });

  it.each([
    '',
    'request-1',
    'aaaaaaaaaa-1-0-0-0',
    'aaaaaaaaaa-1-0-0-0-0123456789a',
    'aaaaaaaaaa-1-0-0-0-0123456789ab-x',
    'AAAAAAAAAA-1-0-0-0-0123456789ab',
    'aaaaaaaaaa--1-0-0-0-0123456789ab',
    'aaaaaaaaaa-1.5-0-0-0-0123456789ab',
    'aaaaaaaaaa-1-0-0-0-0123456789ab\n',
    ' aaaaaaaaaa-1-0-0-0-0123456789ab',
    'aaaaaaaaaa-1234567890-0-0-0-0123456789ab',
  ])('of somebody else is none of ours: %j', (id) => expect(parseRequestId(id)).toBeUndefined());
});

describe('models', () => {
  const models = loadModels();

  it('are found by their id and by their dated ones', () => {
    expect(findModel(models, 'claude-haiku-4-5-20251001')?.id).toBe('claude-haiku-4-5');
    expect(findModel(models, 'claude-sonnet-5-5')?.displayName).toBe('Claude Sonnet 5.5');
    expect(findModel(models, 'claude-next')).toBeUndefined();
  });

  it('have ids of their own', () => {
    const ids = models.models.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have a default effort that they take', () => {
    for (const { id, efforts, effortDefault } of models.models) {
      if (efforts.length === 0) expect(effortDefault, id).toBeNull();
      else expect(efforts, id).toContain(effortDefault);
    }
  });
});

describe('the journal', () => {
  const at = '2026-11-20T10:00:00.000Z';
  const requests = { path: 'requests/0001.jsonl', lines: 2, bytes: 10, sha256: 'x' };

  it('takes the facts it knows', () => {
    const facts = [
      {
        type: 'packed',
        at,
        batch: 1,
        variant: 'a',
        purpose: 'judge',
        thread: 1,
        turn: 0,
        attempt: 2,
        requests,
        estimate: { least: 0.1, most: 2 },
      },
      { type: 'intended', at, batch: 1 },
      { type: 'created', at, batch: 1, id: 'msgbatch_1', createdAt: at, expiresAt: at },
      { type: 'refused', at, batch: 1, status: 429, message: 'slow down' },
      {
        type: 'ended',
        at,
        batch: 1,
        endedAt: at,
        counts: { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 0 },
      },
      { type: 'collected', at, batch: 1, results: requests, cost: null },
      { type: 'released', at, instalment: 1 },
      { type: 'stopped', at, instalment: 2 },
      { type: 'canceled', at },
      { type: 'canceling', at, batch: 2 },
      { type: 'abandoned', at, batch: 3 },
      { type: 'rerun', at, kinds: ['errored'], variant: 'a', trials: [3] },
    ];
    for (const fact of facts) expect(factSchema.parse(fact)).toEqual(fact);
  });

  it('takes a batch of an older journal for first answers', () => {
    const fact = { type: 'packed', at, batch: 1, variant: 'a', requests, estimate: null };
    expect(factSchema.parse(fact)).toEqual({
      ...fact,
      purpose: 'answer',
      thread: 0,
      turn: 0,
      attempt: 0,
    });
  });

  it.each([
    { type: 'paid', at, batch: 1 },
    { type: 'intended', batch: 1 },
    { type: 'intended', at: 'yesterday', batch: 1 },
    { type: 'intended', at, batch: 0 },
    { type: 'intended', at, batch: 1, note: 'x' },
    { type: 'packed', at, batch: 1, variant: 'a', requests: { ...requests, lines: -1 }, estimate: null },
    { type: 'rerun', at, kinds: ['succeeded'] },
    { type: 'released', at, instalment: 0 },
  ])('takes nothing else: %j', (fact) => expect(factSchema.safeParse(fact).success).toBe(false));
});

describe('errors', () => {
  it('of a user have a hint, and exit with 2 unless told otherwise', () => {
    const error = new UserError('no such suite', 'did you mean "a"?');
    expect(error).toMatchObject({ message: 'no such suite', hint: 'did you mean "a"?', exitCode: 2 });
    expect(new UserError('x', undefined, 4).exitCode).toBe(4);
  });

  it('are told apart by name, also from another copy of the class', () => {
    const copy = Object.assign(new Error('x'), { name: 'UserError' });
    expect([new UserError('x'), copy, new Error('x'), { name: 'UserError' }, null].map(isUserError)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('have a message whatever was thrown', () => {
    expect([new Error('x'), 'text', undefined, null, 5].map(messageOf)).toEqual([
      'x',
      'text',
      'undefined',
      'null',
      '5',
    ]);
  });
});

describe('results', () => {
  it('of the simulator are known by their ids', () => {
    expect(
      ['msg_sim_1', 'msgbatch_sim_1', 'msg_01', 'x_msg_sim_1', 'msgbatch_01'].map(isSimulatedId),
    ).toEqual([true, true, false, false, false]);
  });

  it('without a text block are an empty text', () => expect(textOf({ content: [] })).toBe(''));
});

describe('the estimate of tokens', () => {
  it('is about four characters a token, and 30 % more tokens for the newer tokenizer', () => {
    expect(estimateTokens('x'.repeat(4000), 'classic')).toBe(1000);
    expect(estimateTokens('x'.repeat(4000), 'dense') / 1300).toBeCloseTo(1, 2);
    expect(estimateTokens('', 'dense')).toBe(0);
  });

  it('counts what a model reads, and no other parameter', () => {
    const params = { messages: [{ role: 'user', content: 'x'.repeat(400) }] };
    const alone = estimateInputTokens(params, 'classic');
    expect(
      estimateInputTokens(
        { ...params, model: 'x'.repeat(400), metadata: { user_id: 'x'.repeat(400) } },
        'classic',
      ),
    ).toBe(alone);
    expect(estimateInputTokens({ ...params, system: 'x'.repeat(400) }, 'classic')).toBe(alone + 100);
  });

  it('counts a file by what it is, not by the length of its base64', () => {
    const image = (data: string) => [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
    ];
    expect(estimateTokens(image('x'.repeat(1_000_000)), 'classic')).toBe(
      estimateTokens(image('x'), 'classic'),
    );
  });

  it('never shrinks when text is added', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(estimateTokens(a + b, 'dense')).toBeGreaterThanOrEqual(estimateTokens(a, 'dense'));
      }),
    );
  });
});
