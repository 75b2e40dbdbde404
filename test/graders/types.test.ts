import { expect, test } from 'vitest';
import { z } from 'zod';
import { answer } from '../../src/graders/answer.ts';
import { bleu } from '../../src/graders/bleu.ts';
import { choice } from '../../src/graders/choice.ts';
import { contains } from '../../src/graders/contains.ts';
import { containsAll } from '../../src/graders/contains-all.ts';
import { custom } from '../../src/graders/custom.ts';
import { exactMatch } from '../../src/graders/exact-match.ts';
import { json } from '../../src/graders/json.ts';
import { jsonFields } from '../../src/graders/json-fields.ts';
import { levenshtein } from '../../src/graders/levenshtein.ts';
import { listF1 } from '../../src/graders/list-f1.ts';
import { not } from '../../src/graders/not.ts';
import { numeric } from '../../src/graders/numeric.ts';
import { oneOf } from '../../src/graders/one-of.ts';
import { refusal } from '../../src/graders/refusal.ts';
import { regex } from '../../src/graders/regex.ts';
import { startsWith } from '../../src/graders/starts-with.ts';
import { stopReason } from '../../src/graders/stop-reason.ts';
import { tokenF1 } from '../../src/graders/token-f1.ts';
import { toolCalls } from '../../src/graders/tool-calls.ts';
import { wordCount } from '../../src/graders/word-count.ts';
import { xmlTag } from '../../src/graders/xml-tag.ts';
import type { Decider, Grader, Sample, Verdict } from '../../src/model/grader.ts';

type Context<Input, Expected> = readonly (
  | Grader<Input, Expected>
  | ((sample: Sample<Input, Expected>) => Verdict)
)[];
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** As a suite does: rows first, so that they type what the graders see. */
function suite<Input, Expected>(
  rows: { input: Input; expected: Expected },
  graders: Context<Input, Expected>,
) {
  return { rows, graders };
}

/** Fails to compile unless `Value` is exactly what was said. */
function is<Wanted>() {
  return <Found>(_value: Found, ..._same: Same<Found, Wanted> extends true ? [] : [never]) => true;
}

test('graders take the types of the suite that they stand in', () => {
  const labels: Grader<{ text: string }, 'a' | 'b'>[] = [
    exactMatch(),
    exactMatch({ trim: false }),
    exactMatch({
      expected: (sample) => is<'a' | 'b'>()(sample.expected) && [sample.input.text, sample.expected],
    }),
    contains(),
    contains({ value: 'x' }),
    contains({ value: ({ input }) => (is<{ text: string }>()(input) ? input.text : '') }),
    regex(/a/),
    regex(/(a)/, { group: 1 }),
    regex(({ input, expected }) => (is<'a' | 'b'>()(expected) ? new RegExp(input.text) : /a/)),
    regex(({ expected }) => (is<'a' | 'b'>()(expected) ? /(a)/ : /(b)/), { group: 1 }),
    numeric(),
    numeric({ expected: ({ input }) => input.text.length }),
    json(),
    json({ schema: z.object({ a: z.string() }), equals: true }),
    json({ schema: { type: 'object' } }),
    json({ equals: ({ expected }) => is<'a' | 'b'>()(expected) && { label: expected } }),
    answer('word'),
    answer('line', { expected: ({ input }) => input.text }),
    choice(),
    choice({ choices: 4, expected: ({ expected }) => is<'a' | 'b'>()(expected) && [expected] }),
    oneOf({ values: ['a', 'b'] }),
    oneOf({ values: ({ expected }) => (is<'a' | 'b'>()(expected) ? [expected] : []) }),
    custom('mine', ({ input, expected }) => is<'a' | 'b'>()(expected) && input.text === expected),
    custom('later', async ({ input }) => input.text.length, { threshold: 1 }),
    custom('typed', ({ expected }: Sample<{ text: string }, 'a' | 'b'>) => expected === 'a'),

    // @ts-expect-error no such field in the input
    exactMatch({ expected: ({ input }) => input.txt }),
    // @ts-expect-error no such field in the input
    contains({ value: ({ input }) => input.txt }),
    // @ts-expect-error a text is no list
    oneOf(),
    // @ts-expect-error no such label
    custom('mine', ({ expected }) => expected === 'c'),
    // @ts-expect-error an object is no verdict
    custom('mine', () => ({ pass: true })),
    // @ts-expect-error an object is no text to compare with
    exactMatch({ expected: ({ input }) => input }),
  ];
  expect(labels.length).toBeGreaterThan(0);
});

