import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/core/preflight.ts';
import { loadModels } from '../../src/load/tables.ts';
import type { Params } from '../../src/model/request.ts';
import { checkParams, type RuleContext } from '../../src/model/request-rules.ts';

const MODELS = loadModels();
const CONTEXT: RuleContext = { apiVersion: '2026-10-21', endpoint: 'batch', today: '2026-11-20' };

const params = (changes: object = {}): Params => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hi' }],
  ...changes,
});
const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });

/** The second request's fault, after a first that is fine. */
function second(first: Params, changes: object | Params) {
  const check = preflight(MODELS, CONTEXT);
  expect(check(first)).toBeUndefined();
  return check('model' in changes ? (changes as Params) : params(changes));
}

describe('preflight', () => {
  it('lets through what the API takes', () => {
    expect(preflight(MODELS, CONTEXT)(params())).toBeUndefined();
    expect(second(params(), user('Bye'))).toBeUndefined();
  });

  it('says the first fault, as the API words it', () => {
    expect(preflight(MODELS, CONTEXT)(params({ max_tokens: 0 }))).toEqual({
      type: 'invalid_request_error',
      path: 'max_tokens',
      message: 'max_tokens: Input should be greater than or equal to 1',
    });
  });

  it('goes on checking after a fault', () => {
    const check = preflight(MODELS, CONTEXT);
    expect(check(params(user('')))).toBeDefined();
    expect(check(params(user('')))).toBeDefined();
    expect(check(params())).toBeUndefined();
  });

  it('takes a model that it does not know for one that is newer than its table', () => {
    const check = preflight(MODELS, CONTEXT);
    expect(check(params({ model: 'claude-next-6' }))).toBeUndefined();
    expect(check(params({ model: 'claude-next-6', max_tokens: -1 }))).toBeDefined();
  });

  it('does not take a retired model', () => {
    expect(preflight(MODELS, CONTEXT)(params({ model: 'claude-opus-4-1' }))).toMatchObject({
      type: 'not_found_error',
    });
  });

  it.each<[string, object]>([
    ['an empty text', user('')],
    ['a text of white space', user(' \n')],
    ['empty blocks', user([])],
    ['an empty text block', user([{ type: 'text', text: '' }])],
    ['no text at all', user(undefined)],
    ['another role at the end', { messages: [{ role: 'assistant', content: 'Hi' }] }],
    ['no message', { messages: [] }],
    ['another parameter', { max_tokens: 0 }],
    ['one parameter more', { temperature: 0.5 }],
    ['a system prompt that is none', { system: 5 }],
    ['an empty system block', { system: [{ type: 'text', text: '' }] }],
  ])('finds %s in a later request as well', (_, changes) => {
    expect(second(params(), changes)).toBeDefined();
    expect(second(params({ system: 'Be kind.' }), { system: 'Be kind.', ...changes })).toBeDefined();
  });

  it('finds a parameter that a later request lacks', () => {
    const { max_tokens: _, ...without } = params();
    expect(second(params(), without as Params)).toMatchObject({ path: 'max_tokens' });
  });
});

describe('what preflight skips', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '\n\t', 'Hi', '\u00a0', '\u200b'));
  const content = fc.oneof(
    { weight: 4, arbitrary: text },
    fc.array(fc.record({ type: fc.constantFrom('text', 'image', 'nothing'), text }), { maxLength: 2 }),
    fc.constant(undefined),
  );
  const messages = fc.array(fc.record({ role: fc.constantFrom('user', 'assistant', 'system'), content }), {
    maxLength: 3,
  });
  const request = fc.record(
    {
      model: fc.constantFrom('claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-opus-4-1', 'claude-next'),
      max_tokens: fc.constantFrom(0, 100, 1e9),
      messages,
      system: fc.oneof(text, fc.constant([{ type: 'text', text: '' }]), fc.constant(5)),
      temperature: fc.constantFrom(0.5, 1),
      stream: fc.boolean(),
    },
    { requiredKeys: ['model', 'messages'] },
  );

  it('is only what would have been found without fault: it agrees with a full check of every request', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 6 }), (requests) => {
        const check = preflight(MODELS, CONTEXT);
        for (const own of [params(), ...requests, params({ ...requests[0], messages: params().messages })]) {
          const full = checkParams(own, MODELS, CONTEXT).find(
            ({ type }) => type !== 'not_found_error' || (own as Params).model !== 'claude-next',
          );
          expect(check(own as Params)).toEqual(full);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is next to everything of a large run: only texts differ', () => {
    let looks = 0;
    const watched = new Proxy(MODELS, {
      get(target, key) {
        looks++;
        return Reflect.get(target, key);
      },
    });
    const check = preflight(watched, CONTEXT);
    check(params());
    const first = looks;
    for (let i = 0; i < 1000; i++) check(params(user(`text ${i}`)));
    expect(looks).toBe(first);
  });
});
