import { contains, custom, exactMatch, json, numeric, regex } from 'assay';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { foundBy, MODEL, type Row } from './inspection.ts';

const rowsOf = (...expected: readonly unknown[]): Row[] =>
  expected.map((value, index) => ({ input: `row ${index}`, expected: value }));
const times = (count: number, expected: unknown) => Array.from({ length: count }, () => expected);

describe('cases without an expected value', () => {
  it('are told where others have one', () => {
    expect(foundBy('missing-expected', rowsOf('a', null, '', 'b', 0, false))).toMatchObject([
      { message: '2 cases without an expected value, where others have one', cases: ['c2', 'c3'] },
    ]);
  });

  it('are fine where none has one: the suite is judged without', () => {
    expect(foundBy('missing-expected', rowsOf(null, null))).toEqual([]);
  });
});

describe('labels', () => {
  it.each([
    [
      'one answers nearly everything',
      [...times(17, 'no'), ...times(3, 'yes')],
      /^"no" is expected of 85 % of/,
    ],
    ['one rating is', times(40, 5).concat(1, 2, 3), /^"5" is expected of 93 % of/],
    [
      'one is hardly there',
      [...times(60, 'a'), ...times(50, 'b'), ...times(2, 'c')],
      /^a label is expected of hardly any case \("c" of 2\), "a" of 60$/,
    ],
  ])('are told where %s', (_, expected, message) => {
    expect(foundBy('label-imbalance', rowsOf(...expected))).toMatchObject([
      { message: expect.stringMatching(message), cases: [], count: 0 },
    ]);
  });

  it.each([
    ['are even', [...times(15, 'a'), ...times(10, 'b')]],
    ['are few', [...times(10, 'a'), 'b']],
    ['are only one', times(30, 'a')],
    ['are no labels but answers', Array.from({ length: 60 }, (_, i) => (i < 10 ? '4' : `answer ${i}`))],
    ['are results', [...times(60, 5), ...Array.from({ length: 80 }, (_, i) => i % 40)]],
    ['are mostly rare', [...times(60, 'a'), ...Array.from({ length: 20 }, (_, i) => `b${i}`)]],
    ['are objects', [...times(30, { a: 1 }), { a: 2 }]],
  ])('are not where they %s', (_, expected) => {
    expect(foundBy('label-imbalance', rowsOf(...expected))).toEqual([]);
  });
});

describe('an expected value that fails the grader', () => {
  const gold = (graders: readonly object[], expected: readonly unknown[], changes: object = {}) =>
    foundBy('gold-fails', rowsOf(...expected), { graders, ...changes });

  it.each([
    ['a text', exactMatch(), ['yes', 'No']],
    ['a number', numeric(), [3, '1,000', -2.5]],
    ['an object', json({ equals: true }), [{ a: 1 }, { a: [2] }]],
    ['a text in JSON', json({ equals: true }), ['yes', 'no']],
    ['one of several', exactMatch({ expected: ({ expected }) => expected as string[] }), [['a', 'b']]],
    ['after a marker', numeric({ after: '####' }), ['so #### 3', 'thus #### 5']],
  ])('is not told where it passes: %s', (_, grader, expected) => {
    expect(gold([grader], expected)).toEqual([]);
  });

  it('is told, with the reason', () => {
    expect(gold([regex(/^(\w+)$/, { group: 1 })], ['billing', 'bug report', 'other'])).toEqual([
      {
        severity: 'warning',
        message: `1 case whose expected value itself fails "regex" ("bug report" does not match /^(\\w+)$/, wanted "bug report")`,
        hint: 'mend the expected value or the grader: the right answer would be marked wrong',
        cases: ['c2'],
        count: 1,
      },
    ]);
  });

  it('is told where the grader throws, whatever is answered', () => {
    expect(gold([numeric()], ['3', 'none', '4 or 5'])).toMatchObject([
      {
        message:
          '2 cases that "numeric" cannot score, whatever is answered (numeric: expected "none" holds no number)',
        cases: ['c2', 'c3'],
      },
    ]);
  });

  it.each([
    ['a marker', numeric({ after: '####' }), [3, 5]],
    ['a group', regex(/Answer: (\w+)/, { group: 1 }), ['a', 'b']],
    ['a key', custom('key', ({ output, expected }) => JSON.parse(output).label === expected), ['a', 'b']],
    [
      'a part of an object',
      exactMatch({ expected: ({ expected }) => (expected as { label: string }).label }),
      [{ label: 'a' }, { label: 'b' }],
    ],
  ])('is not told of a grader that wants more than the bare value: %s', (_, grader, expected) => {
    expect(gold([grader], expected)).toEqual([]);
  });

  it.each([
    ['does not look at it', custom('short', ({ output }) => output.length < 3)],
    ['looks for something else', contains({ value: 'please' })],
    ['only checks the form', json({ schema: z.object({ a: z.string() }) })],
    ['only measures', custom('overlap', ({ output, expected }) => Number(output === `${expected}!`))],
  ])('is not told of a grader that %s', (_, grader) => {
    expect(gold([grader], ['long text', 'other text'])).toEqual([]);
  });

  it('is parsed by the schema of the variant', () => {
    const output = z.object({ label: z.string() });
    const variants = { a: { ...MODEL, prompt: '{{text}}', output } };
    const same = {
      name: 'same',
      grade: ({ parsed, expected }: { parsed?: { label: string }; expected: { label: string } }) =>
        parsed?.label === expected.label && parsed.label !== 'odd',
    };
    expect(gold([same], [{ label: 'a' }, { label: 'odd' }], { variants })).toMatchObject([{ cases: ['c2'] }]);
  });

  it('is not asked of judges, nor of graders that are asynchronous: they may cost', async () => {
    const declared = vi.fn();
    const returned = vi.fn(({ expected }) => Promise.reject(new Error(String(expected))));
    const ask = vi.fn();
    const graders = [
      { name: 'declared', grade: async () => declared() },
      { name: 'returned', grade: returned },
      { name: 'judge', settings: { model: 'claude-opus-5-5' }, opinions: 1, ask, grade: ask },
    ];
    expect(gold(graders, ['a', 'b', 'c'])).toEqual([]);
    expect(declared).not.toHaveBeenCalled();
    expect(returned).toHaveBeenCalledTimes(1);
    expect(ask).not.toHaveBeenCalled();
  });
});
