import Table from 'cli-table3';
import { displayWidth, shorten } from './display-width.ts';
import type { Tone } from './tone.ts';

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cells: readonly (string | Cell)[];
  /** The lowest is dropped first where the terminal is narrow. Left out: never dropped. */
  readonly priority?: number;
  /** Texts may be shortened: a little before other columns are dropped, a lot after. */
  readonly shrinks?: boolean;
}

export interface TableOptions {
  readonly columns: number;
  /** What the lines above and below are made of. */
  readonly rule: string;
  readonly plain: (text: string) => string;
  readonly paint: (text: string, tone: Tone | undefined) => string;
}

/** A blank on either side of a cell. */
const PADDING = 2;

/** Columns side by side between two rules, as many as fit; the lines of it. */
export function table(columns: readonly Column[], rows: number, options: TableOptions): readonly string[] {
  const shown = fitting(
    columns.map((column) => measured(column, options.plain)),
    options.columns,
  );
  const drawn = new Table({
    chars: { ...NO_LINES, top: options.rule, bottom: options.rule },
    style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1, compact: true },
    colAligns: shown.map(({ align }) => align),
    head: shown.map(({ texts }) => standIn(texts[0]!)),
  });
  for (let row = 1; row <= rows; row++) drawn.push(shown.map(({ texts }) => standIn(texts[row]!)));
  const cells = Array.from({ length: rows + 1 }, (_, row) =>
    shown.map(({ texts, tones }) =>
      options.paint(options.plain(texts[row]!), row === 0 ? 'faint' : tones[row - 1]),
    ),
  ).flat();
  let next = 0;
  return drawn
    .toString()
    .replace(STAND_INS, () => cells[next++]!)
    .split('\n')
    .map((line) => line.trimEnd());
}

/**
 * cli-table3 measures texts by an old Unicode and would misplace whatever it does not know. So it lays out
 * stand-ins of the width we measured, which are exchanged for the cells, in order, when it is done.
 */
const STAND_IN = '\ue000';
const STAND_INS = /\ue000+/g;

function standIn(text: string): string {
  return STAND_IN.repeat(Math.max(1, displayWidth(text)));
}

interface Measured extends Column {
  /** The head, then the cells. */
  readonly texts: readonly string[];
  readonly tones: readonly (Tone | undefined)[];
  readonly width: number;
}

function measured(column: Column, plain: (text: string) => string): Measured {
  const cells = column.cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
  // An empty cell still needs a stand-in.
  const texts = [column.head, ...cells.map(({ text }) => text)].map((text) => plain(text) || ' ');
  return {
    ...column,
    texts,
    tones: cells.map(({ tone }) => tone),
    width: Math.max(...texts.map(displayWidth)),
  };
}

/** Widths that a shortened column keeps: while others may still be dropped, and in the end. */
const COMFORTABLE = 24;
const SMALLEST = 8;

function fitting(columns: readonly Measured[], available: number): readonly Measured[] {
  let shown = shrunk(columns, available, COMFORTABLE);
  while (excess(shown, available) > 0) {
    const lowest = Math.min(...shown.map(({ priority = Infinity }) => priority));
    if (lowest === Infinity) break;
    shown = shown.filter(({ priority }) => priority !== lowest);
  }
  return shrunk(shown, available, SMALLEST);
}

/** The widest first, down to `floor`, until all fit. */
function shrunk(columns: readonly Measured[], available: number, floor: number): readonly Measured[] {
  const over = excess(columns, available);
  const [widest] = columns
    .filter(({ shrinks, width }) => shrinks && width > floor)
    .sort((a, b) => b.width - a.width);
  if (over <= 0 || widest === undefined) return columns;
  const width = Math.max(floor, widest.width - over);
  const texts = widest.texts.map((text) => shorten(text, width));
  return shrunk(
    columns.map((column) => (column === widest ? { ...column, texts, width } : column)),
    available,
    floor,
  );
}

function excess(columns: readonly Measured[], available: number): number {
  return columns.reduce((sum, { width }) => sum + width + PADDING, 0) - available;
}

const NO_LINES = {
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
