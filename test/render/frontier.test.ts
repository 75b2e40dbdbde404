import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { FrontierPoint } from '../../src/model/frontier.ts';
import type { Summary } from '../../src/model/summary.ts';
import { axisOf } from '../../src/render/html/axis.ts';
import { frontierSection } from '../../src/render/html/frontier-section.ts';
import { type Box, placeLabels } from '../../src/render/html/label-places.ts';
import { html } from '../../src/render/html.ts';
import { markdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { frontierStatements } from '../../src/render/wording/frontier.ts';
import { HOSTILE } from './hostile-report.ts';
import { estimate, report, summary, variant } from './report-fixture.ts';

const point = (
  name: string,
  costPerAnswer: number | null,
  accuracy: number | null,
  changes: Partial<FrontierPoint> = {},
): FrontierPoint => ({
  variant: name,
  costPerAnswer,
  accuracy,
  onFront: true,
  dominatedBy: null,
  ...changes,
});

function withPoints(...frontier: readonly FrontierPoint[]): Summary {
  return summary({
    frontier,
    variants: frontier.map((one) => variant(one.variant, { accuracy: estimate(one.accuracy, 0.02) })),
  });
}
const FOUR = withPoints(
  point('haiku', 0.001, 0.7),
  point('sonnet', 0.004, 0.9),
  point('opus', 0.02, 0.8, { onFront: false, dominatedBy: 'sonnet' }),
  point('new', 0.005, 0.89, { onFront: false }),
);

describe('in words', () => {
  it('says who is on the front, who is dominated by whom, and what is open', () => {
    expect(frontierStatements(FOUR, (text) => text)).toEqual([
      'On the front of accuracy against cost: haiku, sonnet',
      'Off the front, but too close to call: new',
      'opus is confidently dominated by sonnet: 80.0 % at $20.00 per 1,000 answers against 90.0 % at $4.00 per 1,000 answers',
    ]);
  });

  it('names variants that have no place', () => {
    const about = withPoints(
      point('a', 1, 0.5),
      point('b', 2, 0.6),
      point('old', null, 0.9, { onFront: false }),
    );
    expect(frontierStatements(about, (text) => text).at(-1)).toBe(
      'Not placed, without a known cost or without a score: old',
    );
  });

  it.each([
    ['one variant', withPoints(point('a', 1, 0.5))],
    ['no known cost', withPoints()],
    ['one known cost', withPoints(point('a', 1, 0.5), point('b', null, 0.5, { onFront: false }))],
  ])('says nothing of %s', (_, about) => {
    expect(frontierStatements(about, (text) => text)).toEqual([]);
    expect(frontierSection(about)).toBe('');
    expect([...html.render(report({ summary: about }))].join('')).not.toContain('#frontier');
  });

  it('stands in every report', () => {
    const said = 'is confidently dominated by';
    expect(renderTerminal(FOUR, { columns: 100, color: false })).toContain(said);
    expect([...markdown.render(report({ summary: FOUR }))].join('')).toContain(said);
    const page = [...html.render(report({ summary: FOUR }))].join('');
    expect(page).toContain(said);
    expect(page).toContain('<a href="#frontier">Accuracy against cost</a>');
  });
});

describe('the plot', () => {
  const plot = frontierSection(FOUR);

  it('has a point with its interval and a name for each variant, and the front as a line', () => {
    expect(plot.match(/<circle class="mean"/g)).toHaveLength(4);
    expect(plot.match(/<line class="arm"/g)).toHaveLength(4);
    expect([...plot.matchAll(/class="label v\d"[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'haiku',
      'sonnet',
      'opus',
      'new',
    ]);
    expect(/<polyline class="front" points="([^"]*)"/.exec(plot)?.[1]?.split(' ')).toHaveLength(2);
  });

  it('says in words what it shows', () => {
    expect(plot).toContain(
      'role="img" aria-labelledby="frontier-words"><desc id="frontier-words">accuracy against cost. haiku: 70.0 % at $1.00 per 1,000 answers; ',
    );
  });

  it.each(Object.entries(HOSTILE))('takes %s for a name', (_, text) => {
    const about = withPoints(point(`${text}1`, 1, 0.5), point(`${text}2`, 2, 0.6));
    const drawn = frontierSection(about);
    expect(drawn).not.toMatch(/<(?:script|img|b|style)\b|[\u202a-\u202e\u2066-\u2069\u001b]/);
    expect(drawn.match(/<svg/g)).toHaveLength(1);
  });
});

describe('names in the plot', () => {
  const frame: Box = { left: 0, right: 600, top: 0, bottom: 300 };
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const width = fc.integer({ min: 30, max: 150 });

  test('stay in the frame and do not cover each other, wherever two to six points lie', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share, width), { minLength: 2, maxLength: 6 }), (all) => {
        const names = all.map(([x, y, size]) => ({ x: x * 600, y: y * 300, width: size, height: 13 }));
        const boxes = placeLabels(names, [], frame).map(({ x, y }, i) => ({
          left: x,
          right: x + names[i]!.width,
          top: y - 10.4,
          bottom: y + 2.6,
        }));
        boxes.forEach((box, i) => {
          expect(box.left >= -1e-9 && box.right <= 600 + 1e-9).toBe(true);
          expect(box.top >= -1e-9 && box.bottom <= 300 + 1e-9).toBe(true);
          for (const other of boxes.slice(0, i)) {
            const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
            const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
            expect(Math.min(wide, high)).toBeLessThan(1e-6);
          }
        });
      }),
    );
  });
});

describe('an axis', () => {
  it('of amounts begins at zero and marks round numbers', () => {
    const { at, ticks } = axisOf([2.4, 7.1], [0, 100], 'from zero');
    expect(ticks).toEqual([0, 2, 4, 6]);
    expect(at(0)).toBe(0);
    expect(at(7.1)).toBeLessThan(100);
  });

  it('is logarithmic where amounts are far apart', () => {
    const { at, ticks } = axisOf([0.1, 10], [0, 100], 'from zero');
    expect(ticks).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(at(1)).toBeCloseTo(50, 9);
  });

  it('of nothing but free answers is an axis all the same', () => {
    expect(axisOf([0, 0], [0, 100], 'from zero').at(0)).toBe(0);
  });

  it('holds every value between its ends', () => {
    const value = fc.double({ min: 1e-6, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
        const { at, ticks } = axisOf(values, [10, 110], 'from zero');
        for (const one of [...values, ...ticks]) {
          expect(at(one)).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(at(one)).toBeLessThanOrEqual(110 + 1e-6);
        }
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(14);
      }),
    );
  });
});
