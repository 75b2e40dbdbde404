import type { ListF1Options } from '../../../src/graders/list-f1.ts';

export const cases: readonly {
  readonly options?: ListF1Options;
  readonly output: string;
  readonly expected: unknown;
  readonly score: number | 'throws';
  readonly why: string;
}[] = [
  { output: '["a", "b"]', expected: ['a', 'b'], score: 1, why: 'the same' },
  { output: '["b", "a"]', expected: ['a', 'b'], score: 1, why: 'order means nothing' },
  { output: '```json\n["a"]\n```', expected: ['a'], score: 1, why: 'in a fence' },
  {
    output: '["a", "c"]',
    expected: ['a', 'b'],
    score: 1 / 2,
    why: 'one of two is right, and one of two found',
  },
  { output: '["a"]', expected: ['a', 'b', 'c'], score: 1 / 2, why: 'precision 1, recall a third' },
  { output: '["a", "a"]', expected: ['a'], score: 2 / 3, why: 'an item twice is one too much' },
  {
    output: '["a"]',
    expected: ['a', 'a'],
    score: 2 / 3,
    why: 'an item that is expected twice is missing once',
  },
  { output: '["A "]', expected: ['a'], score: 0, why: 'case counts by default' },
  {
    output: '["A "]',
    expected: ['a'],
    options: { caseSensitive: false },
    score: 1,
    why: 'folded and trimmed',
  },
  { output: '[18, true]', expected: ['18', true], score: 1, why: 'numbers and booleans as their text' },
  {
    output: '["null", null, {"a": 1}]',
    expected: ['null'],
    score: 1 / 2,
    why: 'null and objects are items that nobody expects',
  },
  { output: '[]', expected: [], score: 1, why: 'both are empty' },
  { output: '[]', expected: ['a'], score: 0, why: 'nothing was found' },
  { output: '["a"]', expected: [], score: 0, why: 'nothing was to be found' },
  { output: '{"a": 1}', expected: ['a'], score: 0, why: 'an object is no list' },
  { output: 'a, b', expected: ['a', 'b'], score: 0, why: 'no JSON' },
  { output: '["a", "b"', expected: ['a'], score: 0, why: 'JSON that was cut off' },
  {
    output: '- a\n* b\n\n3. c\n',
    expected: ['a', 'b', 'c'],
    options: { format: 'lines' },
    score: 1,
    why: 'bullets and numbers of items',
  },
  {
    output: 'Items:\n- a',
    expected: ['a'],
    options: { format: 'lines' },
    score: 2 / 3,
    why: 'a heading is an item',
  },
  {
    output: '2024 was\n1.5 l',
    expected: ['2024 was', '1.5 l'],
    options: { format: 'lines' },
    score: 1,
    why: 'numbers that belong to the item',
  },
  {
    output: 'a, b and c,',
    expected: ['a', 'b and c'],
    options: { format: 'comma' },
    score: 1,
    why: 'only commas part',
  },
  {
    output: '',
    expected: [],
    options: { format: 'comma' },
    score: 1,
    why: 'an empty answer is an empty list',
  },
  { output: '', expected: [], score: 0, why: 'but no JSON' },
  { output: '["a"]', expected: 'a', score: 'throws', why: 'a text is no list' },
  { output: '["a"]', expected: null, score: 'throws', why: 'no expected value' },
  { output: '[null]', expected: [null], score: 'throws', why: 'null is no item' },
];