test('within a generic call, beside bare functions', () => {
  const { graders } = suite({ input: { text: '' }, expected: { label: 'a', total: 1 } }, [
    exactMatch({
      expected: ({ expected }) => (is<{ label: string; total: number }>()(expected) ? expected.label : ''),
    }),
    numeric({ tolerance: 0.1, expected: ({ expected }) => expected.total }),
    contains({ value: ({ expected }) => expected.label }),
    regex(({ input }) => new RegExp(input.text)),
    json({ equals: ({ expected }) => expected }),
    custom('mine', ({ input, expected }) => input.text === expected.label),
    ({ input, expected }) => input.text === expected.label,
  ]);
  expect(graders).toHaveLength(7);
});

test('an expected value of the wrong kind is a compile error', () => {
  const objects: Grader<{ text: string }, { label: string }>[] = [
    // @ts-expect-error an object is no text
    exactMatch(),
    // @ts-expect-error an object is no text
    contains(),
    // @ts-expect-error an object is no text
    regex(/(a)/, { group: 1 }),
    // @ts-expect-error an object is no number
    numeric(),
    regex(/a/),
    contains({ value: 'a' }),
    json({ equals: true }),
  ];
  const lists: Grader<{ text: string }, string[]>[] = [
    // @ts-expect-error whether a list means any or all is for the suite to say
    exactMatch(),
    exactMatch({ expected: ({ expected }) => expected }),
    oneOf(),
    choice(),
    // @ts-expect-error a list is no answer
    answer('word'),
  ];
  const booleans: Grader<{ text: string }, boolean>[] = [
    exactMatch(),
    // @ts-expect-error a boolean is no number
    numeric(),
  ];
  const untyped: Grader[] = [
    exactMatch(),
    contains(),
    numeric(),
    regex(/(a)/, { group: 1 }),
    json({ equals: true }),
  ];
  expect([...objects, ...lists, ...booleans, ...untyped]).toHaveLength(19);
});

test('misspelt options are compile errors', () => {
  const options = { casesensitive: false };
  expect(() => {
    // @ts-expect-error caseSensitive
    exactMatch(options);
  }).toThrow();
  expect(() => {
    // @ts-expect-error one of letter, word, line
    answer('letters');
  }).toThrow();
  expect(() => {
    // @ts-expect-error one of last, first, only
    numeric({ which: 'lst' });
  }).toThrow();
});

test('graders of the library take the types of the suite, too', () => {
  const labels: Grader<{ text: string }, 'a' | 'b'>[] = [
    startsWith(),
    startsWith({ value: ({ input }) => (is<{ text: string }>()(input) ? input.text : '') }),
    containsAll({ values: ['x'] }),
    containsAll({ values: ({ expected }) => (is<'a' | 'b'>()(expected) ? [expected] : []) }),
    levenshtein(),
    tokenF1({ threshold: 0.5 }),
    bleu({ expected: ({ input, expected }) => (is<'a' | 'b'>()(expected) ? [input.text, expected] : '') }),
    listF1({ expected: ({ expected }) => (is<'a' | 'b'>()(expected) ? [expected] : []) }),
    jsonFields({ expected: ({ input, expected }) => ({ label: expected, text: input.text }) }),
    toolCalls({ calls: ['x', { name: 'y', input: z.object({ a: z.string() }) }] }),
    toolCalls({ calls: ({ input }) => [{ name: 'x', input: { q: input.text } }] }),
    refusal(({ expected }) => (is<'a' | 'b'>()(expected) && expected === 'a' ? 'one' : 'none')),
    stopReason('end_turn'),
    wordCount({ max: 9 }),
    xmlTag('x'),
    xmlTag('x', exactMatch()),
    xmlTag('x', levenshtein({ expected: ({ input }) => input.text }), { which: 'first' }),

    // @ts-expect-error no such field in the input
    startsWith({ value: ({ input }) => input.txt }),
    // @ts-expect-error a text is no list
    containsAll(),
    // @ts-expect-error a text is no list
    listF1(),
    // @ts-expect-error a text is no object
    jsonFields(),
    // @ts-expect-error a text states no calls
    toolCalls(),
  ];
  expect(labels.length).toBeGreaterThan(0);
});

test('a measure decides with a threshold only', () => {
  const deciders: Decider<unknown, string>[] = [
    levenshtein({ threshold: 0.9 }),
    levenshtein({ threshold: 0.9, expected: ({ expected }) => expected }),
    not(tokenF1({ threshold: 0.5 })),
    xmlTag('x', levenshtein({ threshold: 0.9 })),
    // @ts-expect-error it only measures
    levenshtein(),
    // @ts-expect-error it only measures
    tokenF1({ expected: ({ expected }) => expected }),
    // @ts-expect-error it only measures
    xmlTag('x', levenshtein()),
  ];
  expect(deciders).toHaveLength(7);
});
