import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseOutput } from '../../src/core/parse-output.ts';
import { recorded } from '../../src/core/variants.ts';
import type { Message } from '../../src/model/result.ts';
import { message } from './builders.ts';

const model = { model: 'claude-haiku-5-5', max_tokens: 64, prompt: 'p' } as const;
const variant = {
  ...model,
  output: z.object({ stars: z.number().max(5), at: z.string().transform(Number) }),
};
const answer = (text: string, changes: Partial<Message> = {}) =>
  message({ content: [{ type: 'text', text, citations: null }], ...changes });

describe('an answer of a variant with an output schema', () => {
  it('is parsed, transforms included', () => {
    expect(parseOutput(variant, answer('{"stars": 4, "at": "7"}'))).toEqual({ parsed: { stars: 4, at: 7 } });
  });

  it.each([
    ['is refused', answer('', { stop_reason: 'refusal' }), /^the answer was refused$/],
    [
      'is cut short',
      answer('{"stars": 4', { stop_reason: 'max_tokens' }),
      /^cut short \(max_tokens\), not JSON: /,
    ],
    ['is empty', answer(' '), /^the answer is empty$/],
    ['is no JSON', answer('four stars'), /^not JSON: /],
    ['is fenced', answer('```json\n{"stars": 4, "at": "7"}\n```'), /^not JSON: /],
    ['lacks a key', answer('{"stars": 4}'), /^at: Invalid input: expected string/],
    ['breaks a bound that the API did not hold', answer('{"stars": 9, "at": "7"}'), /^stars: Too big/],
  ])('is not, where it %s: the reason is told', (_, given, reason) => {
    const { parseError, ...rest } = parseOutput(variant, given);
    expect(parseError).toMatch(reason);
    expect(rest).toEqual({});
  });

  it('is a value also where the schema throws', () => {
    const output = z.string().transform(() => {
      throw new Error('boom');
    });
    expect(parseOutput({ ...model, output }, answer('"x"'))).toEqual({
      parseError: 'the schema threw: boom',
    });
    const later = z.string().refine(async () => true);
    expect(parseOutput({ ...model, output: later }, answer('"x"')).parseError).toMatch(/^the schema threw: /);
  });
});

it('nothing is parsed without a schema, nor of recorded answers', () => {
  expect(parseOutput(model, answer('{}'))).toEqual({});
  expect(parseOutput(recorded('old.jsonl', { output: 'answer' }), answer('{}'))).toEqual({});
  expect(parseOutput(undefined, answer('{}'))).toEqual({});
});
