import { dataset } from 'assay';
import { describe, expect, it } from 'vitest';
import { type RecordedRow, recordedPort } from '../../src/api/recorded.ts';
import { contentIdOf as contentIdIn } from '../../src/load/cases.ts';
import { UserError } from '../../src/model/errors.ts';
import { textOf } from '../../src/model/result.ts';
import type { Dataset, RecordedVariant } from '../../src/model/suite.ts';
import { linesOf, requestFile } from './ports.ts';

type Output = RecordedVariant['output'];

/** Answers of rows; each row says its case, or has its content's id. */
function port(rows: readonly Record<string, unknown>[], output: Output = 'answer') {
  const source = dataset('rows.csv', { columns: { expected: 'answer' } }) as Dataset;
  return recordedPort({
    variant: { recorded: 'rows.csv', output },
    repetitionOf: (customId) => Number(customId.split('#')[1]),
    now: () => new Date(0),
    async *rows(): AsyncGenerator<RecordedRow> {
      for (const [index, value] of rows.entries()) {
        const where = () => `rows.csv:${index + 2}`;
        const key =
          value.id === undefined
            ? { content: contentIdIn(source, { value, where }) }
            : { case: value.id as string };
        yield { key, value, where };
      }
    },
  });
}

/** The requests of cases: `a#0`, `a#1` for the repetitions of case a. */
const asked = (...cases: string[]) => {
  const seen = new Map<string, number>();
  return requestFile(
    cases.map((id) => {
      const nth = seen.get(id) ?? 0;
      seen.set(id, nth + 1);
      const content = id.replace(/-\d+$/, '');
      return { custom_id: `${id}#${nth}`, params: { recorded: 'rows.csv', case: id, content } };
    }),
  );
};

async function answers(from: ReturnType<typeof port>, requests: ReturnType<typeof asked>) {
  const lines = await linesOf(from, requests);
  return Object.fromEntries(
    lines.map(({ custom_id, result }) => [
      custom_id,
      result.type === 'succeeded' ? textOf(result.message) : result.type,
    ]),
  );
}

