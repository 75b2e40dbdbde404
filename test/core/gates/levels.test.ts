import { describe, expect, it } from 'vitest';
import { comparedFor } from '../../../src/core/gates/compared-for.ts';
import { noRegression } from '../../../src/core/gates/no-regression.ts';
import { nonInferior } from '../../../src/core/gates/non-inferior.ts';
import type { Gate } from '../../../src/model/gate.ts';
import { judged, summaryOf } from './judged.ts';

/** The level of each metric, of all cases, for variant b. */
function levels(gates: readonly Gate[], ...metrics: string[]): number[] {
  const { alphaOf } = comparedFor(gates, 'b', 'accuracy', 0.05);
  return metrics.map((metric) => 1 - alphaOf(metric, null));
}

describe('the level at which a metric is compared', () => {
  it('is 95 % for one that must not regress, and for all others', () => {
    expect(levels([noRegression()], 'accuracy', 'tone')).toEqual([0.95, 0.95]);
  });

  it('is shared by several that must not (Bonferroni), and by no other', () => {
    const gates = [noRegression(), noRegression({ metric: 'tone' })];
    expect(levels(gates, 'accuracy', 'tone', 'length')).toEqual([0.975, 0.975, 0.95]);
  });

  it('stays 95 % for the primary one, while the rest share', () => {
    const gates = [
      noRegression({ primary: true }),
      noRegression({ metric: 'tone' }),
      noRegression({ metric: 'length' }),
    ];
    expect(levels(gates, 'accuracy', 'tone', 'length')).toEqual([0.95, 0.975, 0.975]);
  });

  it('counts a metric once, however it is named, and only gates of the variant', () => {
    const gates = [
      noRegression(),
      noRegression({ metric: 'accuracy', variant: 'b', tolerance: 0.1 }),
      noRegression({ metric: 'tone', variant: 'c' }),
    ];
    expect(levels(gates, 'accuracy', 'tone')).toEqual([0.95, 0.95]);
  });

  it('is not shared by claims of non-inferiority: all of them must be shown', () => {
    expect(levels([nonInferior(0.03), nonInferior(0.03, { metric: 'tone' })], 'accuracy', 'tone')).toEqual([
      0.95, 0.95,
    ]);
  });

  it('is shared by the slices that gates declare', () => {
    const { alphaOf, slices } = comparedFor(
      [noRegression(), noRegression({ slice: 'de' }), nonInferior(0.1, { slice: 'fr' })],
      'b',
      'accuracy',
      0.05,
    );
    expect([alphaOf('accuracy', null), alphaOf('accuracy', 'de'), alphaOf('accuracy', 'fr')]).toEqual([
      0.025, 0.025, 0.05,
    ]);
    expect(slices).toEqual([
      { tag: 'de', metric: 'accuracy' },
      { tag: 'fr', metric: 'accuracy' },
    ]);
  });

  it('is the one that is printed and the one that decides', () => {
    // −3.5 points of 200, 95 % interval below zero and 97.5 % interval not.
    const cases = { 'P P': 173, 'F P': 2, 'P F': 10, 'F F': 15 };
    const alone = summaryOf([noRegression()], cases);
    const shared = summaryOf([noRegression(), noRegression({ metric: 'exact' })], cases);
    expect(alone.comparisons[0]!.difference.confidence).toBe(0.95);
    expect(alone.gates[0]).toMatchObject({ outcome: 'failed' });
    expect(shared.comparisons[0]!.difference.confidence).toBe(0.975);
    expect(shared.comparisons[0]!.verdict.type).toBe('unclear');
    expect(shared.gates[0]).toMatchObject({
      outcome: 'passed',
      facts: { falseAlarm: expect.closeTo(0.0125) },
    });
  });
});

describe('the margin', () => {
  it('of a gate is that of the comparison, so that its verdict may claim it', () => {
    const { marginOf } = comparedFor(
      [nonInferior(0.03), nonInferior(0.2, { metric: 'tone' })],
      'b',
      'accuracy',
      0.05,
    );
    expect([marginOf('accuracy', null), marginOf('tone', null), marginOf('accuracy', 'de')]).toEqual([
      0.03,
      0.2,
      null,
    ]);
    const { comparisons } = summaryOf([nonInferior(0.07)], { 'P P': 170, 'F P': 4, 'P F': 9, 'F F': 17 });
    expect(comparisons[0]!.verdict).toEqual({ type: 'same', margin: 0.07 });
  });
});

describe('a slice that a gate names', () => {
  // The first ten cases are lost, all others won.
  const cases = { 'P F': 10, 'F P': 90 };
  const tagsOf = (index: number) => (index < 10 ? ['small'] : ['large']);

  it('is looked at however small it is, by itself', () => {
    const [result] = judged(noRegression({ slice: 'small' }), cases, { tagsOf });
    expect(result).toMatchObject({ outcome: 'failed', finding: { type: 'difference', n: 10 } });
    expect(judged(noRegression(), cases, { tagsOf })[0]).toMatchObject({ outcome: 'passed' });
  });

  it('is declared thereby: it stands first, and is not corrected among the others', () => {
    const [{ slices }] = summaryOf([noRegression({ slice: 'small' })], cases, { tagsOf }).comparisons as [
      ReturnType<typeof summaryOf>['comparisons'][0],
    ];
    expect(slices.map(({ tag, declared, adjustedP }) => [tag, declared, adjustedP !== null])).toEqual([
      ['small', true, false],
      ['large', false, true],
    ]);
  });

  it('may be looked at in another metric than the first', () => {
    const [result] = judged(noRegression({ slice: 'small', metric: 'exact' }), cases, { tagsOf });
    expect(result).toMatchObject({ outcome: 'failed', finding: { metric: 'exact', n: 10 } });
  });
});
