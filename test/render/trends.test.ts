import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../src/model/history.ts';
import type { IndexedRun, RunStanding } from '../../src/model/run-index.ts';
import { trendPlot } from '../../src/render/view/trend-plot.ts';
import { type Trends, trendsOf } from '../../src/render/view/trends.ts';
import { percent } from '../../src/render/wording/numbers.ts';
import { estimate } from './report-fixture.ts';

const line = (variant: string, mean: number | null, changes: Partial<HistoryLine> = {}): HistoryLine => ({
  run: 'r',
  createdAt: '',
  commit: null,
  simulated: false,
  variant,
  model: 'claude-haiku-5-5',
  metric: 'accuracy',
  estimate: estimate(mean, 0.05),
  cost: 2,
  comparison: null,
  ...changes,
});
const run = (day: number, lines: readonly HistoryLine[], changes: Partial<IndexedRun> = {}): IndexedRun => ({
  path: ['s', String(day)],
  id: String(day),
  suite: 's',
  createdAt: `2026-11-${String(day).padStart(2, '0')}T01:05:00.000Z`,
  commit: null,
  dataset: 'same',
  standing: { type: 'finished', simulated: false, lines, failedGates: 0 },
  ...changes,
});
const left: RunStanding = { type: 'left' };

describe('trends', () => {
  it('go from the oldest run to the newest, over those that are finished', () => {
    const trends = trendsOf([
      run(4, [line('a', 0.9)]),
      run(3, [], { standing: left }),
      run(2, [line('a', 0.8)]),
    ])!;
    expect(trends.steps).toEqual(['2026-11-02T01:05:00.000Z', '2026-11-04T01:05:00.000Z']);
    expect(trends.scores).toEqual([
      {
        variant: 'a',
        points: [
          { step: 0, simulated: false, value: 0.8, low: 0.75, high: expect.closeTo(0.85) },
          { step: 1, simulated: false, value: 0.9, low: expect.closeTo(0.85), high: expect.closeTo(0.95) },
        ],
      },
    ]);
  });

  it('are none of a single run', () => {
    expect(trendsOf([run(2, [line('a', 0.9)])])).toBeNull();
    expect(trendsOf([run(2, [line('a', 0.9)]), run(1, [], { standing: left })])).toBeNull();
  });

  it('give variants the colours of the newest report, and those that are gone the next', () => {
    const trends = trendsOf([
      run(2, [line('b', 0.9), line('c', 0.9)]),
      run(1, [line('a', 0.9), line('b', 0.9)]),
    ])!;
    expect(trends.variants.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
    expect(trends.scores.map(({ variant, points }) => [variant, points.map(({ step }) => step)])).toEqual([
      ['b', [0, 1]],
      ['c', [1]],
      ['a', [0]],
    ]);
  });

  it('leave out what is not known, and what was measured otherwise; and say so', () => {
    const trends = trendsOf([
      run(3, [line('a', 0.9)]),
      run(2, [line('a', 0.5, { metric: 'tone', cost: null })]),
      run(1, [line('a', null, { model: null })]),
    ])!;
    expect(trends.scores[0]!.points.map(({ step }) => step)).toEqual([2]);
    expect(trends.costs[0]!.points.map(({ step }) => step)).toEqual([2]);
    expect(trends.otherMetric).toBe(1);
  });

  it('know where the cases changed', () => {
    const trends = trendsOf([
      run(3, [line('a', 0.9)]),
      run(2, [line('a', 0.9)], { dataset: 'other' }),
      run(1, [line('a', 0.9)]),
    ])!;
    expect(trends.otherCases).toEqual([1, 2]);
  });
});

describe('their plot', () => {
  const plot = (trends: Trends) =>
    trendPlot(trends, {
      id: 'x',
      title: 'Accuracy',
      lines: trends.scores,
      figure: percent,
      tick: percent,
      kind: 'around',
    });

  it('says in words what it shows', () => {
    const svg = plot(trendsOf([run(2, [line('<b>', 0.9)]), run(1, [line('<b>', 0.8)])])!);
    expect(svg).toContain('Accuracy over 2 runs. &lt;b&gt;: 80.0 % to 90.0 %');
    expect(svg).toContain('&lt;b&gt;: 90.0 % (85.0 % to 95.0 %), 2 Nov 2026, 01:05 UTC');
  });

  it('stays inside its frame, whatever the values', () => {
    for (const means of [
      [0, 0],
      [1, 1],
      [0, 1],
      [0.5, 0.5],
    ] as const) {
      const svg = plot(trendsOf(means.map((mean, i) => run(9 - i, [line('a', mean)])))!);
      const at = [...svg.matchAll(/ (?:cx|cy|x1|x2|y1|y2)="([^"]*)"/g)].map(([, value]) => Number(value));
      expect(at.every((value) => value >= 0 && value <= 480)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });

  it('tells simulated answers by their form, and dots that stand alone are dots', () => {
    const simulated = {
      standing: { type: 'finished', simulated: true, lines: [line('a', 0.8)], failedGates: 0 },
    } as const;
    const svg = plot(trendsOf([run(3, [line('a', 0.9)]), run(2, [], simulated), run(1, [line('b', 0.9)])])!);
    expect(svg.match(/class="mean simulated"/g)).toHaveLength(1);
    expect(svg.match(/class="stroke simulated"/g)).toHaveLength(1);
    expect(svg.match(/<circle/g)).toHaveLength(3);
  });
});
