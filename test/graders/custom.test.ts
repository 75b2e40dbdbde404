import { expect, test } from 'vitest';
import { type CustomOptions, custom } from '../../src/graders/custom.ts';
import { UserError } from '../../src/model/errors.ts';
import { sample } from './sample.ts';

test('custom names a function', () => {
  const short = custom('short', ({ output }) => output.length <= 3);
  expect(short.name).toBe('short');
  expect(short).not.toHaveProperty('threshold');
  expect(short.grade(sample('abc', null))).toBe(true);
  expect(short.grade(sample('abcd', null))).toBe(false);
});

test('custom keeps its threshold', () => {
  expect(custom('ratio', () => 0.5, { threshold: 0 }).threshold).toBe(0);
});

test.each([
  ['', () => true, {}],
  [' ', () => true, {}],
  ['a', 'no function', {}],
  ['a', () => true, { threshold: 1.5 }],
  ['a', () => true, { threshold: Number.NaN }],
  ['a', () => true, { treshold: 0.5 }],
])('custom(%j, %s, %j) is a UserError', (name, grade, options) => {
  expect(() => custom(name, grade as () => boolean, options as CustomOptions)).toThrow(UserError);
});
