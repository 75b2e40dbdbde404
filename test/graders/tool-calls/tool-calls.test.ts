import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ToolCallsExpected, type ToolCallsOptions, toolCalls } from '../../../src/graders/tool-calls.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader } from '../../../src/model/grader.ts';
import type { Message } from '../../../src/model/result.ts';
import { answered, outcomeOf } from '../sample.ts';
import { cases } from './cases.ts';

function calling(made: readonly (readonly [name: string, input?: unknown])[], expected: unknown = null) {
  const blocks = made.map(([name, input = {}], index) => ({
    type: 'tool_use',
    id: `toolu_${index}`,
    name,
    input,
  }));
  const text = { type: 'text', text: 'I look that up.', citations: null };
  return answered({ content: [text, ...blocks] as Message['content'], stop_reason: 'tool_use' }, expected);
}

function reasonOf(grader: Grader, ...made: (readonly [name: string, input?: unknown])[]): unknown {
  return (grader.grade(calling(made)) as { reason: string }).reason;
}

describe('toolCalls', () => {
  test.each(cases)('$why: $verdict', ({ options, calls, made, verdict }) => {
    expect(outcomeOf(toolCalls({ ...options, calls }), calling(made))).toBe(verdict);
    if (calls === 'any') return;
    expect(outcomeOf(toolCalls(options) as Grader, calling(made, calls))).toBe(verdict);
    expect(outcomeOf(toolCalls({ ...options, calls: () => calls }), calling(made))).toBe(verdict);
  });

  test('order means nothing unless told otherwise', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), fc.array(name, { maxLength: 5 }), (calls, made) => {
        const verdict = (names: readonly string[], options: ToolCallsOptions = {}) =>
          outcomeOf(toolCalls({ ...options, calls }), calling(names.map((one) => [one])));
        expect(verdict(made)).toBe(verdict([...made].reverse()));
        expect(verdict(made)).toBe([...made].sort().join() === [...calls].sort().join() ? 'pass' : 'fail');
        expect(verdict(made, { ordered: true })).toBe(made.join() === calls.join() ? 'pass' : 'fail');
      }),
    );
  });

  test('arguments satisfy themselves, exactly and as a subset, in any order of keys', () => {
    const input = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
    fc.assert(
      fc.property(input, (own) => {
        const made = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(own).reverse())));
        for (const inputs of ['exact', 'subset'] as const) {
          const calls = [{ name: 'a', input: JSON.parse(JSON.stringify(own)) }];
          expect(outcomeOf(toolCalls({ calls, inputs }), calling([['a', made]]))).toBe('pass');
        }
      }),
    );
  });

  test('what the API runs by itself is no call of the answer, nor is a call that is told in words', () => {
    const server = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };
    const graded = answered({ content: [server] as unknown as Message['content'] }, null);
    expect(outcomeOf(toolCalls({ calls: [] }), graded)).toBe('pass');
    expect(outcomeOf(toolCalls({ calls: ['web_search'] }), graded)).toBe('fail');
  });

  test('an answer of another system is a failed score: what it called is not known', () => {
    const recorded = answered({ content: [], stop_reason: null }, []);
    expect(outcomeOf(toolCalls() as Grader, recorded)).toBe('throws');
  });

  test.each<[unknown]>([
    ['time'],
    [null],
    [[5]],
    [['']],
    [[{ input: {} }]],
    [[{ name: 'a', input: [] }]],
    [[{ name: 'a', input: 'x' }]],
    [[{ name: 'a', arguments: {} }]],
    [[{ name: 'a', input: { at: new Date(0) } }]],
  ])('%j states no calls: a failed score from a case, a UserError from a suite', (stated) => {
    expect(outcomeOf(toolCalls() as Grader, calling([], stated))).toBe('throws');
    if (stated !== null) {
      expect(() => toolCalls({ calls: stated as ToolCallsExpected })).toThrow(UserError);
    }
  });

  test('the reason tells what is missing, how near it was, and what is too much', () => {
    const weather = toolCalls({ calls: ['time', { name: 'weather', input: { city: 'Paris' } }] });
    expect(reasonOf(weather, ['time'], ['weather', { city: 'London' }])).toBe(
      'no call of "weather" with {"city":"Paris"}: $.city: found "London", wanted "Paris"',
    );
    expect(reasonOf(weather, ['time'])).toBe('no call of "weather" with {"city":"Paris"}');
    expect(reasonOf(weather, ['time'], ['weather', { city: 'Paris' }], ['time'])).toBe(
      '1 too many among "time"',
    );
    expect(reasonOf(weather, ['weather', { city: 'Paris' }], ['time'])).toBe('called weather, time');
    expect(reasonOf(toolCalls({ calls: ['a', 'b'], ordered: true }), ['b'], ['a'])).toBe(
      'no call of "b" in its place',
    );
    expect(reasonOf(toolCalls({ calls: 'any', forbidden: ['x', 'y'], max: 1 }), ['x'], ['y'])).toBe(
      'called "x" and "y", which is forbidden; 2 calls, wanted at most 1',
    );
  });

  test('what says nothing or is not known is a UserError at definition', () => {
    expect(() => toolCalls({ calls: 'any' })).toThrow('any calls pass');
    expect(() => toolCalls({ calls: 'any', min: 2, max: 1 })).toThrow('nothing is at least 2');
    expect(() => toolCalls({ inputs: 'partial' as never })).toThrow("inputs: 'partial' is not known");
    expect(() => toolCalls({ forbidden: 'rm' as never })).toThrow(UserError);
    expect(() => toolCalls({ forbidden: [''] })).toThrow("'forbidden' is no list of names");
    expect(() => toolCalls({ count: 1 } as never)).toThrow("unknown option 'count'");
  });
});
