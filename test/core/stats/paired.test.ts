import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../../src/core/stats/difference.ts';
import { estimate } from '../../../src/core/stats/estimate.ts';
import { pairedP } from '../../../src/core/stats/p-value.ts';
import { columnOf, type Scores, table } from '../builders.ts';

/** A comparison as test/stats/paired.py computes it. */
interface Reference {
  readonly name: string;
  /** Of one 0/1 score a case: both pass, only a, only b, neither. */
  readonly cells?: [number, number, number, number];
  readonly a?: Scores;
  readonly b?: Scores;
  readonly clusters?: number[] | null;
  readonly alpha: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly standardError: number | null;
  readonly p: number | null;
  readonly estimates: readonly ([number, number] | null)[];
}

const { comparisons }: { comparisons: Reference[] } = JSON.parse(
  readFileSync(new URL('../../stats/paired.json', import.meta.url), 'utf8'),
);

const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));

describe('two variants on the same cases, as numpy and scipy have it', () => {
  it.each(comparisons)('$name', (reference) => {
    const { cells, alpha, mean, low, high, standardError, p, estimates } = reference;
    const [a, b] = cells ? table(...cells) : [columnOf(reference.a!), columnOf(reference.b!)];
    const clusters = reference.clusters ? Uint32Array.from(reference.clusters) : null;
    expect(pairedDifference(a, b, clusters, alpha)).toMatchObject({
      mean: near(mean),
      low: near(low),
      high: near(high),
      standardError: near(standardError),
    });
    if (p !== null) expect(pairedP(a, b, clusters)).toBeCloseTo(p, 9);
    for (const [index, scores] of [a, b].entries()) {
      const interval = estimates[index]!;
      expect(estimate(scores, clusters, alpha)).toMatchObject({
        low: near(interval?.[0] ?? null),
        high: near(interval?.[1] ?? null),
      });
    }
  });
});
