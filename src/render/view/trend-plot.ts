import { axisOf } from '../html/axis.ts';
import { variantColour } from '../html/variant-name.ts';
import { escapeHtmlLine } from '../neutralise/escape-html.ts';
import { visibleLine } from '../neutralise/visible.ts';
import { clipLine } from '../wording/clip.ts';
import { dateTime } from '../wording/numbers.ts';
import type { Trend, TrendPoint, Trends } from './trends.ts';

/** What of the trends is drawn, and how its figures are written. */
export interface Plotted {
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  readonly lines: readonly Trend[];
  readonly figure: (value: number) => string;
  /** Shorter, for the axis. */
  readonly tick: (value: number) => string;
  readonly kind: 'from zero' | 'around';
}

const WIDTH = 480;
const HEIGHT = 210;
const FRAME = { left: 72, right: WIDTH - 14, top: 10, bottom: HEIGHT - 30 };
/** Dates below the plot, so that they do not touch. */
const DATES = 4;

/** Lines over the runs of a suite, one step a run: the mean as a line, its interval as a band. */
export function trendPlot({ steps, variants, otherCases }: Trends, plotted: Plotted): string {
  const { id, title, lines, figure, tick, kind } = plotted;
  const all = lines.flatMap(({ points }) => points);
  const ends = all.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const y = axisOf(kind === 'around' ? roomy(ends) : ends, [FRAME.bottom, FRAME.top], kind);
  const inner = { from: FRAME.left + 10, to: FRAME.right - 10 };
  const x = (step: number) => inner.from + (step / (steps.length - 1)) * (inner.to - inner.from);
  const place = (step: number, value: number) => `${px(x(step))},${px(y.at(value))}`;
  const words = lines.map(({ variant, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${clipLine(visibleLine(variant), 80)}: ${figure(first.value)} to ${figure(last.value)}`;
  });
  const parts = [
    ...y.ticks.map(
      (at) =>
        `<line class="grid" x1="${FRAME.left}" x2="${FRAME.right}" y1="${px(y.at(at))}" y2="${px(y.at(at))}"/><text class="tick" text-anchor="end" x="${FRAME.left - 8}" y="${px(y.at(at) + 4)}">${tick(at)}</text>`,
    ),
    ...dates(steps).map(
      ({ step, words: date }) =>
        `<text class="tick" text-anchor="${step === 0 ? 'start' : step === steps.length - 1 ? 'end' : 'middle'}" x="${px(step === 0 ? inner.from - 10 : step === steps.length - 1 ? FRAME.right : x(step))}" y="${FRAME.bottom + 20}">${escapeHtmlLine(date)}</text>`,
    ),
    ...otherCases.map((step) => {
      const between = px((x(step) + x(step - 1)) / 2);
      return `<line class="reference" x1="${between}" x2="${between}" y1="${FRAME.top}" y2="${FRAME.bottom}"/>`;
    }),
    ...lines.map(
      ({ variant, points }) =>
        `<g class="${variantColour(variants, variant)}">${band(points, place)}${strokes(points, place)}${points
          .map((point) => dot(point, variant, steps[point.step]!, place, figure))
          .join('')}</g>`,
    ),
  ];
  return `<figure><figcaption>${escapeHtmlLine(title)}</figcaption><svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}"><desc id="${id}">${escapeHtmlLine(`${title} over ${steps.length} runs. ${words.join('; ')}`)}</desc>${parts.join('')}</svg></figure>`;
}

/** Some room around the values, within the shares there can be. */
function roomy(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.08, 0.01);
  return [Math.max(0, low - room), Math.min(1, high + room)];
}

type Place = (step: number, value: number) => string;

/** Around each stretch of points with an interval. */
function band(points: readonly TrendPoint[], place: Place): string {
  const sure = points.flatMap(({ step, low, high }) =>
    low === null || high === null ? [] : [{ step, low, high }],
  );
  if (sure.length < 2) return '';
  const upper = sure.map(({ step, high }) => place(step, high));
  const lower = sure.toReversed().map(({ step, low }) => place(step, low));
  return `<polygon class="band" points="${[...upper, ...lower].join(' ')}"/>`;
}

/** From point to point; dashed to and from simulated ones, which say nothing of the others. */
function strokes(points: readonly TrendPoint[], place: Place): string {
  return points
    .slice(1)
    .map((point, i) => {
      const before = points[i]!;
      const [x1, y1] = place(before.step, before.value).split(',');
      const [x2, y2] = place(point.step, point.value).split(',');
      const dashed = point.simulated || before.simulated ? ' simulated' : '';
      return `<line class="stroke${dashed}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    })
    .join('');
}

function dot(
  { step, value, low, high, simulated }: TrendPoint,
  variant: string,
  at: string,
  place: Place,
  figure: Plotted['figure'],
): string {
  const [x, y] = place(step, value).split(',');
  const ends = low === null || high === null ? '' : ` (${figure(low)} to ${figure(high)})`;
  const words = `${clipLine(visibleLine(variant), 80)}: ${figure(value)}${ends}, ${dateTime(at)}${simulated ? ', simulated' : ''}`;
  return `<circle class="mean${simulated ? ' simulated' : ''}" cx="${x}" cy="${y}" r="3.5"><title>${escapeHtmlLine(words)}</title></circle>`;
}

/** The dates of a few steps, evenly chosen; where all are of one day, their times. */
function dates(steps: readonly string[]): readonly { readonly step: number; readonly words: string }[] {
  const last = steps.length - 1;
  const chosen = new Set(
    Array.from({ length: Math.min(DATES, steps.length) }, (_, i) =>
      Math.round((i * last) / (Math.min(DATES, steps.length) - 1)),
    ),
  );
  const isOneDay = steps[0]!.slice(0, 10) === steps[last]!.slice(0, 10);
  const words = (at: string) => {
    const [date = '', time = ''] = dateTime(at).split(', ');
    return isOneDay ? time : date.replace(/ \d{4}$/, '');
  };
  return Array.from(chosen, (step) => ({ step, words: words(steps[step]!) }));
}

function px(value: number): string {
  return value.toFixed(1);
}
