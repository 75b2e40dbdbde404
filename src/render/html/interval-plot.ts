export interface Interval {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The stretch of the number line that the plots of a table share. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

const WIDTH = 180;
const HEIGHT = 22;
const MARGIN = 5;

/** A scale that holds all intervals and `also`, with some room, within the bounds. */
export function scaleOf(intervals: readonly Interval[], also: readonly number[], bounds: Scale): Scale {
  const ends = [...intervals.flatMap(({ mean, low, high }) => [mean, low, high]), ...also].filter(
    (end) => end !== null,
  );
  if (ends.length === 0) return bounds;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max((high - low) * 0.1, 0.005);
  return { from: Math.max(bounds.from, low - room), to: Math.min(bounds.to, high + room) };
}

/** A mean with its interval, drawn; the numbers stand beside it. `reference` is where the dotted line goes. */
export function intervalPlot(
  { mean, low, high }: Interval,
  scale: Scale,
  reference: number | null,
  kind: string,
): string {
  if (mean === null) return '';
  const at = (value: number) => position(value, scale).toFixed(1);
  const middle = HEIGHT / 2;
  const parts = [];
  if (reference !== null) {
    parts.push(`<line class="reference" x1="${at(reference)}" x2="${at(reference)}" y1="0" y2="${HEIGHT}"/>`);
  }
  if (low !== null && high !== null) {
    parts.push(`<line class="arm" x1="${at(low)}" x2="${at(high)}" y1="${middle}" y2="${middle}"/>`);
    for (const end of [low, high]) {
      parts.push(`<line class="arm" x1="${at(end)}" x2="${at(end)}" y1="${middle - 4}" y2="${middle + 4}"/>`);
    }
  }
  parts.push(`<circle class="mean" cx="${at(mean)}" cy="${middle}" r="4.5"/>`);
  return `<svg class="plot ${kind}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${parts.join('')}</svg>`;
}

/** The head of a column of plots: where their scale begins and ends. */
export function plotHead(from: string, to: string): string {
  return `<span class="ends"><span>${from}</span><span>${to}</span></span>`;
}

function position(value: number, { from, to }: Scale): number {
  const share = to > from ? (value - from) / (to - from) : 0.5;
  return MARGIN + share * (WIDTH - 2 * MARGIN);
}
