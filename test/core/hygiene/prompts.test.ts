import { recorded } from 'assay';
import { describe, expect, it, vi } from 'vitest';
import { foundBy, inspected, MODEL, type Row } from './inspection.ts';

describe('an expected value that stands in the prompt', () => {
  const answers = [
    'the Treaty of Westphalia',
    'the Battle of Hastings',
    'the Peace of Augsburg',
    'the Golden Bull',
  ];
  const questions = (text: (answer: string, index: number) => string): Row[] =>
    answers.map((answer, index) => ({ input: text(answer, index), expected: answer }));
  const prose = (rows: readonly Row[], changes: object = {}) => foundBy('answer-in-prompt', rows, changes);

  it.each([0, 1, 3])('is told of the case whose own it is, in any place (%i)', (leaky) => {
    const rows = questions((answer, i) =>
      i === leaky ? `Which? (${answer.toUpperCase()})` : `Which, of ${i}?`,
    );
    expect(prose(rows)).toMatchObject([
      { message: '1 case whose expected value stands in the prompt', cases: [`c${leaky + 1}`] },
    ]);
  });

  it('is not told of what stands in every prompt alike, as a menu does', () => {
    const variants = { a: { ...MODEL, system: `One of: ${answers.join(', ')}`, prompt: '{{text}}' } };
    expect(
      prose(
        questions((_, i) => `Which, of ${i}?`),
        { variants },
      ),
    ).toEqual([]);
  });

  it('is not told of labels, which a text may well mention', () => {
    const labels = ['feature_request', 'account access'];
    const rows = Array.from({ length: 8 }, (_, i) => ({
      input: i === 3 ? 'I have no account access' : `text ${i}`,
      expected: labels[i % 2],
    }));
    expect(prose(rows)).toEqual([]);
  });

  it('is not told where most answers are to be found in the text', () => {
    expect(prose(questions((answer) => `It was ${answer}. What was it?`))).toEqual([]);
  });

  it.each([
    ['short answers', ['Paris', 'Rome', 'Bern', 'Oslo']],
    ['yes and no', ['yes', 'no', 'yes', 'no']],
    ['letters', ['A', 'B', 'C', 'D']],
    ['numbers, however long', ['100000000000', '200000000000', '300000000000', '400000000000']],
  ])('is not told of %s, which may stand there by chance', (_, expected) => {
    const rows = expected.map((answer, i) => ({
      input: i === 1 ? `Is it ${answer} or not?` : `text ${i}`,
      expected: answer,
    }));
    expect(prose(rows)).toEqual([]);
  });

  it('is told of a field of the input that is the answer, however short, if it is in the prompt', () => {
    const rows = ['3', '14', '15', '92'].map((answer, i) => ({
      input: { text: `Question ${i}`, meta: { answer } },
      expected: Number(answer),
    }));
    const variants = { a: { ...MODEL, prompt: (row: unknown) => JSON.stringify(row) } };
    expect(prose(rows, { variants })).toMatchObject([
      {
        message:
          'the field "meta.answer" of the input is the expected value in 4 cases, and is in the prompt',
        cases: ['c1', 'c2', 'c3'],
      },
    ]);
    expect(prose(rows)).toEqual([]);
  });

  it('finds it within JSON, line breaks and quotes and all', () => {
    const rows = answers.map((answer, i) => ({
      input: { text: `Question ${i}`, answer: `"${answer}"\nindeed` },
      expected: `"${answer}"\nindeed`,
    }));
    const variants = { a: { ...MODEL, prompt: (row: unknown) => JSON.stringify(row) } };
    expect(prose(rows, { variants })).toMatchObject([{ count: 4 }]);
  });

  it('is not told of a field that is the answer now and then', () => {
    const rows = [3, 4, 5, 6].map((a) => ({
      input: { text: `${a} + 0 or 1`, a },
      expected: a === 3 ? 3 : a + 1,
    }));
    const variants = { a: { ...MODEL, prompt: '{{text}} {{a}}' } };
    expect(prose(rows, { variants })).toEqual([]);
  });

  it('is not told where nothing is asked', () => {
    const rows = questions((answer, i) => (i === 1 ? answer : `text ${i}`));
    expect(prose(rows, { variants: { old: recorded('old.jsonl', { output: 'answer' }) } })).toEqual([]);
  });
});

