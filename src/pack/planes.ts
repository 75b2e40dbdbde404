/**
 * Whole numbers byte by byte: first the lowest byte of all, then the next one of all, … The high bytes of small
 * numbers are a run of zeros then, which a compressor writes in next to nothing.
 */

/** Bytes of a number. */
export type Width = 1 | 2 | 4;

/** Anything that holds numbers by place, typed arrays too. */
export interface Numbers {
  readonly length: number;
  readonly [place: number]: number;
}

/** The narrowest width that holds numbers from 0 to `most`. */
export function widthFor(most: number): Width {
  if (most < 2 ** 8) return 1;
  return most < 2 ** 16 ? 2 : 4;
}

/** @param numbers from 0 to 2^(8 · width) - 1. */
export function toPlanes(numbers: Numbers, width: Width): Uint8Array {
  const count = numbers.length;
  const bytes = new Uint8Array(count * width);
  for (let plane = 0; plane < width; plane++) {
    const from = plane * count;
    for (let i = 0; i < count; i++) bytes[from + i] = numbers[i]! >>> (8 * plane);
  }
  return bytes;
}

/** @param bytes `count · width` of them. */
export function fromPlanes(bytes: Uint8Array, count: number, width: Width): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let plane = width - 1; plane >= 0; plane--) {
    const from = plane * count;
    for (let i = 0; i < count; i++) numbers[i] = (numbers[i]! << 8) | bytes[from + i]!;
  }
  return numbers;
}

const REAL_BYTES = 8;

/** The same of 64-bit floats. */
export function realsToPlanes(reals: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(REAL_BYTES));
  const bytes = new Uint8Array(reals.length * REAL_BYTES);
  for (let i = 0; i < reals.length; i++) {
    view.setFloat64(0, reals[i]!, true);
    for (let plane = 0; plane < REAL_BYTES; plane++) bytes[plane * reals.length + i] = view.getUint8(plane);
  }
  return bytes;
}

export function realsFromPlanes(bytes: Uint8Array, count: number): Float64Array {
  const view = new DataView(new ArrayBuffer(REAL_BYTES));
  const reals = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let plane = 0; plane < REAL_BYTES; plane++) view.setUint8(plane, bytes[plane * count + i]!);
    reals[i] = view.getFloat64(0, true);
  }
  return reals;
}
