import { describe, expect, test } from 'vitest';
import { cost } from '../../../src/graders/cost.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcomeOf, sample } from '../sample.ts';

const billed = (dollars: number | null) => ({ ...sample('', null), cost: dollars });

describe('cost', () => {
  test.each<[number | null, string, string]>([
    [0.0019, 'pass', 'less'],
    [0.002, 'pass', 'the limit itself'],
    [0.002001, 'fail', 'more'],
    [0, 'pass', 'nothing was billed, which is known'],
    [null, 'throws', 'unknown is not free'],
  ])('%s of at most 0.002: %s (%s)', (dollars, verdict) => {
    expect(outcomeOf(cost({ max: 0.002 }), billed(dollars))).toBe(verdict);
  });

  test.each([
    [0.0123456, '$0.0123'],
    [1.5, '$1.50'],
    [12.345, '$12.35'],
    [0.0000001234, '$0.000000123'],
    [0.002, '$0.002'],
    [0, '$0'],
  ])('the reason writes %s as %s', (dollars, text) => {
    expect(cost({ max: 1000 }).grade(billed(dollars))).toMatchObject({
      reason: `cost ${text}, wanted at most $1000.00`,
    });
  });

  test('what is no limit is a UserError at definition', () => {
    for (const max of [-1, Number.NaN, Infinity, '1', undefined]) {
      expect(() => cost({ max: max as number })).toThrow(UserError);
    }
    expect(() => cost({ max: 1, min: 0 } as never)).toThrow("unknown option 'min'");
  });
});