async function refusal(rows: readonly Record<string, unknown>[], output?: Output) {
  const error = await answers(port(rows, output), asked('a')).then(
    () => expect.fail('nothing was wrong'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return { message: error.message, hint: error.hint };
}

const contentIdOf = (value: Record<string, unknown>) =>
  contentIdIn(dataset('x.csv', { columns: { expected: 'answer' } }) as Dataset, {
    value: { answer: '', ...value },
    where: () => '',
  });

describe('recorded answers', () => {
  it('find their cases by id, in any order; others are passed over', async () => {
    const rows = [
      { id: 'b', answer: 'B' },
      { id: 'x', answer: 'X' },
      { id: 'a', answer: 'A' },
    ];
    expect(await answers(port(rows), asked('a', 'b'))).toEqual({ 'a#0': 'A', 'b#0': 'B' });
  });

  it('find their cases by content', async () => {
    const [a, b] = [{ n: '1' }, { n: '2' }];
    const requests = asked(contentIdOf(a), contentIdOf(b));
    const found = await answers(
      port([
        { ...b, answer: 'B' },
        { ...a, answer: 'A' },
      ]),
      requests,
    );
    expect(found).toEqual({ [`${contentIdOf(a)}#0`]: 'A', [`${contentIdOf(b)}#0`]: 'B' });
  });

  it('leave cases without a row missing', async () => {
    expect(await answers(port([{ id: 'a', answer: 'A' }]), asked('a', 'b'))).toEqual({ 'a#0': 'A' });
    expect(await answers(port([]), asked('a'))).toEqual({});
  });

  it('serve repetitions: the nth row is the nth, the last one all the rest', async () => {
    const rows = [
      { id: 'a', answer: '1' },
      { id: 'b', answer: 'B' },
      { id: 'a', answer: '2' },
    ];
    expect(await answers(port(rows), asked('a', 'a', 'a', 'b', 'b'))).toEqual({
      'a#0': '1',
      'a#1': '2',
      'a#2': '2',
      'b#0': 'B',
      'b#1': 'B',
    });
  });

  it('serve the repetition that is asked for, also where a batch asks for the last alone', async () => {
    const rows = ['1', '2', '3'].map((answer) => ({ id: 'a', answer }));
    const alone = (nth: number) =>
      requestFile([
        { custom_id: `a#${nth}`, params: { recorded: 'rows.csv', case: 'a', content: 'a' } },
        { custom_id: 'b#1', params: { recorded: 'rows.csv', case: 'b', content: 'b' } },
      ]);
    expect(await answers(port(rows), alone(2))).toEqual({ 'a#2': '3' });
    expect(await answers(port(rows), alone(5))).toEqual({ 'a#5': '3' });
    expect(await answers(port([...rows, { id: 'b', answer: 'B' }]), alone(1))).toEqual({
      'a#1': '2',
      'b#1': 'B',
    });
  });

  it('serve cases of equal content one after the other', async () => {
    const id = contentIdOf({ n: '1' });
    const rows = ['first', 'second', 'third'].map((answer) => ({ n: '1', answer }));
    expect(await answers(port(rows), asked(id, `${id}-2`))).toEqual({
      [`${id}#0`]: 'first',
      [`${id}-2#0`]: 'second',
    });
  });

  it('never go to another case whose own id looks like a repeated one', async () => {
    const rows = [
      { id: 'a', answer: 'A' },
      { id: 'a', answer: 'A again' },
      { id: 'a-2', answer: 'B' },
    ];
    expect(await answers(port(rows), asked('a', 'a-2'))).toEqual({ 'a#0': 'A', 'a-2#0': 'B' });
  });

  it.each<[string, Output, string]>([
    ['a column', 'answer', 'flat'],
    ['a field', 'reply.text', 'deep'],
    ['a column with a dot in its name', 'a.b', 'dotted'],
    ['a function', (row) => `${row.answer}!`, 'flat!'],
    ['a list, as JSON', 'list', '[1,{"a":2}]'],
    ['a number, as JSON', 'reply.n', '0'],
    ['an empty text', 'empty', ''],
  ])('are taken from %s', async (_, output, expected) => {
    const row = {
      id: 'a',
      answer: 'flat',
      reply: { text: 'deep', n: 0 },
      'a.b': 'dotted',
      list: [1, { a: 2 }],
      empty: '',
    };
    expect(await answers(port([row], output), asked('a'))).toEqual({ 'a#0': expected });
  });

  it.each<[string, Output, { message: string; hint?: string }]>([
    [
      'an unknown column',
      'anser',
      { message: 'rows.csv:2: there is no column "anser"', hint: 'did you mean "answer"?' },
    ],
    [
      'an unknown field',
      'reply.txt',
      { message: 'rows.csv:2: there is no column "reply.txt"', hint: 'did you mean "text"?' },
    ],
    ['a field of a text', 'answer.text', { message: 'rows.csv:2: there is no column "answer.text"' }],
    ['an empty answer', 'none', { message: 'rows.csv:2: the recorded answer is empty' }],
    [
      'a function that finds nothing',
      () => undefined,
      { message: 'rows.csv:2: the recorded answer is empty' },
    ],
    [
      'a function that throws',
      () => {
        throw new Error('no\nsuch');
      },
      { message: 'rows.csv:2: the function "output" threw: no' },
    ],
  ])('are refused for %s, with the row', async (_, output, told) => {
    expect(await refusal([{ id: 'a', answer: 'A', reply: { text: 'x' }, none: null }], output)).toMatchObject(
      told,
    );
  });

  it('have the form of an answer, of which only the text is known', async () => {
    const [line] = await linesOf(port([{ id: 'a', answer: 'A' }]), asked('a'));
    expect(line?.result).toMatchObject({
      type: 'succeeded',
      message: {
        role: 'assistant',
        model: null,
        stop_reason: null,
        usage: null,
        content: [{ type: 'text', text: 'A' }],
      },
    });
  });
});