describe('few-shot examples that are cases too', () => {
  const rows = ['My parcel has not come yet.', 'How do I reset my password?', 'Hi'].map((input) => ({
    input,
  }));
  const variant = { ...MODEL, prompt: '{{text}}' };

  it.each([
    [
      'an example',
      { b: { ...variant, examples: [{ input: { text: 'my parcel has  not come yet.' }, output: 'x' }] } },
    ],
    [
      'a part of the system prompt',
      { b: { ...variant, system: 'Example:\nMy parcel has not come yet.\n→ late' } },
    ],
    [
      'a part of its blocks',
      { b: { ...variant, system: [{ type: 'text', text: 'E.g. My parcel has not come yet.' }] } },
    ],
    ['a part of the prompt', { b: { ...variant, prompt: 'My parcel has not come yet. → late\n{{text}} →' } }],
  ])('are told: %s', (_, variants) => {
    expect(foundBy('examples-among-cases', rows, { variants: { a: variant, ...variants } })).toMatchObject([
      { message: '1 case whose input is also an example in the prompt of "b"', cases: ['c1'] },
    ]);
  });

  it.each([
    ['the input that every prompt holds', { a: { ...variant, system: 'About: {{text}}' } }],
    ['a short input that may stand there by chance', { a: { ...variant, system: 'Say Hi first.' } }],
    ['another example', { a: { ...variant, examples: [{ input: { text: 'Hello' }, output: 'x' }] } }],
  ])('are not %s', (_, variants) => {
    expect(foundBy('examples-among-cases', rows, { variants })).toEqual([]);
  });
});

describe('a prompt that is longer than the context', () => {
  // 200,000 tokens, of four characters on average.
  const variants = { old: { ...MODEL, model: 'claude-haiku-4-5', prompt: '{{text}}' } };
  const words = (tokens: number) => 'word'.repeat(tokens);

  it('is an error where it cannot fit, and comes first', () => {
    const rows = [{ input: 'short' }, { input: 'short' }, { input: words(450_000) }];
    expect(inspected(rows, { variants })).toMatchObject([
      {
        check: 'prompt-too-long',
        severity: 'error',
        message: '1 case whose prompt is more than the 200,000 tokens that the model of "old" reads',
        cases: ['c3'],
      },
      { check: 'duplicates', severity: 'warning' },
    ]);
  });

  it('is a warning where it may not fit: tokens are estimated', () => {
    expect(foundBy('prompt-too-long', [{ input: words(210_000) }], { variants })).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('may be more than'), cases: ['c1'] },
    ]);
  });

  it('is not told where it fits, or the model is not known', () => {
    expect(foundBy('prompt-too-long', [{ input: words(190_000) }], { variants })).toEqual([]);
    const unknown = { a: { ...MODEL, model: 'claude-next', prompt: '{{text}}' } };
    expect(foundBy('prompt-too-long', [{ input: words(500_000) }], { variants: unknown })).toEqual([]);
  });
});

describe('a judge', () => {
  const judge = (changes: object) => ({
    name: 'tone',
    opinions: 1,
    settings: {},
    ask: vi.fn(),
    grade: vi.fn(),
    ...changes,
  });
  const told = (changes: object) =>
    foundBy('judge-is-variant', [{ input: 'x', expected: 'y' }], { graders: [judge(changes)] });

  it.each([
    ['its settings', { settings: { model: 'claude-haiku-5-5' } }],
    [
      'those of its panel',
      { settings: { members: [{ model: 'claude-opus-5-5' }, { model: 'claude-haiku-5-5' }] } },
    ],
    ['what it asks', { ask: () => [{ model: 'claude-haiku-5-5', max_tokens: 9, messages: [] }] }],
  ])('that asks a model which also answers is told by %s', (_, changes) => {
    expect(told(changes)).toMatchObject([
      { message: 'the judge "tone" asks claude-haiku-5-5, which also answers as "a"', cases: [] },
    ]);
  });

  it.each([
    ['asks another model', { settings: { model: 'claude-opus-5-5' } }],
    ['mentions the model elsewhere', { settings: { model: 'claude-opus-5-5', rubric: 'claude-haiku-5-5' } }],
    [
      'cannot be asked yet',
      {
        ask: () => {
          throw new Error('no baseline');
        },
      },
    ],
  ])('that %s is not told', (_, changes) => {
    expect(told(changes)).toEqual([]);
  });
});
