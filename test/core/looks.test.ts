import { describe, expect, it } from 'vitest';
import { atLeast } from '../../src/core/gates/at-least.ts';
import { mustPass } from '../../src/core/gates/must-pass.ts';
import { noRegression } from '../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../src/core/gates/non-inferior.ts';
import { alphaOf, lookAt } from '../../src/core/looks.ts';
import type { Gate, GateResult } from '../../src/model/gate.ts';
import { comparison, summary } from '../render/report-fixture.ts';
import { fail, pass, summarize } from './builders.ts';
import { type Cases, summaryOf } from './gates/judged.ts';

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

  it('goes by the comparison within the run for a variant that the committed baseline lacks', () => {
    const committed = comparison({
      variant: 'sonnet',
      verdict: { type: 'worse' },
      against: { type: 'baseline', file: 'b.json', run: 'r', createdAt: '2026-11-20T00:00:00Z' },
    });
    expect(lookAt(summary({ comparisons: [unclear, committed] }), 'share')).toBe('release');
  });

  describe('where gates say what the run is about', () => {
    const held = { instalments: instalments(1) };
    /** Whether more cases are asked for after a first share of these. */
    const asks = (gate: Gate, cases: Cases) =>
      lookAt(summaryOf([gate], cases, { changes: held, tagsOf: (i) => (i % 2 ? ['odd'] : []) }), 'share');

    it.each<[string, Gate, Cases, 'release' | 'stop']>([
      ['shown to be worse', noRegression(), { 'P P': 40, 'P F': 40 }, 'stop'],
      ['shown to be better', noRegression(), { 'P P': 40, 'F P': 40 }, 'stop'],
      ['neither', noRegression(), { 'P P': 80, 'P F': 3 }, 'release'],
      [
        'worse, but not yet by more than is tolerated',
        noRegression({ tolerance: 0.4 }),
        { 'P P': 40, 'P F': 40 },
        'release',
      ],
      ['not inferior', nonInferior(0.3), { 'P P': 160 }, 'stop'],
      ['not inferior by far too small a margin to tell', nonInferior(0.02), { 'P P': 160 }, 'release'],
      [
        'a share that is shown of one variant, and open of the other',
        atLeast(0.5, { proven: true }),
        { 'P P': 40, 'F P': 40 },
        'release',
      ],
      ['a share that is not shown yet', atLeast(0.9, { proven: true }), { 'P P': 80 }, 'release'],
      [
        'a case that has to pass and was not bought',
        mustPass(['case-0', 'later']),
        { 'P P': 40, 'F P': 40 },
        'release',
      ],
      [
        'a case that has to pass and did not',
        mustPass(['case-0', 'later']),
        ['F F', ...Array<string>(40).fill('F P'), ...Array<string>(40).fill('P P')],
        'stop',
      ],
      ['a tag of which no case was bought', noRegression({ slice: 'rare' }), { 'P F': 80 }, 'release'],
    ])('%s', (_, gate, cases, wanted) => {
      expect(asks(gate, cases)).toBe(wanted);
    });

    it('every one of them has to be decided, whatever metric it looks at', () => {
      const { comparisons, gates } = summaryOf([noRegression()], { 'P P': 40, 'F P': 40 }, { changes: held });
      const clear = summary({ comparisons, gates });
      expect(lookAt(clear, 'share')).toBe('stop');
      const [decided] = gates;
      const open = {
        ...decided!,
        gate: noRegression({ metric: 'tone' }),
        finding: { ...decided!.finding, reading: 'open' } as GateResult['finding'],
      };
      expect(lookAt({ ...clear, gates: [...gates, open] }, 'share')).toBe('release');
    });

    it('an atLeast is held to the level of the look, so that stopping at the first is no advantage', () => {
      const levelAt = (released: number) => {
        const [result] = summaryOf(
          [atLeast(0.5)],
          { 'P P': 80 },
          { changes: { instalments: instalments(released) } },
        ).gates;
        return (result!.finding as { confidence: number }).confidence;
      };
      expect(levelAt(1)).toBeCloseTo(1 - 0.000052, 10);
      expect(levelAt(4)).toBeCloseTo(1 - 0.0429, 10);
    });
  });

  it('asks for one more repetition only where a gate failed by its scores', () => {
    expect(lookAt(of('worse'), 'repetition')).toBe('stop');
  });
});
