import { describe, expect, it, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import { bestOfSeveral, comparisonNotes } from '../../src/render/wording/comparison-notes.ts';
import { times } from '../../src/render/wording/numbers.ts';
import { costRatio } from '../../src/render/wording/ratios.ts';
import { comparison, summary, variant } from './report-fixture.ts';

const UNKNOWN = { ratio: null, low: null, high: null, n: 0 };
/** With nothing to note, and what a test wants noted. */
const plain = (changes: Partial<Comparison> = {}) =>
  comparison({ dropped: 0, bounds: null, tokens: UNKNOWN, ...changes });
const notes = (changes: Partial<Comparison>, all: readonly Comparison[] = []) =>
  comparisonNotes(plain(changes), all, (text) => `<${text}>`);

describe('beside a comparison it is said', () => {
  const bounds = comparison().bounds;

  test.each<[string, Partial<Comparison>, readonly string[]]>([
    ['nothing where all is said', {}, []],
    [
      'what missing cases could change: nothing',
      { dropped: 12, bounds },
      [
        '12 cases without a score from both: had they scored, +2.0 points at worst, +3.6 at best; the verdict would be the same',
      ],
    ],
    [
      'or the verdict',
      { dropped: 1, bounds, verdict: { type: 'unclear', dependsOn: 1 } },
      [
        '1 case without a score from both: had they scored, +2.0 points at worst, +3.6 at best; the verdict depends on them',
      ],
    ],
    [
      'that cases lack a score where none are in common',
      { dropped: 12, paired: false },
      ['12 cases without a score'],
    ],
    [
      'that nothing changed',
      { fixed: 0, broken: 0, n: 20, verdict: { type: 'unclear', dependsOn: 0 } },
      ['No case changed'],
    ],
    [
      'that the answers are noise',
      { noiseShare: 0.8, narrower: 0.37, samples: 2 },
      [
        '80.0 % of what varied between cases was chance of the answers: more samples a case would help, 8 instead of 2 narrow the interval by 37.0 %',
      ],
    ],
    [
      'or that they are not',
      { noiseShare: 0.3, narrower: 0.12, samples: 2 },
      [
        '30.0 % of what varied between cases was chance of the answers: more samples a case would hardly help, add cases',
      ],
    ],
    [
      'where continuous scores fell most',
      { drops: [{ case: 't-1', before: 0.9, after: 0.25 }] },
      ['Largest drops: <t-1> (0.90 → 0.25)'],
    ],
    [
      'what tokens came to',
      { tokens: { ratio: 0.98, low: 0.97, high: 0.99, n: 9 } },
      ['Tokens 0.98× (95 % interval 0.97–0.99)'],
    ],
    [
      'why costs are not compared',
      { cost: UNKNOWN, costReason: 'prices of a and of b' },
      ['Costs are not compared: <prices of a and of b>'],
    ],
    [
      'nothing of what cannot be compared',
      { verdict: { type: 'not comparable', reason: 'x' }, dropped: 3 },
      [],
    ],
  ])('%s', (_, changes, sentences) => {
    expect(notes(changes)).toEqual(sentences);
  });

  it('whether a clear verdict is significant among several comparisons, and nothing of an unclear one', () => {
    const of = (adjustedP: number | null, type: 'better' | 'worse' | 'unclear') => {
      const verdict = type === 'unclear' ? ({ type, dependsOn: 0 } as const) : ({ type } as const);
      const own = plain({ adjustedP, verdict });
      return comparisonNotes(own, [own, plain({ adjustedP: 1 }), plain({ adjustedP: 1 })], String);
    };
    expect(of(0.04, 'better')).toEqual(['Significant after correction for 3 comparisons']);
    expect(of(0.06, 'worse')).toEqual(['Not significant after correction for 3 comparisons']);
    expect(of(0.04, 'unclear')).toEqual([]);
    expect(of(null, 'better')).toEqual([]);
  });
});

describe('the best of several variants', () => {
  const of = (names: readonly string[], ...comparisons: readonly Comparison[]) =>
    bestOfSeveral(summary({ variants: names.map((name) => variant(name)), comparisons }));
  const unclear = comparison({ verdict: { type: 'unclear', dependsOn: 0 } });

  it('is to be confirmed where there is one', () => {
    expect(of(['a', 'b', 'c'], comparison(), unclear)).toBe(
      'The best of 3 variants on the same cases looks better than it is: confirm it on others',
    );
    expect(of(['a', 'b', 'c'], unclear, unclear)).toBeNull();
    expect(of(['a', 'b'], comparison())).toBeNull();
  });
});

describe('a ratio', () => {
  it('of costs stands behind the verdict with its interval', () => {
    expect(costRatio(comparison())).toBe('; cost 0.34× (95 % interval 0.33–0.35)');
    expect(costRatio(comparison({ cost: { ratio: 1.5, low: null, high: null, n: 1 } }))).toBe(
      '; cost 1.50× (too few cases for an interval)',
    );
    expect(costRatio(comparison({ cost: UNKNOWN }))).toBe('');
  });

  test.each([
    [0.6188, '0.62'],
    [0.0421, '0.042'],
    [0.0004, '≤0.001'],
    [0.999, '1.00'],
    [1.004, '1.00'],
    [9.996, '10.0'],
    [12.34, '12.3'],
    [1234.5, '1,235'],
  ])('%f is %s', (ratio, text) => {
    expect(times(ratio)).toBe(text);
  });
});
