import type { ByteReader } from './bytes.ts';
import { fromPlanes, realsFromPlanes, realsToPlanes, toPlanes, type Width, widthFor } from './planes.ts';

/** How a column of numbers is written. In all of them NaN says that there is none: not zero, and not unknown as zero. */
export type NumberLayout =
  /** Multiples of the unit, plus one; 0 is none. */
  | { readonly type: 'whole'; readonly width: Width; readonly unit: number }
  /** Places in a list of few values, plus one; 0 is none. */
  | { readonly type: 'listed'; readonly values: readonly number[] }
  | { readonly type: 'real' }
  /** Steps of equal ratio from `low` to `high`, at 2 and above; 1 is zero, 0 is none. */
  | { readonly type: 'bucket'; readonly low: number; readonly high: number };

export interface EncodedColumn {
  readonly layout: NumberLayout;
  readonly bytes: Uint8Array;
}

const MOST_WHOLE = 2 ** 32 - 2;
const MOST_LISTED = 255;
const FIRST_BUCKET = 2;
const LAST_BUCKET = 255;

/** Rounded to multiples of the finest unit that holds all of them; as they are where none does. Of numbers from 0. */
export function encodeWhole(column: Float64Array, units: readonly number[]): EncodedColumn {
  const most = mostOf(column);
  const unit = units.find((each) => most / each <= MOST_WHOLE);
  if (unit === undefined) return encodeReal(column);
  const width = widthFor(Math.round(most / unit) + 1);
  const codes = column.map((value) => (Number.isNaN(value) ? 0 : Math.round(value / unit) + 1));
  return { layout: { type: 'whole', width, unit }, bytes: toPlanes(codes, width) };
}

/** Exactly: scores have few values mostly, and changes are told by them. */
export function encodeExact(column: Float64Array): EncodedColumn {
  const places = new Map<number, number>();
  const codes = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    let place = places.get(value);
    if (place === undefined) {
      place = places.size + 1;
      if (place > MOST_LISTED) return encodeReal(column);
      places.set(value, place);
    }
    codes[i] = place;
  }
  return { layout: { type: 'listed', values: [...places.keys()] }, bytes: codes };
}

/** In a byte each, off by a few percent. Of numbers from 0. */
export function encodeBuckets(column: Float64Array): EncodedColumn {
  const high = mostOf(column);
  let low = high;
  for (const value of column) if (value > 0 && value < low) low = value;
  const steps = high > low ? (LAST_BUCKET - FIRST_BUCKET) / Math.log(high / low) : 0;
  const codes = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value > 0) codes[i] = FIRST_BUCKET + Math.round(Math.log(value / low) * steps);
    else if (value === 0) codes[i] = 1;
  }
  return { layout: { type: 'bucket', low, high }, bytes: codes };
}

/** The column of a layout, NaN where there is none. */
export function decodeNumbers(reader: ByteReader, count: number, layout: NumberLayout): Float64Array {
  switch (layout.type) {
    case 'whole': {
      const codes = fromPlanes(reader.take(count * layout.width), count, layout.width);
      // Divided where the unit is a fraction: a billionth has no exact float, a billion has.
      const perOne = Math.round(1 / layout.unit);
      return Float64Array.from(codes, (code) => (code === 0 ? Number.NaN : (code - 1) / perOne));
    }
    case 'listed':
      return Float64Array.from(reader.take(count), (code) => layout.values[code - 1] ?? Number.NaN);
    case 'real':
      return realsFromPlanes(reader.take(count * 8), count);
    case 'bucket': {
      const ratio = Math.log(layout.high / layout.low) / (LAST_BUCKET - FIRST_BUCKET);
      return Float64Array.from(reader.take(count), (code) => {
        if (code < FIRST_BUCKET) return code === 1 ? 0 : Number.NaN;
        return layout.low * Math.exp((code - FIRST_BUCKET) * ratio);
      });
    }
  }
}

function encodeReal(column: Float64Array): EncodedColumn {
  return { layout: { type: 'real' }, bytes: realsToPlanes(column) };
}

function mostOf(column: Float64Array): number {
  let most = 0;
  for (const value of column) if (value > most) most = value;
  return most;
}
