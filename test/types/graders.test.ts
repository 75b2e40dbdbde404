import {
  all,
  any,
  contains,
  custom,
  type Decider,
  dataset,
  defineSuite,
  exactMatch,
  extract,
  type Grader,
  json,
  judge,
  not,
  numeric,
  regex,
  weighted,
} from 'assay';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Each `@ts-expect-error` is a specification: `npm run typecheck` fails when the line below it compiles. */
const tickets = dataset('datasets/tickets.csv', {
  input: z.object({ text: z.string() }),
  expected: z.enum(['billing', 'bug']),
});
const variants = { a: { model: 'claude-haiku-5-5', max_tokens: 64, prompt: '{{text}}' } } as const;

const polite = judge({
  name: 'polite',
  model: 'claude-opus-5-5',
  question: 'Is it polite?',
  choices: { yes: 1, no: 0 },
});
const measure = custom('ratio', () => 0.5);

describe('what decides can be inverted, and what does not cannot', () => {
  it('by the verdicts of a grader', () => {
    const graders: Decider[] = [
      not(contains({ value: 'x' })),
      not(regex(/x/)),
      not(json()),
      not(custom('short', ({ output }) => output.length < 9)),
      not(custom('later', async ({ output }) => output.length < 9)),
      not(custom('reasoned', () => ({ score: 0.4, pass: true, reason: 'so' }))),
      not({ name: 'plain', grade: ({ output }) => output === 'x' }),
      not(not(exactMatch())),
    ];
    expect(graders).toHaveLength(8);
  });

  it('by its threshold', () => {
    expect(not(custom('ratio', () => 0.5, { threshold: 0.4 })).name).toBe('not(ratio)');
    expect(not({ name: 'ratio', threshold: 0.4, grade: () => 0.5 }).name).toBe('not(ratio)');
    expect(not(weighted({ measure }, { threshold: 0.4 })).name).toBe('not(weighted(measure))');
    expect(
      not(
        extract(
          /x/,
          custom('ratio', () => 0.5, { threshold: 0.4 }),
        ),
      ).name,
    ).toBe('not(ratio)');
  });

  it('so that the rest is a compile error', () => {
    // @ts-expect-error it only measures
    not(measure);
    // @ts-expect-error it only measures
    not({ name: 'plain', grade: () => 0.5 });
    // @ts-expect-error a mean only measures
    not(weighted({ measure }));
    // @ts-expect-error it only measures, whatever it is given to see
    not(extract(/x/, measure));
    // @ts-expect-error neither do compositions take it
    all(exactMatch(), measure);
    // @ts-expect-error neither do compositions take it
    any(measure);
    const refused = [
      // @ts-expect-error a judge does not score by itself
      () => not(polite),
      // @ts-expect-error a judge does not score by itself
      () => all(exactMatch(), polite),
      // @ts-expect-error a judge does not score by itself
      () => weighted({ polite }),
      // @ts-expect-error a judge does not score by itself
      () => extract(/x/, polite),
      // @ts-expect-error a function has no name to be shown by
      () => not(({ output }: { output: string }) => output === 'x'),
      // @ts-expect-error its parts decide
      () => not(exactMatch(), { threshold: 0.5 }),
      // @ts-expect-error its parts decide
      () => all(exactMatch(), { threshold: 0.5 }),
    ];
    for (const build of refused) expect(build).toThrow(/^(not|all|weighted|extract): /);
  });
});

describe('compositions take the types of the suite that they stand in', () => {
  it('down to the parts', () => {
    defineSuite('s', tickets, {
      variants,
      graders: [
        not(custom('same', ({ input, expected }) => input.text === expected)),
        all(
          exactMatch({ expected: ({ expected, input }) => [expected, input.text] }),
          contains({ value: ({ input }) => input.text }),
          { name: 'both' },
        ),
        any(
          exactMatch(),
          regex(({ input }) => new RegExp(input.text)),
          not(contains()),
        ),
        weighted({
          label: exactMatch({ weight: 3 }),
          length: custom('length', ({ input, output }) => Math.min(1, input.text.length / output.length)),
        }),
        extract(({ input, output }) => output.replace(input.text, ''), exactMatch(), { name: 'rest' }),
        extract('$.label', all(exactMatch(), contains()), { name: 'label', role: 'metric' }),
      ],
    });
  });

  it('so that a misspelt column is a compile error', () => {
    defineSuite('s', tickets, {
      variants,
      graders: [
        // @ts-expect-error the column is "text"
        not(custom('a', ({ input }) => input.txt === 'x')),
        // @ts-expect-error the column is "text"
        all(exactMatch(), contains({ value: ({ input }) => input.txt, name: 'b' }), { name: 'b' }),
        // @ts-expect-error the column is "text"
        extract(({ input }) => input.txt, exactMatch(), { name: 'c' }),
        // @ts-expect-error the column is "text"
        weighted({ d: custom('d', ({ input }) => input.txt.length) }),
      ],
    });
  });

  it('so that a part for another kind of expected value is a compile error', () => {
    const lists: Grader<{ text: string }, string[]>[] = [
      // @ts-expect-error a list is no text
      not(exactMatch()),
      // @ts-expect-error a list is no number
      extract('$.a', numeric()),
      // @ts-expect-error a list is no text
      weighted({ label: exactMatch() }),
      not(json({ equals: true })),
    ];
    expect(lists).toHaveLength(4);
  });

  it('so that a path that is none, and a misspelt option, are compile errors', () => {
    // @ts-expect-error a path begins with $
    expect(() => extract('a.b', exactMatch())).toThrow('says not what to extract');
    // @ts-expect-error no such option
    expect(() => extract('$.a', exactMatch(), { nam: 'x' })).toThrow("unknown option 'nam'");
    // @ts-expect-error no such option
    expect(() => weighted({ a: exactMatch() }, { treshold: 1 })).toThrow("unknown option 'treshold'");
    // @ts-expect-error a grader, not its weight
    expect(() => weighted({ exactMatch: 3 })).toThrow('a part is no grader');
    // @ts-expect-error by key, not as a list
    expect(() => weighted(exactMatch(), contains())).toThrow('a part is no grader');
  });
});

describe('a role is one of three', () => {
  it('in every factory', () => {
    const graders: Grader[] = [
      exactMatch({ role: 'gate' }),
      contains({ value: 'x', role: 'metric' }),
      not(exactMatch(), { role: 'advisory' }),
      custom('a', () => true, { role: 'advisory' }),
    ];
    expect(graders.map(({ role }) => role)).toEqual(['gate', 'metric', 'advisory', 'advisory']);
    // @ts-expect-error no such role
    expect(() => exactMatch({ role: 'metrics' })).toThrow("role 'metrics' is not known");
    // @ts-expect-error no such role
    expect(() => custom('a', () => true, { role: 'judge' })).toThrow("role 'judge' is not known");
  });

  it('in a grader written by hand', () => {
    // @ts-expect-error no such role
    const wrong: Grader = { name: 'a', role: 'gates', grade: () => true };
    expect(wrong.name).toBe('a');
  });
});
