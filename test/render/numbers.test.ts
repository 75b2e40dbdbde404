import { expect, test } from 'vitest';
import {
  count,
  dateTime,
  dollars,
  duration,
  interval,
  percent,
  perThousandCorrect,
  perThousandCorrectWithEnds,
  points,
  runCost,
  tokens,
  totalDollars,
  withEnds,
} from '../../src/render/wording/numbers.ts';
import { cost, estimate, summary, variant } from './report-fixture.ts';

test.each([
  [0, '0.0 %'],
  [1, '100.0 %'],
  [0.672, '67.2 %'],
  [0.9996, '99.96 %'],
  [0.99999, '99.999 %'],
  [0.9999999, '99.999 %'],
  [0.0004, '0.04 %'],
  [1e-9, '0.001 %'],
  [null, '–'],
])('percent(%j) is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test.each([
  [0.028, '+2.8'],
  [-0.006, '−0.6'],
  [0, '0.0'],
  [1e-17, '0.0'],
  [0.0002, '+0.02'],
  [-0.00001, '−0.001'],
  [null, '–'],
])('points(%j) is %s', (difference, text) => {
  expect(points(difference)).toBe(text);
});

test.each([
  [null, 'unknown'],
  [0, '$0'],
  [0.00042, '$0.00042'],
  [0.0000001, '$0.00000010'],
  [0.0123, '$0.012'],
  [0.5, '$0.50'],
  [0.999, '$1.00'],
  [12.345, '$12.35'],
  [1234567.8, '$1,234,567.80'],
])('dollars(%j) is %s', (amount, text) => {
  expect(dollars(amount)).toBe(text);
});

test.each([
  [0, '0'],
  [1234, '1,234'],
  [999_999, '999,999'],
  [1_234_567, '1.2M'],
  [999_960_000, '1.0B'],
])('tokens(%j) is %s', (value, text) => {
  expect(tokens(value)).toBe(text);
});

test.each([
  [null, '–'],
  [0, '0s'],
  [0.42, '0.4s'],
  [59.6, '1m 00s'],
  [724, '12m 04s'],
  [10_920, '3h 02m'],
  [180_000, '2d 02h'],
])('duration(%j) is %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('intervals', () => {
  expect(interval(estimate(0.672))).toBe('66.3 – 68.1 %');
  expect(interval(estimate(null))).toBe('–');
  expect(withEnds(estimate(0.672))).toBe('67.2 % (66.3–68.1)');
  expect(withEnds({ ...estimate(1), low: 0.44, high: 1 })).toBe('100.0 % (44–100)');
  expect(withEnds({ ...estimate(0.5), low: null, high: null })).toBe('50.0 %');
});

test('an unknown cost says what is known of it', () => {
  expect(totalDollars(cost(null))).toBe('unknown');
  expect(totalDollars(cost(null, { known: 1.5 }))).toBe('unknown (at least $1.50)');
});

test('the run costs what was asked of models: unknown if a part is, and recorded answers cost elsewhere', () => {
  const recorded = variant('old', { model: null, cost: cost(null) });
  expect(runCost(summary({ variants: [variant('a'), recorded] }))).toBe('$70.84');
  expect(runCost(summary({ variants: [recorded] }))).toBe('–');
  const unpriced = variant('b', { cost: cost(null, { known: 1 }) });
  expect(runCost(summary({ variants: [variant('a'), unpriced] }))).toBe('unknown (at least $71.84)');
});

test('nothing correct has no cost per correct answer; an unknown cost stays unknown', () => {
  expect(perThousandCorrect(variant('a', { cost: cost(5, { perCorrect: null }) }))).toBe('–');
  expect(perThousandCorrect(variant('a', { cost: cost(null) }))).toBe('unknown');
});

test('a cost per correct answer stands with its interval, where there is one', () => {
  expect(perThousandCorrectWithEnds(variant('a'))).toBe('$10.54 ($10.42–$10.67)');
  expect(perThousandCorrectWithEnds(variant('a', { cost: cost(70.84, { perCorrectEnds: null }) }))).toBe(
    '$10.54',
  );
  expect(perThousandCorrectWithEnds(variant('a', { model: null }))).toBe('–');
});

test('counts and dates', () => {
  expect(count(1234567)).toBe('1,234,567');
  expect(dateTime('2026-11-20T12:31:05.000Z')).toBe('20 Nov 2026, 12:31 UTC');
  expect(dateTime('yesterday')).toBe('yesterday');
});
