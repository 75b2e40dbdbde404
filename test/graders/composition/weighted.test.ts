import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { custom } from '../../../src/graders/custom.ts';
import { exactMatch } from '../../../src/graders/exact-match.ts';
import { weighted } from '../../../src/graders/weighted.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { sample } from '../sample.ts';
import { failed, fails, later, now, passes, saying, throws } from './parts.ts';

const ratio = (score: number, weight?: number) =>
  custom('ratio', () => score, weight === undefined ? {} : { weight });

describe('weighted', () => {
  test('is the mean of its parts, which count alike unless told otherwise', () => {
    expect(now(weighted({ a: ratio(0.5), b: passes }))).toEqual({
      outcome: 'scored',
      score: 0.75,
      pass: null,
      reason: '0.75, the mean of a 0.5 × 1, b 1 × 1',
    });
    // (3 × 1 + 1 × 0.5 + 0) / (3 + 1 + 1)
    expect(
      now(weighted({ a: exactMatch({ weight: 3 }) as never, b: ratio(0.5, 1), c: fails }), 'x', 'x'),
    ).toMatchObject({ score: 0.7 });
  });

  test('measures, and decides with a threshold, which itself passes', () => {
    const parts = { a: ratio(0.5), b: passes };
    expect(now(weighted(parts))).toMatchObject({ pass: null });
    expect(now(weighted(parts, { threshold: 0.75 }))).toMatchObject({ pass: true });
    expect(now(weighted(parts, { threshold: 0.76 }))).toMatchObject({ pass: false });
  });

  test('is a failed score as soon as one part is', async () => {
    expect(now(weighted({ a: passes, b: throws }))).toEqual(failed('b failed: no such field'));
    expect(await scoreOf(weighted({ a: passes, b: later(throws) }), sample('', null))).toEqual(
      failed('b failed: no such field'),
    );
  });

  test('passes a threshold that it reaches on paper', () => {
    const parts = { a: ratio(1, 0.1), b: ratio(1, 0.2), c: ratio(0, 0.7) };
    // 0.1 + 0.2 is more than 0.3 in floating point, and three tenths of it less.
    expect(now(weighted(parts, { threshold: 0.3 }))).toMatchObject({ score: 0.3, pass: true });
  });

  test('lies between its lowest and highest part, whatever is rounded', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const weight = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, weight), { minLength: 1, maxLength: 6 }), (own) => {
        const parts = Object.fromEntries(
          own.map(([value, heavy], index) => [`p${index}`, ratio(value, heavy)]),
        );
        const scores = own.map(([value]) => value);
        const found = now(weighted(parts));
        expect(found.outcome).toBe('scored');
        const mean = (found as { score: number }).score;
        expect(mean).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(mean).toBeLessThanOrEqual(Math.max(...scores));
      }),
    );
  });

  test('waits only where a part does', async () => {
    expect(weighted({ a: passes }).grade(sample('', null))).not.toBeInstanceOf(Promise);
    expect(await weighted({ a: later(passes) }).grade(sample('', null))).toMatchObject({ score: 1 });
  });

  test('is named after its keys; its settings tell parts and weights', () => {
    expect(weighted({ label: passes, tone: fails }).name).toBe('weighted(label, tone)');
    const settings = (weight: number) => JSON.stringify(weighted({ a: ratio(1, weight) }).settings);
    expect(settings(1)).not.toBe(settings(2));
  });

  test('refuses nothing at all, and a gate that could not close, at definition', () => {
    expect(() => weighted({})).toThrow('there is nothing to combine');
    expect(() => weighted({ a: passes }, { role: 'gate' })).toThrow('a gate says pass or fail');
    expect(weighted({ a: passes }, { role: 'gate', threshold: 1 }).role).toBe('gate');
    expect(() => weighted({ a: exactMatch({ role: 'metric' }) as never })).toThrow('has the role metric');
    expect(() => weighted({ a: saying('x', 1) }, { threshold: 2 })).toThrow(UserError);
    expect(() => weighted({ a: undefined as never })).toThrow(UserError);
  });
});
