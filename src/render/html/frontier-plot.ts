import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { displayWidth } from '../terminal/display-width.ts';
import { clipLine } from '../wording/clip.ts';
import type { PlacedPoint } from '../wording/frontier.ts';
import { dollars, percentNumber } from '../wording/numbers.ts';
import { axisOf } from './axis.ts';
import { scaleOf } from './interval-plot.ts';
import { type Box, placeLabels } from './label-places.ts';

/** A variant in the plot. */
export interface PlottedPoint extends PlacedPoint {
  readonly low: number | null;
  readonly high: number | null;
  /** The class that gives it its colour. */
  readonly kind: string;
  /** In words. */
  readonly place: string;
}

const WIDTH = 640;
const HEIGHT = 340;
const FRAME: Box = { left: 58, right: WIDTH - 16, top: 14, bottom: HEIGHT - 46 };
const RADIUS = 5;
/** Of a label: its text's size, and what its characters take on the average. */
const TEXT = 13;
const CHARACTER = 9;
const LONGEST = 22;

/** Accuracy against the cost of 1,000 answers: points with their intervals, and the front as a line. */
export function frontierPlot(points: readonly PlottedPoint[], metric: string): string {
  const costs = axisOf(
    points.map(({ costPerAnswer }) => costPerAnswer * 1000),
    [FRAME.left, FRAME.right],
    'from zero',
  );
  const scale = scaleOf(
    points.map(({ accuracy, low, high }) => ({ mean: accuracy, low, high })),
    [],
    { from: 0, to: 1 },
  );
  const scores = axisOf([scale.from, scale.to], [FRAME.bottom, FRAME.top], 'around');
  const dots = points.map((point) => ({
    ...point,
    x: costs.at(point.costPerAnswer * 1000),
    y: scores.at(point.accuracy),
    top: scores.at(point.high ?? point.accuracy),
    bottom: scores.at(point.low ?? point.accuracy),
    label: clipLine(visibleLine(point.variant), LONGEST),
  }));
  const labels = placeLabels(
    dots.map(({ x, y, label }) => ({ x, y, width: displayWidth(label) * CHARACTER, height: TEXT })),
    dots.map(({ x, top, bottom }) => ({ left: x - RADIUS, right: x + RADIUS, top, bottom })),
    FRAME,
  );
  const front = dots.filter(({ onFront }) => onFront).sort((a, b) => a.x - b.x);
  const words = points.map(({ variant, place }) => `${clipLine(variant, 80)}: ${place}`).join('; ');
  const parts = [
    ...costs.ticks.map(
      (tick) =>
        `<line class="grid" x1="${px(costs.at(tick))}" x2="${px(costs.at(tick))}" y1="${FRAME.top}" y2="${FRAME.bottom}"/><text class="tick" text-anchor="middle" x="${px(costs.at(tick))}" y="${FRAME.bottom + 18}">${dollars(tick)}</text>`,
    ),
    ...scores.ticks.map(
      (tick) =>
        `<line class="grid" x1="${FRAME.left}" x2="${FRAME.right}" y1="${px(scores.at(tick))}" y2="${px(scores.at(tick))}"/><text class="tick" text-anchor="end" x="${FRAME.left - 8}" y="${px(scores.at(tick) + 4)}">${percentNumber(tick).replace(/\.0$/, '')} %</text>`,
    ),
    `<text class="tick" text-anchor="middle" x="${(FRAME.left + FRAME.right) / 2}" y="${HEIGHT - 8}">Cost of 1,000 answers</text>`,
    front.length > 1
      ? `<polyline class="front" points="${front.map(({ x, y }) => `${px(x)},${px(y)}`).join(' ')}"/>`
      : '',
    ...dots.map(({ kind, x, y, top, bottom, low, high }) => {
      const whisker =
        low === null || high === null
          ? ''
          : `<line class="arm" x1="${px(x)}" x2="${px(x)}" y1="${px(top)}" y2="${px(bottom)}"/>`;
      return `<g class="${kind}">${whisker}<circle class="mean" cx="${px(x)}" cy="${px(y)}" r="${RADIUS}"/></g>`;
    }),
    ...dots.map(({ kind, label }, i) => {
      const { x, y } = labels[i]!;
      return `<text class="label ${kind}" x="${px(x)}" y="${px(y)}">${escapeHtmlLine(label)}</text>`;
    }),
  ];
  const said = escapeHtmlLine(`${clipLine(metric, 80)} against cost. ${words}`);
  return `<svg class="frontier" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="frontier-words"><desc id="frontier-words">${said}</desc>${parts.join('')}</svg>`;
}

function px(value: number): string {
  return value.toFixed(1);
}
