import { describe, expect, test } from 'vitest';
import { parseQuery, quoted, wordsOf } from '../../src/explorer/query/parse-query.ts';

const vocabulary = {
  tags: ['billing', 'math word problem', 'lang:de'],
  graders: ['exact-match', 'tone of voice'],
};
const parse = (text: string) => parseQuery(text, vocabulary);

describe('conditions', () => {
  test.each([
    ['tag:billing', { type: 'tag', tag: 0, not: false }],
    ['-tag:"math word problem"', { type: 'tag', tag: 1, not: true }],
    ['tag:lang:de', { type: 'tag', tag: 2, not: false }],
    ['!id:Case-2', { type: 'id', part: 'case-2', not: true }],
    ['a:fail', { type: 'state', side: 'a', state: 'fail', not: false }],
    ['b:PASS', { type: 'state', side: 'b', state: 'pass', not: false }],
    ['is:unstable', { type: 'state', side: 'either', state: 'unstable', not: false }],
    ['cost>0.01', { type: 'number', side: 'either', name: 'cost', operator: '>', value: 0.01, not: false }],
    ['a.cost<=$0.5', { type: 'number', side: 'a', name: 'cost', operator: '<=', value: 0.5, not: false }],
    ['tokens>4k', { type: 'number', side: 'either', name: 'tokens', operator: '>', value: 4000, not: false }],
    ['b.time>=250ms', { type: 'number', side: 'b', name: 'time', operator: '>=', value: 0.25, not: false }],
    [
      'grader:exact-match<0.5',
      { type: 'grader', side: 'either', grader: 0, operator: '<', value: 0.5, not: false },
    ],
    [
      'b.grader:"tone of voice">=50%',
      { type: 'grader', side: 'b', grader: 1, operator: '>=', value: 0.5, not: false },
    ],
  ])('%s', (text, condition) => {
    expect(parse(text)).toEqual({ conditions: [condition], needles: [], problems: [] });
  });
});

test('every other word is a text, and so is what stands in quotes', () => {
  expect(parse('refund  http://x.example "two words" "tag:billing" tag:billing x<y')).toEqual({
    conditions: [{ type: 'tag', tag: 0, not: false }],
    needles: ['refund', 'http://x.example', 'two words', 'tag:billing', 'x<y'],
    problems: [],
  });
  expect(parse(' "" ').needles).toEqual([]);
});

describe('what cannot be meant is said, with the query that was probably meant', () => {
  test.each([
    ['a tag:biling b', 'There is no tag “biling”', 'a tag:billing b'],
    ['-tag:math', 'There is no tag “math”', '-tag:"math word problem"'],
    ['tags:billing', 'There is no filter “tags:”', 'tag:billing'],
    ['b.csot>1', 'There is no filter “csot>”', 'b.cost>1'],
    ['a:fial', 'There is no state “fial”', 'a:fail'],
    ['cost:1', '“cost” compares numbers', 'cost>1'],
    ['tag>billing', '“tag” takes a colon', 'tag:billing'],
    ['grader:exact', 'There is no grader “exact”', 'grader:exact-match<1'],
    ['grader:exact-match', 'a grader is compared with a score', 'grader:exact-match<1'],
    ['a.grader:exat-match>0.5', 'There is no grader “exat-match”', 'a.grader:exact-match>0.5'],
    ['tokens>many', '“many” is not a number', null],
    ['cost>', '“cost” than what?', null],
    ['tag:', 'Which tag?', null],
  ])('%s', (text, message, mended) => {
    const { conditions, needles, problems } = parse(text);
    expect(problems).toEqual([{ message, mended }]);
    expect(conditions).toEqual([]);
    expect(needles).toEqual(text.startsWith('a tag') ? ['a', 'b'] : []);
    if (mended !== null) expect(parse(mended).problems).toEqual([]);
  });
});

test('a name is written so that it is read back', () => {
  for (const tag of vocabulary.tags) expect(parse(`tag:${quoted(tag)}`).problems).toEqual([]);
});

test('an open quote reaches to the end', () => {
  expect(wordsOf('x "a b').map(({ text }) => text)).toEqual(['x', '"a b']);
});
