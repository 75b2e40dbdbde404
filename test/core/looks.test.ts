import { describe, expect, it } from 'vitest';
import { alphaOf, lookAt } from '../../src/core/looks.ts';
import { comparison, summary } from '../render/report-fixture.ts';
import { fail, pass, summarize } from './builders.ts';

const instalments = (released: number, of = 4) => ({
  released,
  of,
  confirmed: null,
  casesHeld: 0,
  trialsHeld: 0,
});

describe('the error of a look', () => {
  it.each([
    [1, 0.000052],
    [2, 0.0042],
    [3, 0.0194],
    [4, 0.0429],
  ])('after share %i of four is %f', (released, alpha) => {
    expect(alphaOf({ confidence: 0.95, instalments: instalments(released) })).toBeCloseTo(alpha, 10);
  });

  it('is the usual one where all was bought at once, or only a repetition was held back', () => {
    expect(alphaOf({ confidence: 0.95, instalments: null })).toBeCloseTo(0.05, 12);
    expect(alphaOf({ confidence: 0.99, instalments: instalments(1, 1) })).toBeCloseTo(0.01, 12);
  });

  it('is that of the interval that is printed, and of the verdict', () => {
    const cases = [
      ...Array.from({ length: 40 }, () => [[pass()], [pass()]]),
      ...Array.from({ length: 9 }, () => [[pass()], [fail()]]),
    ];
    const [early] = summarize(cases, { instalments: instalments(1) }).comparisons;
    const [late] = summarize(cases, { instalments: instalments(4) }).comparisons;
    expect(early!.difference.confidence).toBeCloseTo(1 - 0.000052, 10);
    expect([early!.verdict.type, late!.verdict.type]).toEqual(['unclear', 'worse']);
  });
});

describe('a look', () => {
  const of = (...types: readonly ('better' | 'worse' | 'unknown')[]) =>
    summary({ comparisons: types.map((type) => comparison({ verdict: { type } })) });
  const unclear = comparison({ verdict: { type: 'unclear', dependsOn: 0 } });

  it('asks for more cases while a comparison is open', () => {
    expect(lookAt(of('better', 'unknown'), 'share')).toBe('release');
    expect(lookAt(summary({ comparisons: [unclear] }), 'share')).toBe('release');
    expect(lookAt(of('better', 'worse'), 'share')).toBe('stop');
  });

  it('goes by the committed baseline where there is one', () => {
    const committed = comparison({
      verdict: { type: 'worse' },
      against: { type: 'baseline', file: 'b.json', run: 'r', createdAt: '2026-11-20T00:00:00Z' },
    });
    expect(lookAt(summary({ comparisons: [unclear, committed] }), 'share')).toBe('stop');
  });

  it('asks for one more repetition only where a gate failed by its scores', () => {
    expect(lookAt(of('worse'), 'repetition')).toBe('stop');
  });
});
