import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBlock, encodeBlock } from '../../src/pack/blocks.ts';
import { type CaseText, packCase, unpackCase } from '../../src/pack/case-text.ts';
import { record } from '../render/report-fixture.ts';

const rowsOf = (bytes: Uint8Array) => {
  const block = decodeBlock(bytes);
  return Array.from({ length: block.rows }, (_, place) => block.row(place));
};

describe('a block of texts', () => {
  it('comes back as it was', () => {
    const text = fc.string({ unit: 'binary', maxLength: 50 });
    const rows = fc.array(fc.record({ shape: text, texts: fc.array(text, { maxLength: 6 }) }));
    fc.assert(
      fc.property(rows, (each) => {
        expect(rowsOf(encodeBlock(each))).toEqual(each);
      }),
    );
  });

  it('may be empty', () => expect(rowsOf(encodeBlock([]))).toEqual([]));

  it('shows halves of surrogate pairs as U+FFFD, and keeps byte order marks', () => {
    const [row] = rowsOf(encodeBlock([{ shape: '', texts: ['\ud800', '\ufeffa'] }]));
    expect(row!.texts).toEqual(['\ufffd', '\ufeffa']);
  });

  it('holds its texts in one stretch of UTF-8, for a search', () => {
    const block = decodeBlock(
      encodeBlock([
        { shape: '{"secret":""}', texts: ['grün', ''] },
        { shape: '{}', texts: ['b'] },
      ]),
    );
    expect(new TextDecoder().decode(block.text)).toBe('grünb');
    expect([...block.ends]).toEqual([5, 5, 6]);
    expect([...block.firsts]).toEqual([0, 2, 3]);
  });

  it('says when it is damaged', () => {
    const bytes = encodeBlock([{ shape: '{}', texts: ['abc'] }]);
    expect(() => decodeBlock(bytes.subarray(0, -1))).toThrow('ends too early');
    expect(() => decodeBlock(new Uint8Array(3))).toThrow('ends too early');
    expect(() => decodeBlock(new Uint8Array(8).fill(255))).toThrow('ends too early');
  });
});

describe('the texts of a case', () => {
  const { trial: _, case: __, tags: ___, variant: ____, ...own } = record();
  const text: CaseText = {
    input: { ticket: 'Say "B"\n', history: ['', 'twice', 3, null, { 2: 'second', 1: 'first' }] },
    expected: 'B',
    cluster: null,
    variants: [
      {
        request: { shares: true, own: { messages: [] } },
        trials: [{ ...own, transcript: [{ role: 'user', content: 'more' }] }],
      },
    ],
  };

  it('come back as they were', () => expect(unpackCase(packCase(text))).toEqual(text));

  it('come back whatever the dataset says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (input) => {
        const each = { ...text, input };
        const [row] = rowsOf(encodeBlock([packCase(each)]));
        expect(JSON.stringify(unpackCase(row!))).toBe(JSON.stringify(each));
      }),
    );
  });

  it('stand by themselves, as they read: no keys, no escapes', () => {
    const { shape, texts } = packCase(text);
    expect(texts).toContain('Say "B"\n');
    expect(shape).not.toContain('Say');
    expect(texts).not.toContain('ticket');
  });

  it('are written once where they are long', () => {
    const prompt = 'Which team can help with this ticket?';
    const request = { shares: true, own: { messages: [{ role: 'user', content: prompt }] } };
    const each = {
      ...text,
      input: prompt,
      variants: [
        { request, trials: [] },
        { request, trials: [] },
      ],
    };
    const row = packCase(each);
    expect(row.texts.filter((one) => one === prompt)).toHaveLength(1);
    expect(unpackCase(row)).toEqual(each);
  });

  it('may look like a reference', () => {
    const outcome = { type: 'errored', error: { type: '=0', message: '=1' } } as const;
    const trials = [{ ...own, outcome, model: '=2', transcript: null }];
    const each = { ...text, input: ['=0', '=1', ''], variants: [{ request: null, trials }] };
    expect(unpackCase(packCase(each))).toEqual(each);
  });

  it('are those of people and models, not our words for how it went', () => {
    const { shape, texts } = packCase({ ...text, input: { model: 'T', type: 'sedan' } });
    expect(texts).toEqual(expect.arrayContaining(['T', 'sedan', 'says what was expected']));
    expect(texts).not.toContain('succeeded');
    expect(shape).toContain('"stopReason":"end_turn"');
  });
});
